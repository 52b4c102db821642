import { expect } from "chai";
import fc from "fast-check";
import { base64urlOf, bytesOfBase64url } from "../../../sdk/src/primitives/base64url.ts";
import * as es256Noble from "../../../sdk/src/primitives/es256-noble.ts";
import * as es256Node from "../../../sdk/src/primitives/es256-node.ts";
import * as gcmNoble from "../../../sdk/src/primitives/gcm-noble.ts";
import * as gcmNode from "../../../sdk/src/primitives/gcm-node.ts";
import { bytesOfHex32, hexOf } from "../../../sdk/src/primitives/hex.ts";
import { isLowS } from "../../../sdk/src/primitives/p256.ts";
import * as sha256Noble from "../../../sdk/src/primitives/sha256-noble.ts";
import * as sha256Node from "../../../sdk/src/primitives/sha256-node.ts";
import { utf8Decode, utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { privateKeyOf } from "../../support/sdk/keys.ts";

const bytes = (size = 200) => fc.uint8Array({ maxLength: size });
const hex = (data: Uint8Array | undefined) => data && hexOf(data);
const key = privateKeyOf("singapore");
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SEEDED = { seed: 256, numRuns: 60 };

/** The other signature that ECDSA accepts for the same r: s replaced by n − s. */
function mirrored(signature: Uint8Array): Uint8Array {
  const s = ORDER - BigInt(`0x${hexOf(signature.subarray(32))}`);
  return Uint8Array.from([...signature.subarray(0, 32), ...bytesOfHex32(s.toString(16).padStart(64, "0"))]);
}

describe("The primitives of Node and the portable ones", () => {
  it("hash bytes and texts alike", () => {
    fc.assert(
      fc.property(fc.oneof(bytes(), fc.string({ unit: "binary" })), (input) => {
        expect(hex(sha256Node.sha256(input))).to.equal(hex(sha256Noble.sha256(input)));
      }),
      SEEDED,
    );
  });

  it("verify each other's signatures, which are 64 bytes with s low", () => {
    fc.assert(
      fc.property(bytes(), (data) => {
        const signatures = [es256Node.es256Sign(key, data), es256Noble.es256Sign(key, data)];
        for (const signature of signatures) {
          expect(isLowS(signature)).to.equal(true);
          expect(es256Node.es256Verify(key, data, signature)).to.equal(true);
          expect(es256Noble.es256Verify(key, data, signature)).to.equal(true);
        }
      }),
      SEEDED,
    );
  });

  for (const [name, { es256Verify }] of Object.entries({ node: es256Node, noble: es256Noble })) {
    const data = utf8Encode("a statement");
    const signature = es256Noble.es256Sign(key, data);
    const faults: [string, () => boolean][] = [
      ["the same signature with s high", () => es256Verify(key, data, mirrored(signature))],
      ["another text", () => es256Verify(key, utf8Encode("b statement"), signature)],
      ["another key", () => es256Verify(privateKeyOf("stranger"), data, signature)],
      ["a signature cut short", () => es256Verify(key, data, signature.subarray(0, 63))],
      ["a signature with a byte more", () => es256Verify(key, data, Uint8Array.from([...signature, 0]))],
      ["zeros", () => es256Verify(key, data, new Uint8Array(64))],
      ["a point that is not on the curve", () => es256Verify({ x: key.x, y: key.x }, data, signature)],
      ["a key that is no base64url", () => es256Verify({ x: "=", y: "" }, data, signature)],
    ];
    for (const [fault, verifies] of faults) {
      it(`${name}: ${fault} does not verify`, () => {
        expect(verifies()).to.equal(false);
      });
    }
    it(`${name}: no flipped bit of a signature verifies`, () => {
      for (let bit = 0; bit < 512; bit += 7) {
        const flipped = Uint8Array.from(signature);
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(es256Verify(key, data, flipped), `bit ${bit}`).to.equal(false);
      }
    });
  }

  it("seal to the same bytes and open each other's", () => {
    fc.assert(
      fc.property(bytes(), bytes(), (plaintext, associatedData) => {
        const input = { key: new Uint8Array(32).fill(7), iv: new Uint8Array(12).fill(9), associatedData };
        const sealed = gcmNode.gcmSeal(input, plaintext);
        expect(hex(gcmNoble.gcmSeal(input, plaintext))).to.equal(hex(sealed));
        expect(hex(gcmNoble.gcmOpen(input, sealed))).to.equal(hex(plaintext));
        expect(hex(gcmNode.gcmOpen(input, sealed))).to.equal(hex(plaintext));
      }),
      SEEDED,
    );
  });

  for (const [name, { gcmOpen }] of Object.entries({ node: gcmNode, noble: gcmNoble })) {
    it(`${name}: a key of another length, a blob shorter than its tag and a flipped bit do not open`, () => {
      const input = { key: new Uint8Array(32), iv: new Uint8Array(12), associatedData: new Uint8Array(3) };
      const sealed = gcmNoble.gcmSeal(input, utf8Encode("cargo"));
      expect(gcmOpen({ ...input, key: new Uint8Array(31) }, sealed)).to.equal(undefined);
      expect(gcmOpen(input, sealed.subarray(0, 15))).to.equal(undefined);
      expect(gcmOpen({ ...input, associatedData: new Uint8Array(4) }, sealed)).to.equal(undefined);
      expect(
        gcmOpen(
          input,
          sealed.map((byte, i) => (i === 0 ? byte ^ 1 : byte)),
        ),
      ).to.equal(undefined);
    });
  }
});

describe("Encodings", () => {
  it("base64url writes as Node does and reads back", () => {
    fc.assert(
      fc.property(bytes(), (data) => {
        expect(base64urlOf(data)).to.equal(Buffer.from(data).toString("base64url"));
        expect(hexOf(bytesOfBase64url(base64urlOf(data)))).to.equal(hexOf(data));
      }),
    );
  });

  for (const text of ["A", "AA==", "AB", "AAF", "A A", "AA\n", "+/+/", "é", "AAAA=", "\ud800A"]) {
    it(`base64url refuses ${JSON.stringify(text)} with ENCODING_INVALID`, () => {
      expectRefusal(() => bytesOfBase64url(text), "ENCODING_INVALID");
    });
  }

  const digest = "0123456789abcdef".repeat(4);
  for (const text of [
    "",
    digest.slice(1),
    `${digest}0`,
    digest.toUpperCase(),
    `0x${digest.slice(2)}`,
    ` ${digest.slice(1)}`,
  ]) {
    it(`hexadecimal refuses ${JSON.stringify(text)} with ENCODING_INVALID`, () => {
      expectRefusal(() => bytesOfHex32(text), "ENCODING_INVALID");
    });
  }

  it("UTF-8 writes and reads as Node does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(hexOf(utf8Encode(text))).to.equal(Buffer.from(text).toString("hex"));
        expect(utf8Decode(Buffer.from(text))).to.equal(text);
      }),
    );
    const long = "é😀x".repeat(9000);
    expect(utf8Decode(utf8Encode(long))).to.equal(long);
  });

  it("UTF-8 refuses exactly the bytes that Node's strict decoder refuses", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const tryRead = (read: () => string) => {
      try {
        return read();
      } catch {
        return undefined;
      }
    };
    const near = fc.array(
      fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
    );
    fc.assert(
      fc.property(near, (values) => {
        const data = Uint8Array.from(values);
        expect(tryRead(() => utf8Decode(data))).to.equal(tryRead(() => strict.decode(data)));
      }),
      { seed: 3629, numRuns: 3000 },
    );
  });

  it("UTF-8 refuses half of a surrogate pair with JSON_LONE_SURROGATE", () => {
    expectRefusal(() => utf8Encode("a\ud800"), "JSON_LONE_SURROGATE");
    expectRefusal(() => utf8Encode("\udc00\ud800"), "JSON_LONE_SURROGATE");
  });
});
