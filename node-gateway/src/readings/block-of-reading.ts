import type { Reading } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import type { PastBlock } from "./was-effective.ts";

/** How far a reader's clock, and the head that its nodes show it, may be off. */
const TOLERANCE_SECONDS = 900;
/** More blocks than any node lags behind another. */
const FAR_BLOCKS = 1_000_000;

/**
 * The block that a reading names, when it can have been the head at the moment that it names: neither is the block later,
 * nor was there a later one for more than the tolerance. Undefined otherwise: a reader that names an old block, at which
 * its grant still stood, says nothing of now. On a chain that stands still its time is that of the reading, less the
 * tolerance, so that what was over by then was over.
 * @throws GatewayError CHAIN_UNAVAILABLE while this gateway's nodes may yet get the block.
 */
export async function blockOfReading(
  { chain, clock }: Pick<Gateway, "chain" | "clock">,
  { blockNumber, readAt }: Pick<Reading, "blockNumber" | "readAt">,
): Promise<PastBlock | undefined> {
  if (readAt > clock() + TOLERANCE_SECONDS) return undefined;
  const head = await chain.head();
  if (blockNumber > head.number) {
    const isGone = head.timeSeconds > readAt + TOLERANCE_SECONDS || blockNumber > head.number + FAR_BLOCKS;
    if (isGone) return undefined;
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain does not have the reading's block yet.");
  }
  const block = await chain.blockAt(blockNumber);
  const next = blockNumber === head.number ? undefined : await chain.blockAt(blockNumber + 1);
  if (!block || (blockNumber < head.number && !next))
    throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not show the reading's block.");
  const isLater = block.timeSeconds > readAt + TOLERANCE_SECONDS;
  const isOld = next !== undefined && next.timeSeconds < readAt - TOLERANCE_SECONDS;
  if (isLater || isOld) return undefined;
  return { number: block.number, timeSeconds: Math.max(block.timeSeconds, readAt - TOLERANCE_SECONDS) };
}
