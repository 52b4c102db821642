import { billBytes, billOf } from "../bill.ts";
import { issue } from "../issuer.ts";
import { type Contestant, measureRates } from "../measure.ts";
import { ISSUERS, type Peers } from "../peers.ts";
import type { Suite } from "../suite.ts";
import { inTurn } from "../turn.ts";

const DOCUMENTS = 500;

export const prepare: Suite = {
  name: "prepare",
  about: "documents prepared: read strictly, facts, canonical form, salted, hashed, tagged, signed",
  run({ effort, peers }) {
    const originals = Array.from({ length: DOCUMENTS }, (_, i) => billBytes(i));
    const next = inTurn(originals);
    const ours: Contestant = {
      name: "prepared",
      unit: "documents/s",
      ops: 1,
      peer: peers && "prepared by TradeTrust (wrapDocument)",
      run: () => issue(next()),
    };
    return measureRates([ours, ...(peers ? rivals(peers) : [])], effort);
  },
};

/** They do less: no strict reading, no facts, no signature. */
function rivals({ tradeTrust, openAttestation, ceiling }: Peers): Contestant[] {
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => ({ ...billOf(i), issuers: ISSUERS }));
  const next = inTurn(documents);
  const row = (name: string, run: () => unknown): Contestant => ({ name, unit: "documents/s", ops: 1, run });
  return [
    row("prepared by TradeTrust (wrapDocument)", () => tradeTrust.wrapDocument(next())),
    row("prepared by OpenAttestation (wrapDocument)", () => openAttestation.wrapDocument(next())),
    row("ceiling: canonical form and one SHA-256, nothing disclosed singly", () => ceiling.docLeaf(next())),
  ];
}
