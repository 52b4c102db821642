import type { Json } from "../../canonical/json.ts";
import { custodyChain } from "../../custody/custody-chain.ts";
import type { ConsignmentCheck } from "../check.ts";
import type { Judgement } from "../finding.ts";

/** What the papers report of each container makes one way, without a gap, in one place at a time, under the same seals. */
export const custodyUnbroken: ConsignmentCheck = {
  name: "custodyUnbroken",
  title: "Each container's way is unbroken",
  judge({ current }) {
    const reported = current.flatMap(({ documentId, facts }) =>
      (facts?.custodyEvents ?? []).map((event) => ({ documentId, event })),
    );
    if (reported.length === 0) return [];
    const { findings } = custodyChain(reported.map(({ event }) => event));
    return findings.map(({ code, verdict, message, events }): Judgement => {
      const meant = events.flatMap((place) => reported[place] ?? []);
      return {
        ...{ status: verdict, code, message, facts: ["custodyEvents"] },
        papers: [...new Set(meant.map(({ documentId }) => documentId))],
        values: meant.map(({ documentId, event }) => ({
          ...{ documentId, fact: "custodyEvents", value: event as unknown as Json },
        })),
      };
    });
  },
};
