import { expect } from "chai";
import fc from "fast-check";
import { commitmentOf } from "../../../sdk/src/draws/commitment.ts";
import { drawOf } from "../../../sdk/src/draws/draw.ts";
import { bytesOfHex32 } from "../../../sdk/src/primitives/hex.ts";
import { commitmentBy, drawBy, hashOf, SEED } from "../../support/sdk/draws.ts";

const HASH = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const seed = bytesOfHex32(SEED);

describe("a draw", () => {
  it("is what HMAC-SHA-256 of seed, document and block gives, by another hand", () => {
    fc.assert(
      fc.property(HASH, HASH, HASH, fc.integer({ min: 1, max: 1000 }), (key, documentId, blockHash, count) => {
        const { value, indexOf } = drawOf(bytesOfHex32(key), documentId, blockHash);
        const expected = drawBy(key, documentId, blockHash);
        expect([value, indexOf(count)]).to.deep.equal([expected.value, Math.floor(expected.officer * count)]);
        expect(value).to.be.within(0, 1 - 2 ** -53);
        expect(indexOf(count)).to.be.within(0, count - 1);
      }),
    );
  });

  it("is the same for the same declaration and block, and another when one bit of anything differs", () => {
    const [documentId, blockHash] = [hashOf("declaration"), hashOf("block")];
    const { value } = drawOf(seed, documentId, blockHash);
    expect(drawOf(seed, documentId, blockHash).value).to.equal(value);
    const values = new Set([value]);
    for (let bit = 0; bit < 256; bit++) {
      values.add(drawOf(flip(seed, bit), documentId, blockHash).value);
      values.add(drawOf(seed, flipHex(documentId, bit), blockHash).value);
      values.add(drawOf(seed, documentId, flipHex(blockHash, bit)).value);
    }
    expect(values.size).to.equal(1 + 3 * 256);
  });

  it("falls below a rate as often as the rate says, and on every officer alike, within binomial bounds", () => {
    const [count, officers, rate] = [20_000, 7, 0.05];
    let below = 0;
    const load = new Array<number>(officers).fill(0);
    const loadBelow = new Array<number>(officers).fill(0);
    for (let i = 0; i < count; i++) {
      const { value, indexOf } = drawOf(seed, hashOf(`declaration ${i}`), hashOf(`block ${i % 100}`));
      const officer = indexOf(officers);
      load[officer] = (load[officer] ?? 0) + 1;
      if (value >= rate) continue;
      below++;
      loadBelow[officer] = (loadBelow[officer] ?? 0) + 1;
    }
    expectRate(below, count, rate);
    for (const one of load) expectRate(one, count, 1 / officers);
    // Who inspects does not depend on whether chance sent it to be inspected.
    for (const one of loadBelow) expectRate(one, below, 1 / officers);
  });
});

describe("a commitment", () => {
  it("is SHA-256 over 3, member, period and seed, by another hand", () => {
    const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(uint32, uint32, HASH, (member, period, key) => {
        expect(commitmentOf(member, period, bytesOfHex32(key))).to.equal(commitmentBy(member, period, key));
      }),
    );
  });
});

const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
const flipHex = (hex: string, bit: number): string => Buffer.from(flip(bytesOfHex32(hex), bit)).toString("hex");

/** Within five standard deviations. */
function expectRate(hits: number, count: number, rate: number): void {
  expect(Math.abs(hits - count * rate)).to.be.below(5 * Math.sqrt(count * rate * (1 - rate)));
}
