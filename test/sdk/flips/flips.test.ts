import { expect } from "chai";
import { isAnchoredAs } from "../../../sdk/src/document/batch.ts";
import { type Dossier, parseDossier, verifyDossier, writeDossier } from "../../../sdk/src/dossier/dossier.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { isSignedBy } from "../../../sdk/src/statement/jws.ts";
import { readStatement } from "../../../sdk/src/statement/statement.ts";
import type { MemberKey } from "../../../sdk/src/verify/evidence.ts";
import { verify } from "../../../sdk/src/verify/verify.ts";
import { CASES, type Case } from "../../support/sdk/cases.ts";

// A sealed blob's bits are flipped in test/sdk/sealing/blob.test.ts, a tree path's in test/sdk/document/tree.test.ts.
const { dossier, trust } = CASES[0] as Case;
// Portable signatures are slow: in a browser one bit of each byte flips, in Node every bit.
const IS_BROWSER = "document" in globalThis;
const text = writeDossier(dossier);
const pinned = trust ?? undefined;
const paper = dossier.papers[0] as Dossier["papers"][number];
const flipped = (bytes: Uint8Array, at: number, bit: number) =>
  bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
const textFlipped = (value: string, at: number, bit: number) =>
  value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << bit)) + value.slice(at + 1);

/** What may be found when a bit of this part of a dossier's text flips. */
const AREAS: readonly [start: string, codes: RegExp][] = [
  ['{"evidence":', /^(refused|EVIDENCE_ALTERED|EVIDENCE_OF_OTHER_NETWORK|EVIDENCE_CONTRADICTED)$/],
  ['"papers":[{"body":', /^(refused|BODY_ALTERED|BODY_UNREADABLE)$/],
  ['"original":"', /^(refused|ORIGINAL_ALTERED)$/],
  ['"statement":"', /^(refused|STATEMENT_UNREADABLE|SIGNATURE_FALSE|KEY_UNKNOWN|ISSUER_NOT_LISTED|BODY_ALTERED)$/],
  ['"type":"', /^refused$/],
  ['"witness":"', /^(refused|EVIDENCE_ALTERED|EVIDENCE_NOT_WITNESSED)$/],
];

function judge(bytes: Uint8Array): string {
  let read: Dossier;
  try {
    read = parseDossier(bytes);
  } catch (error) {
    expect((error as { code?: string }).code).to.match(/^(DOSSIER_INVALID|JSON_[A-Z0-9_]+)$/);
    return "refused";
  }
  return verifyDossier(read, pinned).code;
}

describe("One flipped bit", () => {
  it("is in a dossier that is valid while no bit is flipped", () => {
    expect(judge(utf8Encode(text))).to.equal("OK");
  });

  for (const [i, [start, codes]] of AREAS.entries()) {
    const from = text.indexOf(start);
    const next = AREAS[i + 1]?.[0];
    const to = next === undefined ? text.length : text.indexOf(next);
    it(`anywhere in a dossier between ${start} and ${next ?? "its end"} gives a code of that area`, () => {
      expect(from, "the parts of a dossier stand in another order").to.be.within(0, to - 1);
      const bytes = utf8Encode(text);
      for (let at = from; at < to; at++) {
        for (const bit of IS_BROWSER ? [at & 7] : [0, 1, 2, 3, 4, 5, 6, 7]) {
          const code = judge(flipped(bytes, at, bit));
          expect(code, `byte ${at} (${text.slice(at - 8, at + 8)}), bit ${bit}`).to.match(codes);
        }
      }
    });
  }

  it("of a statement, every bit of it, is unreadable, unsigned or another key's", () => {
    const key = dossier.evidence.members[0]?.keys[0] as MemberKey;
    const holds = (statement: string) => {
      try {
        return isSignedBy(readStatement(statement).jws, key);
      } catch (error) {
        expect((error as { code?: string }).code).to.equal("STATEMENT_INVALID");
        return false;
      }
    };
    expect(holds(paper.statement)).to.equal(true);
    for (let at = 0; at < paper.statement.length; at++) {
      for (let bit = 0; bit < 8; bit++)
        expect(holds(textFlipped(paper.statement, at, bit)), `character ${at}, bit ${bit}`).to.equal(false);
    }
  });

  it("of an anchor, every bit of each hash, index and size, is ANCHOR_FALSE", () => {
    const document = dossier.evidence.documents[0] as Dossier["evidence"]["documents"][number];
    const anchor = document.anchor as NonNullable<typeof document.anchor>;
    const { claims } = readStatement(paper.statement);
    const judged = (change: object) => {
      const documents = [{ ...document, anchor: { ...anchor, ...change } }, ...dossier.evidence.documents.slice(1)];
      return verify(paper, { ...dossier.evidence, documents }, { from: "chain" }).code;
    };
    expect(judged({})).to.equal("OK");
    const hexFlipped = (hex: string, bit: number) => {
      const digit = Number.parseInt(hex[bit >> 2] as string, 16) ^ (1 << (bit & 3));
      return hex.slice(0, bit >> 2) + digit.toString(16) + hex.slice((bit >> 2) + 1);
    };
    for (let bit = 0; bit < 256; bit++) {
      expect(judged({ root: hexFlipped(anchor.root, bit) })).to.equal("ANCHOR_FALSE");
      for (const [i, hash] of anchor.path.entries()) {
        expect(judged({ path: anchor.path.with(i, hexFlipped(hash, bit)) })).to.equal("ANCHOR_FALSE");
      }
    }
    for (let bit = 0; bit < 32; bit++) {
      expect(judged({ index: (anchor.index ^ (1 << bit)) >>> 0 }), `index, bit ${bit}`).to.equal("ANCHOR_FALSE");
    }
    const entry = {
      documentId: claims.documentId,
      kind: 301,
      subjectTag: claims.subjectTag,
      referenceTag: claims.referenceTag,
    };
    expect(isAnchoredAs(entry, anchor)).to.equal(true);
    for (let bit = 0; bit < 16; bit++)
      expect(isAnchoredAs({ ...entry, kind: entry.kind ^ (1 << bit) }, anchor)).to.equal(false);
  });

  it("of an original is ORIGINAL_ALTERED", () => {
    const original = paper.original as string;
    for (let at = 0; at < original.length; at++) {
      const report = verify({ ...paper, original: textFlipped(original, at, at % 8) }, dossier.evidence, {
        from: "chain",
      });
      expect(report.code, `character ${at}`).to.equal("ORIGINAL_ALTERED");
    }
  });
});
