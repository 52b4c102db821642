import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { expect } from "chai";
import fc from "fast-check";
import * as encodingNode from "../../../sdk/src/primitives/encoding-node.ts";
import * as encodingPortable from "../../../sdk/src/primitives/encoding-portable.ts";
import { hmacSha256 } from "../../../sdk/src/primitives/hmac.ts";
import * as sha256Noble from "../../../sdk/src/primitives/sha256-noble.ts";
import * as sha256Node from "../../../sdk/src/primitives/sha256-node.ts";
import { seededBytes } from "../../support/seeded.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const outcomeOf = (run: () => unknown): string => {
  try {
    const value = run();
    return typeof value === "string" ? value : hex(value as Uint8Array);
  } catch (error) {
    return `refused ${(error as { code: string }).code}`;
  }
};

describe("the fast primitives of Node give what the portable ones give", () => {
  it("for many hashes at once, of every length up to two lanes, in groups of every size", () => {
    const draw = seededBytes("lanes");
    for (let length = 0; length < 2100; length += length < 260 ? 1 : 37) {
      const inputs = Array.from({ length: 1 + (length % 9) }, (_, i) => {
        const bytes = draw((length * (i + 1)) % 2100);
        return i % 3 === 0 ? hex(bytes) : [bytes.subarray(0, i), bytes.subarray(i)];
      });
      expect(sha256Node.sha256Each(inputs).map(hex)).to.deep.equal(sha256Noble.sha256Each(inputs).map(hex));
    }
  });

  it("for texts beyond ASCII, hashed at once", () => {
    const texts = ["", "é", "浦".repeat(300), "🚢".repeat(100), "ascii"];
    expect(sha256Node.sha256Each(texts).map(hex)).to.deep.equal(texts.map((text) => hex(sha256Noble.sha256(text))));
  });

  it("for base64url and hexadecimal of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodingPortable.base64urlOf(bytes);
        expect(encodingNode.base64urlOf(bytes)).to.equal(text);
        expect(hex(encodingNode.bytesOfBase64url(text))).to.equal(hex(bytes));
        expect(encodingNode.hexOf(bytes)).to.equal(encodingPortable.hexOf(bytes));
        expect(hex(encodingNode.bytesOfHex(hex(bytes)))).to.equal(hex(encodingPortable.bytesOfHex(hex(bytes))));
      }),
    );
  });

  it("for texts that are base64url, almost base64url or not at all", () => {
    const character = fc.constantFrom(..."AQgw_-+/= \nzé9");
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 8 }), (text) => {
        const [node, portable] = [encodingNode, encodingPortable].map((one) =>
          outcomeOf(() => one.bytesOfBase64url(text)),
        );
        expect(node).to.equal(portable);
      }),
      { numRuns: 2000 },
    );
  });

  it("for UTF-8 of any text, half pairs too", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.constantFrom("", "\ud800", "\udc00", "\ufeff"),
        (a, b) => {
          for (const text of [a + b, b + a]) {
            const [node, portable] = [encodingNode, encodingPortable].map((one) =>
              outcomeOf(() => one.utf8Encode(text)),
            );
            expect(node).to.equal(portable);
          }
        },
      ),
    );
  });

  it("for bytes that are UTF-8, almost UTF-8 or not at all", () => {
    const byte = fc.constantFrom(
      0x00,
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xed,
      0xa0,
      0x9f,
      0xef,
      0xbb,
      0xf0,
      0xf4,
      0x90,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (bytes) => {
        const input = Uint8Array.from(bytes);
        const [node, portable] = [encodingNode, encodingPortable].map((one) => outcomeOf(() => one.utf8Decode(input)));
        expect(node).to.equal(portable);
      }),
      { numRuns: 5000 },
    );
  });

  it("for HMAC-SHA-256 under keys shorter and longer than a block", () => {
    const draw = seededBytes("hmac");
    for (const length of [0, 1, 32, 63, 64, 65, 200]) {
      const [key, message] = [draw(length), draw(length + 7)];
      expect(hex(hmacSha256(key, message))).to.equal(hex(hmac(nobleSha256, key, message)));
    }
  });
});
