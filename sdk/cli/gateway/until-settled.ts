import type { ItemState } from "../../client/index.ts";
import { CliError } from "../errors.ts";

interface Queued {
  readonly state: ItemState;
}

const POLL_MS = 1_000;

/**
 * What became of a change that was queued for the chain. The same request is made again and again: under the same
 * idempotency key it only tells how far the change is, and needs no right to see the outbox.
 * @throws ClientError; CliError ANCHOR_PENDING when it takes longer than that.
 */
export async function untilSettled<Q extends Queued>(ask: () => Promise<Q>, timeoutSeconds: number): Promise<Q> {
  const endMs = performance.now() + timeoutSeconds * 1_000;
  for (let pauseMs = POLL_MS / 8; ; pauseMs = Math.min(POLL_MS, pauseMs * 2)) {
    const change = await ask();
    if (change.state !== "queued" && change.state !== "sent") return change;
    if (performance.now() > endMs) {
      throw new CliError("ANCHOR_PENDING", "The chain does not have it yet; sealane outbox list tells how far it is.");
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Whether a change will not be made. */
export const isRefused = ({ state }: Queued): boolean => state === "refused" || state === "cancelled";
