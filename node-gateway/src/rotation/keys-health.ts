import { thumbprintOf } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { rewrapProgress } from "./rewrap-tick.ts";
import { KEY_USES, publishedKey, readSelf } from "./select-keys.ts";

/** How far a change of keys is; it never makes the gateway unready, since the older keys do until then. */
export async function keysHealth(gateway: Gateway) {
  const self = await readSelf(gateway);
  const { waiting, rewrapped } = rewrapProgress(gateway);
  const unpublished = KEY_USES.filter((use) => {
    const newest = gateway.keys.rings[use].keys[0];
    return newest && !publishedKey(self, thumbprintOf(newest));
  });
  const isChanging = unpublished.length > 0 || waiting > 0;
  const message = isChanging
    ? `Keys are being changed: ${unpublished.length} not on the chain yet, ${waiting} content keys to be wrapped anew.`
    : "The newest keys are on the chain, and what is sealed is wrapped for them.";
  return { isReady: true, message, figures: { unpublished: unpublished.length, waiting, rewrapped } };
}
