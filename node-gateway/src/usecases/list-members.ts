import type { Evidence } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";

export interface ListedMember {
  /** With keys and accreditations, as evidence states them. */
  readonly member: Evidence["members"][number];
  readonly gatewayUrl: string;
  /** 0x addresses of accounts that speak for it now. */
  readonly operators: readonly string[];
}

/** Every member the index knows, by number. */
export async function listMembers(_gateway: Gateway): Promise<readonly ListedMember[]> {
  throw new Error("not written yet");
}
