import type { ItemState } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { GATEWAY_OPTIONS, timeoutOf, WAIT_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";
import { isRefused, untilSettled } from "./until-settled.ts";

/** Options of every command that has a gateway tell the chain something. */
export const CHANGE_OPTIONS = { ...WAIT_OPTIONS, ...GATEWAY_OPTIONS } as const;

type Change = { readonly state: ItemState; readonly refusal: string | null };

/**
 * Asks for a change until the chain has it, and tells what became of it.
 * @throws CliError USAGE_INVALID, ANCHOR_PENDING when that takes longer than asked; ClientError.
 */
export async function carryOut<C extends Change>(
  { options, io }: { options: { timeout?: string; "no-wait"?: boolean }; io: Io },
  ask: (idempotencyKey: string) => Promise<C>,
  idOfChange: (change: C) => string,
): Promise<ExitName> {
  const timeoutSeconds = timeoutOf(options);
  const key = crypto.randomUUID();
  const change = options["no-wait"] ? await ask(key) : await untilSettled(() => ask(key), timeoutSeconds);
  const why = change.refusal === null ? "" : ` (${printable(change.refusal)})`;
  io.print(io.json ? JSON.stringify(change, null, 2) : `${idOfChange(change)}: ${change.state}${why}`);
  return isRefused(change) ? "refused" : "ok";
}
