import { type Evidence, type Paper, verify } from "@sealane/sdk";
import { billBytes, billOf } from "../bill.ts";
import { evidenceOf, type Issued, issue, withOriginal } from "../issuer.ts";
import { type Contestant, measureRates } from "../measure.ts";
import { ISSUERS, type Peers } from "../peers.ts";
import type { Suite } from "../suite.ts";
import { inTurn } from "../turn.ts";

const DOCUMENTS = 500;

export const verifyOffline: Suite = {
  name: "verify",
  about: "documents verified offline by evidence from the chain: every check of the table, a batch of 500",
  run({ effort, peers }) {
    const originals = Array.from({ length: DOCUMENTS }, (_, i) => billBytes(i));
    const issued = originals.map(issue);
    const evidence = evidenceOf(issued);
    const handedOn = issued.map((one, i) => withOriginal(one, originals[i] as Uint8Array));
    const contestants = [
      contestant("verified offline", issued, evidence),
      contestant("verified offline, the original read again too", handedOn, evidence),
      ...(peers ? rivals(peers) : []),
    ];
    const peer = peers && "verified by TradeTrust (verifySignature)";
    return measureRates(
      contestants.map((one) => (one.name.startsWith("verified offline") ? { ...one, peer } : one)),
      effort,
    );
  },
};

function contestant(name: string, issued: readonly Issued[], evidence: readonly Evidence[]): Contestant {
  const next = inTurn(issued.map(({ paper }, i): [Paper, Evidence] => [paper, evidence[i] as Evidence]));
  const run = (): void => {
    const { verdict, code } = verify(...next(), { from: "chain" });
    if (verdict !== "valid") throw new Error(`A document that is valid was not found so: ${code}.`);
  };
  return { name, unit: "documents/s", ops: 1, run };
}

/** They do less: integrity only, no signature and no chain. */
function rivals({ tradeTrust, openAttestation, ceiling }: Peers): Contestant[] {
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => billOf(i));
  const leaves = documents.map((document) => ceiling.docLeaf(document));
  const levels = ceiling.tree(leaves);
  const [root] = levels.at(-1) as [Buffer];
  const proven = inTurn(documents.map((document, i) => [document, ceiling.proof(levels, i)] as const));
  const row = (name: string, isValid: () => boolean): Contestant => ({
    name,
    unit: "documents/s",
    ops: 1,
    run: () => {
      if (!isValid()) throw new Error(`${name}: a valid document was refused.`);
    },
  });
  const wrapped = ({ wrapDocument, verifySignature }: typeof tradeTrust) => {
    const next = inTurn(documents.slice(0, 100).map((document) => wrapDocument({ ...document, issuers: ISSUERS })));
    return () => verifySignature(next());
  };
  return [
    row("verified by TradeTrust (verifySignature)", wrapped(tradeTrust)),
    row("verified by OpenAttestation (verifySignature)", wrapped(openAttestation)),
    row("ceiling: canonical form, one SHA-256 and a proof, nobody's signature", () => {
      const [document, path] = proven();
      return ceiling.fold(ceiling.docLeaf(document), path).equals(root);
    }),
  ];
}
