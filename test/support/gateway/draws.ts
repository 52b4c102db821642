import type { Hex32 } from "@sealane/sdk";
import type { Chain } from "../../../node-gateway/src/chain/chain.ts";
import { findPeriod, type IndexedPeriod } from "../../../node-gateway/src/draws/periods.ts";
import { seedTick } from "../../../node-gateway/src/draws/seed-tick.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { ACTORS } from "./actors.ts";
import { makeGateway, type TestMember } from "./member.ts";
import { deployNetwork, type TestNetwork } from "./network.ts";
import { submitNumber } from "./papers.ts";

export const PERIOD_SECONDS = 600;
export const ROTTERDAM = ACTORS.rotterdam.memberId;

/** A customs agency that draws, on a chain whose time the test moves. */
export interface Drawing {
  readonly network: TestNetwork;
  readonly rotterdam: TestMember;
  readonly gateway: Gateway;
  /** Mines a block at the present or so many seconds after the newest one, and has the gateway read it. */
  pass(seconds: number): Promise<void>;
  /** A round of the seeds, until what it queued is on the chain. */
  round(): Promise<void>;
  /** An anchored declaration; its id. */
  declaration(number: string): Promise<Hex32>;
  /** The newest block's time. */
  now(): Promise<number>;
  period(period: number): Promise<IndexedPeriod | undefined>;
  /** The newest of this member's periods. */
  newest(): Promise<number>;
  /** Moves to so many seconds after the beginning of a period. */
  into(period: number, seconds?: number): Promise<void>;
  /** Moves to the end of a period. */
  beyond(period: number): Promise<void>;
  /** Reasons of the alarms that were raised. */
  alarms(): Promise<string[]>;
}

export interface DrawingOptions {
  readonly wrapChain?: (chain: Chain) => Chain;
}

/** Call it in a `describe`: the same agency for all of its tests, which has committed nothing yet. */
export function useDrawing(options: DrawingOptions = {}): Drawing {
  const drawing = {} as Drawing & { network: TestNetwork; rotterdam: TestMember; gateway: Gateway };
  const now = async () => (await drawing.gateway.chain.head()).timeSeconds;
  before(async () => {
    drawing.network = await deployNetwork();
    drawing.rotterdam = await makeGateway(drawing.network, "rotterdam", options);
    drawing.gateway = { ...drawing.rotterdam.gateway, drawPeriodSeconds: PERIOD_SECONDS };
    // A while before a multiple, so that the first period is neither whole nor next to nothing.
    await drawing.pass(PERIOD_SECONDS + 200 - ((await now()) % PERIOD_SECONDS));
  });
  after(async () => {
    await drawing.rotterdam?.close();
    await drawing.network?.stop();
  });
  const known = async (number: number): Promise<IndexedPeriod> => {
    const found = await drawing.period(number);
    if (!found) throw new Error(`There is no period ${number}.`);
    return found;
  };
  const moveTo = async (seconds: number) => drawing.pass(seconds - (await now()));
  return Object.assign(drawing, {
    now,
    pass: async (seconds: number) => {
      const to = (await now()) + seconds;
      await drawing.network.anvil.rpc("evm_setNextBlockTimestamp", to);
      await drawing.network.anvil.rpc("evm_mine");
      drawing.rotterdam.clock.set(to);
      await drawing.rotterdam.settle();
    },
    round: async () => {
      await seedTick(drawing.gateway);
      await drawing.rotterdam.settle();
    },
    declaration: async (number: string) => {
      const { documentId } = await submitNumber(drawing.gateway, "declaration-import", {
        ...{ number, idempotencyKey: number.replaceAll(" ", "-") },
      });
      await drawing.rotterdam.settle();
      return documentId;
    },
    period: (period: number) => findPeriod(drawing.gateway.database, { memberId: ROTTERDAM, period }),
    newest: async () => {
      const { last } = await drawing.gateway.database
        .selectFrom("selection_events")
        .select((row) => row.fn.max("period").as("last"))
        .executeTakeFirstOrThrow();
      return last ?? 0;
    },
    into: async (period: number, seconds = 1) => moveTo((await known(period)).beginsAtSeconds + seconds),
    beyond: async (period: number) => moveTo((await known(period)).endsAtSeconds),
    alarms: async () => {
      const rows = await drawing.gateway.database
        .selectFrom("events")
        .select("data")
        .where("type", "=", "sealane.seed.alarm")
        .orderBy("sequence")
        .execute();
      return rows.map(({ data }) => (JSON.parse(data) as { reason: string }).reason);
    },
  });
}
