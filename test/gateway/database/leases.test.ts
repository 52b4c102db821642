import { EventEmitter } from "node:events";
import { expect } from "chai";
import type { Client } from "pg";
import { createLeases } from "../../../node-gateway/src/database/postgres/leases.ts";

/** A session that notes what it is asked, and breaks when a test says so. */
function fakeClient() {
  const events = new EventEmitter();
  const fake = Object.assign(events, {
    asked: [] as string[],
    isBroken: false,
    connect: async () => {},
    query: async (statement: string) => {
      if (fake.isBroken) throw new Error("Connection terminated unexpectedly");
      fake.asked.push(/pg_(try_advisory_lock|advisory_unlock)/.exec(statement)?.[1] ?? statement);
      return { rows: [{ taken: 1 }] };
    },
    end: async () => {},
  });
  return fake;
}

describe("the session of a process's leases", () => {
  it("gives back what a later session took, also when the earlier one's end is told late", async () => {
    const clients: ReturnType<typeof fakeClient>[] = [];
    const leases = createLeases(() => {
      clients.push(fakeClient());
      return clients.at(-1) as unknown as Client;
    });
    await (await leases.take("sender"))?.();
    Object.assign(clients[0] ?? {}, { isBroken: true });
    expect(await leases.take("sender").catch((error: { code: string }) => error.code)).to.equal("STORAGE_UNAVAILABLE");
    const giveBack = await leases.take("sender");
    clients[0]?.emit("end");
    await giveBack?.();
    expect(clients.map(({ asked }) => asked)).to.deep.equal([
      ["try_advisory_lock", "advisory_unlock"],
      ["try_advisory_lock", "advisory_unlock"],
    ]);
    await leases.stop();
  });
});
