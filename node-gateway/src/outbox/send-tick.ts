import type { Gateway } from "../gateway.ts";
import { broadcast } from "./broadcast.ts";
import { openLane } from "./lane.ts";
import { planNext } from "./plan-next.ts";
import { settle } from "./settle.ts";
import { signCall } from "./sign-call.ts";

/**
 * One round of the sender: settle what was sent, sign what may go out, send what is signed. May end at any instant;
 * the next round goes on from what the database says.
 * @throws GatewayError CHAIN_UNAVAILABLE, CHAIN_REFUSED: try again later.
 */
export async function sendTick(gateway: Gateway): Promise<void> {
  await settle(gateway);
  await signWaiting(gateway);
  await broadcast(gateway);
}

async function signWaiting(gateway: Gateway): Promise<void> {
  let lane = await openLane(gateway);
  while (lane.inFlight < lane.windowSize) {
    const planned = await planNext(gateway);
    if (!planned) return;
    await signCall(gateway, lane, planned);
    lane = await openLane(gateway);
  }
}
