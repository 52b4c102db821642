import type { Gateway } from "../gateway.ts";

/** The queue of one operator account: its next nonce, and how many transactions may be on their way at once. */
export interface Lane {
  readonly account: string;
  readonly nextNonce: number;
  readonly windowSize: number;
  /** Transactions on their way. */
  readonly inFlight: number;
}

export const MAX_WINDOW = 32;

/** The lane of this gateway's operator; made from the chain's count of its transactions when it is first needed. */
export async function openLane(gateway: Gateway): Promise<Lane> {
  const { account, next_nonce, window_size } = (await findLane(gateway)) ?? (await makeLane(gateway));
  const { inFlight } = await gateway.database
    .selectFrom("outbox_transactions")
    .select((row) => row.fn.countAll<number>().as("inFlight"))
    .where("account", "=", account)
    .where("state", "=", "signed")
    .executeTakeFirstOrThrow();
  return { account, nextNonce: next_nonce, windowSize: window_size, inFlight: Number(inFlight) };
}

/** Halves the window after a refusal, or lets it grow by one after a success. */
export async function resizeWindow(gateway: Gateway, change: "shrink" | "grow"): Promise<void> {
  const row = await findLane(gateway);
  if (!row) return;
  const size =
    change === "grow" ? Math.min(MAX_WINDOW, row.window_size + 1) : Math.max(1, Math.floor(row.window_size / 2));
  await gateway.database.updateTable("lanes").set({ window_size: size }).where("account", "=", row.account).execute();
}

const findLane = (gateway: Gateway) =>
  gateway.database
    .selectFrom("lanes")
    .selectAll()
    .where("account", "=", gateway.keys.operator.address)
    .executeTakeFirst();

async function makeLane(gateway: Gateway) {
  const account = gateway.keys.operator.address;
  const row = { account, next_nonce: await gateway.chain.nonce(account), window_size: MAX_WINDOW };
  // Two processes may make it at once: what stands counts.
  await gateway.database
    .insertInto("lanes")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findLane(gateway)) ?? row;
}
