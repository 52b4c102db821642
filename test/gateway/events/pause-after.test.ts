import { expect } from "chai";
import { pauseAfter } from "../../../node-gateway/src/events/deliver-events.ts";

describe("the pause after failures", () => {
  const pause = (failures: number, byte: number) => pauseAfter(failures, new Uint8Array(4).fill(byte));

  it("doubles from five seconds up to an hour, of which a random half is left out", () => {
    expect([1, 2, 3, 4].map((failures) => pause(failures, 0xff))).to.deep.equal([5, 10, 20, 40]);
    expect([1, 2, 3, 4].map((failures) => pause(failures, 0))).to.deep.equal([3, 5, 10, 20]);
    expect([11, 50, 5000].map((failures) => pause(failures, 0xff))).to.deep.equal([3600, 3600, 3600]);
  });
});
