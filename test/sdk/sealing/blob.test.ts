import { expect } from "chai";
import { type Paper, packPaper, unpackPaper } from "../../../sdk/src/document/paper.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { seal, unseal } from "../../../sdk/src/sealing/blob.ts";
import { rewrapKey, unwrapKey, wrapKey } from "../../../sdk/src/sealing/wrap.ts";
import { codeOf, expectRefusal, expectRejection } from "../../support/refusal.ts";
import { privateKeyOf } from "../../support/sdk/keys.ts";
import { seededBytes } from "../../support/seeded.ts";

const draw = seededBytes("blob");
const contentKey = draw(32);
const { documentId, body } = sealFields([{ pointer: "/a", value: 1 }], draw);
const paper: Paper = { statement: "a.b.c", body, original: base64urlOf(utf8Encode("the original")) };
const plaintext = packPaper(paper);
const blob = seal({ plaintext, header: { documentId }, contentKey, iv: draw(12) });

describe("A sealed blob", () => {
  it("opens with its key to what was sealed, and names its document", () => {
    const opened = unseal(blob, contentKey);
    expect(opened.header).to.deep.equal({ documentId });
    expect(hexOf(opened.plaintext)).to.equal(hexOf(plaintext));
  });

  it("seals nothing at all", () => {
    const empty = seal({ plaintext: new Uint8Array(), header: { documentId }, contentKey, iv: draw(12) });
    expect(unseal(empty, contentKey).plaintext).to.have.length(0);
  });

  it("opens from the middle of a larger buffer", () => {
    const inside = Uint8Array.from([1, 2, 3, ...blob, 4]).subarray(3, 3 + blob.length);
    expect(hexOf(unseal(inside, contentKey).plaintext)).to.equal(hexOf(plaintext));
  });

  it("with any bit flipped is refused with BLOB_INVALID or BLOB_KEY_WRONG, and past its header always with the latter", () => {
    const headerEnd = 12 + new DataView(blob.buffer).getUint32(8);
    for (let at = 0; at < blob.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const code = codeOf(() =>
          unseal(
            blob.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte)),
            contentKey,
          ),
        );
        expect(code, `byte ${at}, bit ${bit}`).to.be.oneOf(
          at < headerEnd ? ["BLOB_INVALID", "BLOB_KEY_WRONG"] : ["BLOB_KEY_WRONG"],
        );
      }
    }
  });

  it("cut short anywhere is refused", () => {
    for (let length = 0; length < blob.length; length++) {
      expect(codeOf(() => unseal(blob.subarray(0, length), contentKey))).to.be.oneOf([
        "BLOB_INVALID",
        "BLOB_KEY_WRONG",
      ]);
    }
  });

  it("is refused with BLOB_KEY_WRONG under another key and under one of another length", () => {
    expectRefusal(() => unseal(blob, draw(32)), "BLOB_KEY_WRONG");
    expectRefusal(() => unseal(blob, contentKey.subarray(1)), "BLOB_KEY_WRONG");
  });

  it("that states a header of four gigabytes is refused with BLOB_INVALID", () => {
    const greedy = Uint8Array.from(blob);
    new DataView(greedy.buffer).setUint32(8, 0xffffffff);
    expectRefusal(() => unseal(greedy, contentKey), "BLOB_INVALID");
  });
});

describe("A packed paper", () => {
  it("unpacks to the same paper, with its original and without", () => {
    expect(JSON.parse(JSON.stringify(unpackPaper(plaintext)))).to.deep.equal(paper);
    const { original: _, ...bare } = paper;
    expect(unpackPaper(packPaper(bare))).not.to.have.property("original");
  });

  it("keeps an original of no bytes apart from none", () => {
    expect(unpackPaper(packPaper({ ...paper, original: "" })).original).to.equal("");
  });

  const packed = (json: string, rest = "") => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(json));
    return Buffer.concat([length, Buffer.from(json + rest)]);
  };
  const shape = JSON.stringify({ body: paper.body, statement: "a.b.c" });
  const faults: [string, Uint8Array][] = [
    ["nothing", new Uint8Array()],
    ["a length beyond its end", Uint8Array.from([255, 255, 255, 255, 1])],
    ["null", packed("null")],
    ["an array", packed("[]")],
    ["text that is not JSON", packed("{")],
    ["JSON with a duplicate key", packed('{"body":1,"body":1}')],
    ["a paper that does not say whether it has an original", packed(shape)],
    ["a paper that says so by a number", packed(shape.replace("{", '{"hasOriginal":1,'))],
    ["bytes after a paper without an original", packed(shape.replace("{", '{"hasOriginal":false,'), "x")],
    ["an original smuggled into the JSON", packed(shape.replace("{", '{"hasOriginal":false,"original":"AA",'))],
    ["an unknown member", packed(shape.replace("{", '{"hasOriginal":false,"more":1,'))],
  ];
  for (const [title, bytes] of faults) {
    it(`that is ${title} is refused with PAPER_INVALID`, () => {
      expectRefusal(() => unpackPaper(bytes), "PAPER_INVALID");
    });
  }
});

describe("A wrapped key", () => {
  const [rotterdam, auditor] = [privateKeyOf("rotterdam"), privateKeyOf("auditor")];

  it("opens for its reader alone, and for a further reader once it is rewrapped", async () => {
    const wrapped = await wrapKey(contentKey, rotterdam);
    expect(hexOf(await unwrapKey(wrapped, rotterdam))).to.equal(hexOf(contentKey));
    await expectRejection(unwrapKey(wrapped, auditor), "BLOB_KEY_WRONG");
    const rewrapped = await rewrapKey(wrapped, rotterdam, auditor);
    expect(hexOf(await unwrapKey(rewrapped, auditor))).to.equal(hexOf(contentKey));
    await expectRejection(unwrapKey(rewrapped, rotterdam), "BLOB_KEY_WRONG");
  });

  it("shows in the open only algorithms, reader and type", async () => {
    const header = JSON.parse(
      Buffer.from((await wrapKey(contentKey, rotterdam)).split(".")[0] as string, "base64url").toString(),
    );
    expect(Object.keys(header).sort()).to.deep.equal(["alg", "enc", "epk", "kid", "typ"]);
    expect([header.alg, header.enc, header.typ]).to.deep.equal(["ECDH-ES+A256KW", "A256GCM", "sealane-key+jwe"]);
  });

  it("with any character changed is refused with BLOB_KEY_WRONG", async () => {
    const wrapped = await wrapKey(contentKey, rotterdam);
    for (let at = 0; at < wrapped.length; at++) {
      const other = wrapped[at] === "A" ? "Q" : "A";
      await expectRejection(
        unwrapKey(wrapped.slice(0, at) + other + wrapped.slice(at + 1), rotterdam),
        "BLOB_KEY_WRONG",
      );
    }
  });

  it("that holds no 32 bytes, is too large or is no JWE is refused with BLOB_KEY_WRONG", async () => {
    await expectRejection(unwrapKey(await wrapKey(contentKey.subarray(1), rotterdam), rotterdam), "BLOB_KEY_WRONG");
    await expectRejection(unwrapKey("x".repeat(5000), rotterdam), "BLOB_KEY_WRONG");
    await expectRejection(unwrapKey("", rotterdam), "BLOB_KEY_WRONG");
  });
});
