import { type Hex32, openBody, opensField, type Scope } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";

/** What only the holder of a paper may see: words that stand nowhere else, for each place of a document. */
export const PLACES = ["NUMBER", "SELLER", "GOODS", "VOYAGE", "AMOUNT", "REMARK", "CASE", "NOTE"] as const;
type Place = (typeof PLACES)[number];

/** The canary of a place in the papers of a situation; the amount must be a number. */
export const canary = (place: Place, at: number): string =>
  place === "AMOUNT" ? `7351908264${10 + at}` : `CNRY${place}${10 + at}`;

const CANARY = /CNRY[A-Z]+\d\d|7351908264\d\d/g;
const BASE64 = /[A-Za-z0-9_-]{24,}/g;

/** The canaries in an answer, also those in base64url at any depth: tokens, disclosures, originals. */
export function canariesIn(text: string, depth = 3): Set<string> {
  const found = new Set(text.match(CANARY) ?? []);
  if (depth === 0) return found;
  for (const [run] of text.matchAll(BASE64)) {
    if (/^[0-9a-f]{64}$/.test(run)) continue;
    const inner = canariesIn(Buffer.from(run, "base64url").toString("latin1"), depth - 1);
    for (const one of inner) found.add(one);
  }
  return found;
}

/** The original of a situation's document: a canary at a place of every scope, and one that only the whole shows. */
export const originalWith = (kind: string, at: number, ucr: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      sealane: kind,
      documentNumber: canary("NUMBER", at),
      ucr,
      voyage: canary("VOYAGE", at),
      descriptions: [`Chairs, ${canary("GOODS", at)}`],
      parties: [{ role: "seller", name: `Seller ${canary("SELLER", at)}` }],
      value: { amount: canary("AMOUNT", at), currency: "EUR" },
      remark: `Not for everybody: ${canary("REMARK", at)}`,
    }),
  );

/** The canaries that a scope opens of a document, by its fields as its owner sealed them and by the SDK's table. */
export async function canariesUnder(owner: Gateway, documentId: Hex32, scope: Scope): Promise<Set<string>> {
  const { body } = await openPaper(owner, await findDocument(owner, documentId));
  const open = openBody(body).fields.filter(({ pointer }) => opensField(scope, pointer));
  return canariesIn(JSON.stringify(open), 0);
}
