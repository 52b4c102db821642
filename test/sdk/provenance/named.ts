import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { judgeConsignment } from "../../../sdk/src/provenance/judge-consignment.ts";
import type { ConsignmentPaper } from "../../../sdk/src/provenance/paper.ts";

type Kind = ConsignmentPaper["kind"];
export const idOf = (name: string) => Buffer.from(name.padEnd(32)).toString("hex");
export const nameOf = (documentId: string) => Buffer.from(documentId, "hex").toString().trim();

/** A paper named by a word, which links to papers named by theirs. */
export function paper(
  name: string,
  kind: Kind,
  facts: Facts | undefined,
  more: Partial<ConsignmentPaper> = {},
): ConsignmentPaper {
  return {
    ...{ documentId: idOf(name), kind, issuer: 1, standing: "current", links: [] },
    ...(facts && { facts }),
    ...more,
  };
}
export const linked = (relation: "supports" | "derivedFrom", name: string) => ({
  links: [{ relation, documentId: idOf(name) }],
});

/** What judging says: check, code, status and the names of the papers. */
export function said(papers: readonly ConsignmentPaper[], status?: string): string[] {
  return judgeConsignment(papers)
    .findings.filter((one) => status === undefined || one.status === status)
    .map(({ check, code, papers }) => `${check} ${code}: ${papers.map(nameOf).sort().join(" ")}`);
}
