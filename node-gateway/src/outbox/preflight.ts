import { documentRegistry, memberRegistry } from "../chain/interfaces.ts";
import type { Gateway } from "../gateway.ts";
import type { PlannedCall } from "./encode.ts";

/** Why a call would revert. */
export interface Refusal {
  /** Name of the contract's error; `Reverted` for one this version does not know. */
  readonly reason: string;
  /** The kind that the error is about, when it is about one. */
  readonly kind?: number;
}

/** Tries a call without a transaction, so that one that would revert is never sent. @throws CHAIN_UNAVAILABLE */
export async function preflight(gateway: Gateway, planned: PlannedCall): Promise<Refusal | undefined> {
  const { to, data, gas } = planned;
  const outcome = await gateway.chain.call({ from: gateway.keys.operator.address, to, data, gas });
  return outcome.reverted ? refusalOf(outcome.data) : undefined;
}

/** What the data of a revert says. */
export function refusalOf(data: string): Refusal {
  for (const coder of [documentRegistry, memberRegistry]) {
    const error = data.length >= 10 ? coder.parseError(data) : null;
    if (!error) continue;
    const kind = error.fragment.inputs.findIndex(({ name }) => name === "kind");
    return { reason: error.name, ...(kind < 0 ? {} : { kind: Number(error.args[kind]) }) };
  }
  return { reason: "Reverted" };
}
