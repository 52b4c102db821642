import type { MemberChange } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { timeoutOf } from "../options.ts";
import { type GatewayOptions, openClient } from "./open-client.ts";
import { isRefused, untilSettled } from "./until-settled.ts";

interface ChangeOptions extends GatewayOptions {
  readonly "no-wait"?: boolean;
  readonly timeout?: string;
}

/**
 * Changes the gateway's own member, waits until the chain has the change, and prints what became of it.
 * @throws CliError ANCHOR_PENDING when that takes longer than asked, and others; ClientError.
 */
export async function changeSelf(change: MemberChange, options: ChangeOptions, io: Io): Promise<ExitName> {
  const timeoutSeconds = timeoutOf(options);
  const client = await openClient(options, io);
  const idempotencyKey = crypto.randomUUID();
  const ask = () => client.changeMember(change, idempotencyKey);
  const changed = options["no-wait"] ? await ask() : await untilSettled(ask, timeoutSeconds);
  const refusal = changed.refusal === null ? "" : ` (${changed.refusal})`;
  io.print(io.json ? JSON.stringify(changed, null, 2) : `${changed.action}: ${changed.state}${refusal}`);
  return isRefused(changed) ? "refused" : "ok";
}
