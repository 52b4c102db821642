import { expect } from "chai";
import { batchTree, isAnchoredAs } from "../../../sdk/src/document/batch.ts";
import { openBody } from "../../../sdk/src/document/body.ts";
import { unpackPaper } from "../../../sdk/src/document/paper.ts";
import { present } from "../../../sdk/src/document/present.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { parseDossier, verifyDossier } from "../../../sdk/src/dossier/dossier.ts";
import { base64urlOf, bytesOfBase64url } from "../../../sdk/src/primitives/base64url.ts";
import { unseal } from "../../../sdk/src/sealing/blob.ts";
import { unwrapKey } from "../../../sdk/src/sealing/wrap.ts";
import { isSignedBy } from "../../../sdk/src/statement/jws.ts";
import { readStatement } from "../../../sdk/src/statement/statement.ts";
import { parseTrust } from "../../../sdk/src/verify/trust.ts";
import batches from "../../vectors/batches.json" with { type: "json" };
import blobs from "../../vectors/blobs.json" with { type: "json" };
import documents from "../../vectors/documents.json" with { type: "json" };
import dossiers from "../../vectors/dossiers.json" with { type: "json" };
import statements from "../../vectors/statements.json" with { type: "json" };
import trust from "../../vectors/trust.json" with { type: "json" };

type Body = Parameters<typeof openBody>[0];

describe("Over the vectors, the SDK", () => {
  for (const { name, fields, draw, documentId, body, presentations } of documents.documents) {
    it(`makes ${name} into the stated document, and each presentation opens to its id`, () => {
      const made = sealFields(fields, () => bytesOfBase64url(draw));
      expect(made.documentId).to.equal(documentId);
      expect(made.body).to.deep.equal(body);
      for (const { keep, body: shown } of presentations) {
        expect(present(made.body, (pointer) => keep.includes(pointer))).to.deep.equal(shown);
        expect(openBody(shown as unknown as Body).documentId).to.equal(documentId);
      }
    });
  }

  for (const { size, root, entries } of batches.batches) {
    it(`makes ${size} entries into the stated batch`, () => {
      expect(batchTree(entries).root).to.equal(root);
      for (const [index, entry] of entries.entries()) {
        expect(isAnchoredAs(entry, { root, index, size, path: entry.path })).to.equal(true);
      }
    });
  }

  it("reads the statement as its issuer's", () => {
    for (const { key, claims, statement } of statements.statements) {
      const read = readStatement(statement);
      expect(JSON.parse(JSON.stringify(read.claims))).to.deep.equal(claims);
      expect(isSignedBy(read.jws, key)).to.equal(true);
    }
  });

  it("unwraps the key, and opens the blob to the paper", async () => {
    for (const { blob, contentKey, plaintext, documentId, reader, wrapped } of blobs.blobs) {
      const key = await unwrapKey(wrapped, reader);
      expect(base64urlOf(key)).to.equal(contentKey);
      const opened = unseal(bytesOfBase64url(blob), key);
      expect(base64urlOf(opened.plaintext)).to.equal(plaintext);
      expect(openBody(unpackPaper(opened.plaintext).body).documentId).to.equal(documentId);
    }
  });

  for (const one of dossiers.cases) {
    it(`${one.name}: ${one.verdict}, ${one.code}`, () => {
      const dossier = { ...one.dossier, papers: one.dossier.papers.map((place) => dossiers.papers[place]) };
      const pinned = one.trust === null ? undefined : parseTrust(JSON.stringify(dossiers.trusts[one.trust]));
      const report = verifyDossier(parseDossier(JSON.stringify(dossier)), pinned);
      expect([report.verdict, report.code]).to.deep.equal([one.verdict, one.code]);
    });
  }

  it("takes the trust file", () => {
    expect(parseTrust(JSON.stringify(trust)).members).to.have.length(2);
  });
});
