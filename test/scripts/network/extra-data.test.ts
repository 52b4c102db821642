import { expect } from "chai";
import { concat, decodeRlp } from "ethers";
import { extraDataOf } from "../../../scripts/network/extra-data.ts";
import { describeShared, readShared } from "../../support/shared.ts";

type ExtraData = [vanity: string, validators: string[], vote: string[], round: string, seals: string[]];
interface Captured {
  readonly block: { readonly extraData: string };
  readonly validators: readonly string[];
}

const A = `0x${"0a".repeat(20)}`;
const B = `0x${"b0".repeat(20)}`;

describe("extraData of a QBFT chain's first block", () => {
  it("is the RLP of vanity, validators, no vote, round 0 and no seals, to the byte", () => {
    const validators = concat(["0xea", "0x94", A, "0x94", B]);
    expect(extraDataOf([A, B])).to.equal(concat(["0xf84f", `0xa0${"00".repeat(32)}`, validators, "0xc080c0"]));
  });

  it("names the validators ascending, in whatever order they come", () => {
    expect(extraDataOf([B, A])).to.equal(extraDataOf([A, B]));
  });

  it("refuses no validators, one twice and what is no address", () => {
    for (const validators of [[], [A, A], ["0x0a"], [A.toUpperCase()]]) {
      expect(() => extraDataOf(validators)).to.throw(RangeError);
    }
  });

  describeShared("of a real Besu network", "qbft", () => {
    const json = (path: string) => JSON.parse(readShared(path).toString());

    it("comes out of its validators to the byte", () => {
      const { extraData } = json("qbft/genesis.json") as { extraData: string };
      const [, validators] = decodeRlp(extraData) as ExtraData;
      expect(validators).to.have.length(4);
      expect(extraDataOf([...validators].reverse())).to.equal(extraData);
    });

    it("has the shape of every later header, whose validators it names in the same order", () => {
      const headers = json("qbft/headers.json") as Captured[];
      expect(headers).to.have.length.above(10);
      for (const { block, validators } of headers) {
        const [, listed] = decodeRlp(block.extraData) as ExtraData;
        const [, ours] = decodeRlp(extraDataOf(validators)) as ExtraData;
        expect(ours).to.deep.equal(listed);
      }
    });
  });
});
