import type { MemberChange } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { type GatewayOptions, openClient } from "./open-client.ts";

/**
 * Queues a change of the gateway's own member and prints what became of it.
 * @throws CliError, ClientError.
 */
export async function changeSelf(change: MemberChange, options: GatewayOptions, io: Io): Promise<ExitName> {
  const client = await openClient(options, io);
  const queued = await client.changeMember(change);
  const refusal = queued.refusal === null ? "" : ` (${queued.refusal})`;
  io.print(io.json ? JSON.stringify(queued, null, 2) : `${queued.action}: ${queued.state}${refusal}`);
  return queued.state === "refused" ? "refused" : "ok";
}
