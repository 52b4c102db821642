import type { Member } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";

export interface ListedMember {
  /** With keys and accreditations, as evidence states them. */
  readonly member: Member;
  readonly gatewayUrl: string;
  /** 0x addresses of accounts that speak for it now. */
  readonly operators: readonly string[];
}

/** Every member the index knows, by number. */
export async function listMembers(gateway: Gateway): Promise<readonly ListedMember[]> {
  return readMembers(gateway.database);
}
