import { readFields } from "../../../../sdk/src/document/prepare.ts";
import type { Dossier } from "../../../../sdk/src/dossier/dossier.ts";
import { base64urlOf, bytesOfBase64url } from "../../../../sdk/src/primitives/base64url.ts";
import { ZERO_HEX32 } from "../../../../sdk/src/primitives/hex.ts";
import { utf8Decode, utf8Encode } from "../../../../sdk/src/primitives/utf8.ts";
import type { DocumentEvidence, Evidence, Member, MemberKey } from "../../../../sdk/src/verify/evidence.ts";
import type { FindingCode, Status } from "../../../../sdk/src/verify/finding.ts";
import type { Trust } from "../../../../sdk/src/verify/trust.ts";
import { signWitness } from "../../../../sdk/src/verify/witness.ts";
import { anchoredWith, DAY, type Issued, issue, memberOf, NETWORK, T0 } from "../consortium.ts";
import { signerOf } from "../keys.ts";

export type Open<T> = T extends object ? { -readonly [Name in keyof T]: Open<T[Name]> } : T;

/** What a case starts from and changes: a certificate of Singapore's, derived from a carrier's bill. */
export interface Scene {
  papers: Open<Dossier["papers"]>;
  evidence: Open<Evidence>;
  trust: Open<Trust> | null;
  /** Who signs for the evidence, with which key, after the case changed it. */
  witness: { by: string; issuer: number; text?: string };
}

/** A dossier with the verdict it must get. */
export interface Case {
  readonly name: string;
  readonly verdict: Status;
  readonly code: FindingCode | "OK";
  /** The check of the first paper that finds it; absent where none does. */
  readonly check?: string;
  readonly dossier: Dossier;
  readonly trust: Trust | null;
}

export const bill = issue({ by: "carrier", kind: "bill-of-lading-transshipment", number: "TSB-77" });
const links = [{ documentId: bill.claims.documentId, relation: "derivedFrom" }] as const;
const CERTIFICATE = { by: "singapore", kind: "re-export-certificate", number: "SG-REX-1", links } as const;
export const certificate = issue(CERTIFICATE);
export const neighbour = issue({ ...CERTIFICATE, number: "SG-REX-2" });
export const copy = <T>(value: T): Open<T> => JSON.parse(JSON.stringify(value)) as Open<T>;

function sceneOf(subject: Issued = certificate): Scene {
  const members = ["singapore", "auditor"].map(memberOf);
  const evidence: Evidence = {
    network: NETWORK,
    block: { number: 50, hash: "b".repeat(64), timeSeconds: T0 + DAY },
    members,
    documents: [anchoredWith(subject, [neighbour, subject, bill]), anchoredWith(bill)],
  };
  const trust: Trust = {
    type: "sealane-trust/1",
    network: NETWORK,
    members: ["singapore", "auditor"].map(memberOf),
    madeAtSeconds: T0,
  };
  return copy({ papers: [subject.paper], evidence, trust, witness: { by: "auditor", issuer: 6 } });
}

const isScene = (made: unknown): made is Scene => typeof made === "object" && made !== null && "papers" in made;

export function caseOf(
  [name, verdict, code, check]: readonly [string, Status, FindingCode | "OK", string?],
  make: (scene: Scene) => unknown,
): Case {
  const given = sceneOf();
  const made = make(given);
  const { papers, evidence, trust, witness } = isScene(made) ? made : given;
  const signed =
    witness.text ?? signWitness(evidence, { issuer: witness.issuer, issuedAt: T0 + DAY }, signerOf(witness.by));
  const dossier: Dossier = { type: "sealane-dossier/1", papers, evidence, witness: signed };
  return { name, verdict, code, ...(check && { check }), dossier: copy(dossier), trust };
}

export const issuerOf = ({ evidence }: Scene) => evidence.members[0] as Open<Member>;
export const keyIn = (scene: Scene) => issuerOf(scene).keys[0] as Open<MemberKey>;
/** The witness's key as it is pinned. */
export const witnessKeyIn = ({ trust }: Scene) => trust?.members[1]?.keys[0] as Open<MemberKey>;
export const foundIn = ({ evidence }: Scene) => evidence.documents[0] as Open<DocumentEvidence>;
export const linkIn = ({ evidence }: Scene) => evidence.documents[1] as Open<DocumentEvidence>;
export const anchorIn = (scene: Scene) => foundIn(scene).anchor as Open<NonNullable<DocumentEvidence["anchor"]>>;
export const paperIn = ({ papers }: Scene) => papers[0] as Open<Dossier["papers"][number]>;
export const tombstone = (change: object) => ({
  supersededAtSeconds: 0,
  withdrawnAtSeconds: 0,
  supersedeReason: 0,
  withdrawReason: 0,
  successorId: ZERO_HEX32,
  ...change,
});
/** The same scene about another document of the same issuer. */
export const about = (change: Partial<Parameters<typeof issue>[0]>) =>
  sceneOf(issue({ ...CERTIFICATE, ...change } as Parameters<typeof issue>[0]));

export function withFieldChanged(scene: Scene): void {
  const { disclosures } = paperIn(scene).body;
  const at = disclosures.findIndex(([, text]) => utf8Decode(bytesOfBase64url(text)).includes("1200.5"));
  const [index, text] = disclosures[at] as [number, string];
  disclosures[at] = [index, base64urlOf(utf8Encode(utf8Decode(bytesOfBase64url(text)).replace("1200.5", "1200.6")))];
}

/** A document whose issuer sealed something else than its original says. */
export function reworded(original: Uint8Array, change: (pointer: string) => unknown): Scene {
  const { fields } = readFields({ original });
  const reword = () =>
    fields.map((field) =>
      change(field.pointer) === undefined ? field : { ...field, value: change(field.pointer) as string },
    );
  return about({ number: "SG-REX-9", original, reword });
}

const notJson = utf8Encode('{"sealane":"re-export-certificate","a":1,"a":2}');
export const unreadable = (): Scene => {
  const scan = readFields({ original: notJson, mediaType: "text/plain", kind: "re-export-certificate" }).fields;
  const stated = scan.map((one) =>
    one.pointer === "/$original"
      ? { ...one, value: { ...(one.value as object), mediaType: "application/json" } as never }
      : one,
  );
  return about({ number: "SG-REX-8", original: notJson, reword: () => stated });
};
