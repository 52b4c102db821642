import { expect } from "chai";
import { startLoop } from "../../../node-gateway/src/workers/start-loop.ts";

/** A promise that a test settles by hand. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe("a worker's loop", () => {
  it("runs rounds one after the other, never two at once", async () => {
    let [running, most, rounds] = [0, 0, 0];
    const enough = gate();
    const run = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      if (++rounds === 20) enough.open();
    };
    const loop = startLoop({ run, pauseMs: 0, onError: () => {} });
    await enough.opened;
    await loop.stop();
    expect(most).to.equal(1);
  });

  it("stops after the round that runs, and starts no other", async () => {
    const [started, finish] = [gate(), gate()];
    let rounds = 0;
    const run = async () => {
      rounds++;
      started.open();
      await finish.opened;
    };
    const loop = startLoop({ run, pauseMs: 0, onError: () => {} });
    await started.opened;
    const stopped = loop.stop();
    finish.open();
    await stopped;
    expect(rounds).to.equal(1);
  });

  it("stops at once when it only waits for its next round", async () => {
    const started = gate();
    const loop = startLoop({ run: async () => started.open(), pauseMs: 3_600_000, onError: () => {} });
    await started.opened;
    await loop.stop();
  });

  it("goes on after a failed round, and tells of an outage once, however long", async () => {
    const recovered = gate();
    let [rounds, told] = [0, 0];
    const run = async () => {
      rounds++;
      if (rounds <= 3 || rounds === 5) throw new Error("away");
      if (rounds === 6) recovered.open();
    };
    const loop = startLoop({ run, pauseMs: 0, onError: () => told++ });
    await recovered.opened;
    await loop.stop();
    expect(told).to.equal(2);
  });
});
