import type { CallOutcome } from "../chain/chain.ts";
import { INTERFACES } from "../chain/interfaces.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import type { PlannedCall } from "./encode.ts";

/** Why a call would revert. */
export interface Refusal {
  /** Name of the contract's error; `Reverted` for one this version does not know. */
  readonly reason: string;
  /** The kind that the error is about, when it is about one. */
  readonly kind?: number;
}

/**
 * Tries a call without a transaction, so that one that would revert is never sent. A refusal is for good, so it is only
 * believed of a node that is not behind the index: one that is would not know batches that are long anchored.
 * @throws GatewayError CHAIN_UNAVAILABLE
 */
export async function preflight(gateway: Gateway, planned: PlannedCall): Promise<Refusal | undefined> {
  const { to, data, gas } = planned;
  const call = { from: gateway.keys.operator.address, to, data, gas };
  if (refusalIn(planned, await gateway.chain.call(call)) === undefined) return undefined;
  const head = await gateway.chain.head();
  if (head.number < (await readCursor(gateway.database)).number) {
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's node is behind the index.");
  }
  return refusalIn(planned, await gateway.chain.call({ ...call, block: head.number }));
}

/** A call may also change nothing without a revert, and say so in what it returns. */
function refusalIn(planned: PlannedCall, outcome: CallOutcome): Refusal | undefined {
  if (outcome.reverted) return refusalOf(outcome.data);
  const reason = planned.refusalIn?.(outcome.data);
  return reason === undefined ? undefined : { reason };
}

/** What the data of a revert says. */
export function refusalOf(data: string): Refusal {
  for (const coder of Object.values(INTERFACES)) {
    const error = data.length >= 10 ? coder.parseError(data) : null;
    if (!error) continue;
    const kind = error.fragment.inputs.findIndex(({ name }) => name === "kind");
    return { reason: error.name, ...(kind < 0 ? {} : { kind: Number(error.args[kind]) }) };
  }
  return { reason: "Reverted" };
}
