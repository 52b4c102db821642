import { createHash } from "node:crypto";
import { admitMembers, type Consortium, MEMBER, operatorOf, useConsortium } from "./consortium.ts";
import { digestOf } from "./entries.ts";
import type { Outcome } from "./evm.ts";

/** A seed of its own for each name. */
export const seedOf = (name: string): string => digestOf(`seed ${name}`);

/** The commitment by the letter of the interface. Shares no code with the product. */
export function commitmentBy(member: number, period: number, seed: string): string {
  const head = Buffer.alloc(9);
  head.writeUInt8(3);
  head.writeUInt32BE(member, 1);
  head.writeUInt32BE(period, 5);
  const bytes = Buffer.concat([head, Buffer.from(seed.slice(2), "hex")]);
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}

/** A period, from some seconds after the present to some seconds after that. */
export interface Bounds {
  readonly begins: number;
  readonly ends: number;
}

/** A consortium whose members draw: who speaks is a member's number, Singapore where none is named. */
export interface Selection extends Consortium {
  /** Block time when the test began. */
  readonly now: number;
  commit(period: number, bounds?: Partial<Bounds>, changed?: { seed?: string; member?: number }): Promise<Outcome>;
  reveal(period: number, seed?: string, member?: number): Promise<Outcome>;
}

/** The bounds of period 1, counted from {@link Selection.now}: a day that begins in an hour. */
export const FIRST: Bounds = { begins: 3_600, ends: 3_600 + 86_400 };

/** The same consortium for each test: three members, nothing committed yet. */
export function useSelection(): Selection {
  const world = useConsortium(prepare) as Selection;
  return Object.assign(world, {
    commit: (
      period: number,
      { begins = FIRST.begins, ends = FIRST.ends }: Partial<Bounds> = {},
      { seed = seedOf(String(period)), member = MEMBER.singapore as number } = {},
    ) => {
      const bounds = [world.now + begins, world.now + ends];
      const operator = operatorOf(world, member);
      return world.selection.send(operator, "commit", period, ...bounds, commitmentBy(member, period, seed));
    },
    reveal: (period: number, seed = seedOf(String(period)), member: number = MEMBER.singapore) =>
      world.selection.send(operatorOf(world, member), "reveal", period, seed),
  });
}

async function prepare(world: Consortium): Promise<void> {
  await admitMembers(world);
  Object.assign(world, { now: await world.evm.now() });
}
