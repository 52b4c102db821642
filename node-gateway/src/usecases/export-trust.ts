import type { Trust } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import { readMembers } from "../indexer/members.ts";

/** What an offline verifier pins: the network and its members as this gateway's index has them. */
export async function exportTrust(gateway: Gateway): Promise<Trust> {
  const { timeSeconds } = await readCursor(gateway.database);
  const members = (await readMembers(gateway.database)).map(({ member }) => member);
  return { type: "sealane-trust/1", network: gateway.network, members, madeAtSeconds: timeSeconds };
}
