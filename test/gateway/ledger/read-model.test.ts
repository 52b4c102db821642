import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import fc from "fast-check";
import { quantityLedger } from "../../../node-gateway/src/chain/interfaces.ts";
import { bytes32 } from "../../../node-gateway/src/chain/terms.ts";
import { PROJECTIONS } from "../../../node-gateway/src/database/projections.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { readCursor } from "../../../node-gateway/src/indexer/cursor.ts";
import { giveBackTick } from "../../../node-gateway/src/ledger/give-back-tick.ts";
import { decimalOfMillionths, unitOfHex } from "../../../node-gateway/src/ledger/quantity.ts";
import { type BalanceView, listBalances } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { reviseBalance, setDrawer } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { ROTTERDAM, SINGAPORE, useAgencies } from "../../support/gateway/agencies.ts";

/** Seeded, so that a failure comes again. */
const CHOICES = fc.sample(fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }), { seed: 5, numRuns: 60 });
const QUANTITIES = ["1", "3.5", "6", "0.000001"] as const;

describe("the read model of the ledger", function () {
  this.timeout(120_000);
  const world = useAgencies();
  /** What was done and what was refused, or the steps prove nothing. */
  const met = new Set<string>();
  const balances: { balanceId: Hex32; documentId: Hex32 }[] = [];
  const drawn: { member: "singapore" | "rotterdam"; documentId: Hex32 }[] = [];
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

  /** One random step. */
  async function step([what = 0, who = 0, which = 0, how = 0]: readonly number[]): Promise<void> {
    if (balances.length < 2) balances.push(await world.balance("10"));
    const balance = pick(balances, which);
    const { balanceId } = balance;
    const name = who % 2 === 0 ? "singapore" : "rotterdam";
    const steps = {
      draw: async () => {
        const documentId = await world.paper(world[name], "re-export-certificate", pick(QUANTITIES, how));
        await world.draw(world[name], balanceId, documentId);
        drawn.push({ member: name, documentId });
      },
      withdraw: async () => {
        const [one] = drawn.splice(how % Math.max(1, drawn.length), 1);
        if (one) await world.withdraw(world[one.member], one.documentId);
        for (const { gateway } of [world.singapore, world.rotterdam]) await giveBackTick(gateway);
      },
      amend: async () => {
        balance.documentId = await world.amend(balance.documentId, how % 2 === 0 ? "12" : "4");
      },
      revise: () =>
        reviseBalance(world.singapore.gateway, { balanceId, documentId: balance.documentId, ...world.writing() }),
      setDrawer: () =>
        setDrawer(world.singapore.gateway, {
          ...{ balanceId, memberId: ROTTERDAM, isAllowed: how % 3 !== 0, ...world.writing() },
        }),
    };
    const kinds = ["draw", "draw", "draw", "withdraw", "amend", "revise", "revise", "setDrawer"] as const;
    const kind = pick(kinds, what);
    try {
      await steps[kind]();
      met.add(kind);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      met.add(`${kind} ${error.code}`);
    }
  }

  /** What the contract says of a balance. */
  async function told({ balanceId, draws }: BalanceView) {
    const ask = async (method: string, ...args: unknown[]) => {
      const { chain, contracts } = world.rotterdam.gateway;
      const data = quantityLedger.encodeFunctionData(method, [bytes32(balanceId), ...args]);
      const outcome = await chain.call({ to: contracts.quantityLedger, data });
      return quantityLedger.decodeFunctionResult(method, outcome.data)[0];
    };
    const { opener, documentId, unit, opened, drawn: total } = await ask("balanceOf");
    const mayDraw = await ask("mayDraw", ROTTERDAM);
    const quantities = draws.map(async (draw) => {
      const { quantity, givenBackAtSeconds } = await ask("drawOf", draw.memberId, bytes32(draw.documentId));
      return [decimalOfMillionths(quantity), Number(givenBackAtSeconds)];
    });
    return {
      ...{ opener: Number(opener), documentId: String(documentId).slice(2), unit: unitOfHex(String(unit).slice(2)) },
      ...{ opened: decimalOfMillionths(opened), drawn: decimalOfMillionths(total), mayDraw },
      draws: await Promise.all(quantities),
    };
  }

  const sameOf = ({ opener, documentId, unit, opened, drawn: total, drawers, draws }: BalanceView) => ({
    ...{ opener, documentId, unit, opened, drawn: total, mayDraw: drawers.includes(ROTTERDAM) },
    draws: draws.map(({ quantity, givenBackAtSeconds }) => [quantity, givenBackAtSeconds ?? 0]),
  });

  it("says of every balance and draw what the contract says, after any sequence of operations", async () => {
    for (const choice of CHOICES) {
      await step(choice);
      await world.settle();
      const { items } = await listBalances(world.rotterdam.gateway, { limit: 200 });
      for (const view of items) expect(sameOf(view)).to.deep.equal(await told(view));
    }
    const { items } = await listBalances(world.singapore.gateway, { limit: 200 });
    expect(items.every(({ opener }) => opener === SINGAPORE)).to.equal(true);
    expect([...met]).to.include.members(["draw", "withdraw", "amend", "revise", "setDrawer"]);
    expect([...met]).to.include.members(["draw QUANTITY_SHORT", "draw BALANCE_NOT_CURRENT", "draw DRAWER_NOT_ALLOWED"]);
    expect(items.some(({ draws }) => draws.some(({ givenBackAtSeconds }) => givenBackAtSeconds !== null))).to.equal(
      true,
    );
  });

  it("is the same when an empty database reads the chain again, and after a fork was undone", async () => {
    const { database, chain } = world.rotterdam.gateway;
    const before = await listBalances(world.rotterdam.gateway, { limit: 200 });
    for (const table of PROJECTIONS) await database.deleteFrom(table).execute();
    const genesis = await chain.blockAt(0);
    const start = { number: 0, hash: String(genesis?.hash), time_seconds: 0 };
    await database.updateTable("cursor").set(start).execute();
    await catchUp(world.rotterdam.gateway);
    expect(await listBalances(world.rotterdam.gateway, { limit: 200 })).to.deep.equal(before);
    // Blocks that the chain does not have: the index goes back to where both agree, and reads on.
    const hash = "00".repeat(32);
    await database.updateTable("cursor").set({ hash }).execute();
    await database.updateTable("blocks").set({ hash }).where("number", ">", 20).execute();
    await catchUp(world.rotterdam.gateway);
    expect((await readCursor(database)).alarm).not.to.equal(null);
    expect(await listBalances(world.rotterdam.gateway, { limit: 200 })).to.deep.equal(before);
  });
});
