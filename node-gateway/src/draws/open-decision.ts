import { type Hex32, isJsonObject, jsonOf, type LaneDecision, readLaneDecision } from "@sealane/sdk";
import { isRetryable } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { openFields } from "../papers/facts-of.ts";
import { openReadable } from "../readings/open-readable.ts";

/**
 * What a lane decision's document says; null where this member may not open it, or what it opens is no decision.
 * @throws GatewayError whose code ends in `_UNAVAILABLE`: what is away says nothing against the decision.
 */
export async function openDecision(gateway: Gateway, documentId: Hex32, actor: string): Promise<LaneDecision | null> {
  try {
    const { paper } = await openReadable(gateway, { documentId, actor });
    const body = jsonOf(openFields(paper.body).fields);
    return isJsonObject(body) ? readLaneDecision(body["details"]) : null;
  } catch (error) {
    if (isRetryable(error)) throw error;
    return null;
  }
}
