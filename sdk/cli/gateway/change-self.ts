import type { MemberChange } from "../../client/index.ts";
import type { ExitName } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { carryOut } from "./carry-out.ts";
import { type GatewayOptions, openClient } from "./open-client.ts";

interface ChangeOptions extends GatewayOptions {
  readonly "no-wait"?: boolean;
  readonly timeout?: string;
}

/**
 * Changes the gateway's own member, waits until the chain has the change, and prints what became of it.
 * @throws CliError ANCHOR_PENDING when that takes longer than asked, and others; ClientError.
 */
export async function changeSelf(change: MemberChange, options: ChangeOptions, io: Io): Promise<ExitName> {
  const client = await openClient(options, io);
  return carryOut(
    { options, io },
    (key) => client.changeMember(change, key),
    ({ action }) => action,
  );
}
