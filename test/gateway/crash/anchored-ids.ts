import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { decodeEvent } from "../../../node-gateway/src/indexer/decode-event.ts";

/** Every document id that was ever anchored, as the chain's events have them: one anchored twice stands twice. */
export async function anchoredIds({ chain, contracts }: Gateway): Promise<Hex32[]> {
  const head = await chain.head();
  const logs = await chain.logs({ from: 0, to: head.number, addresses: [contracts.documentRegistry] });
  return logs.flatMap((log) => {
    const event = decodeEvent(log, contracts);
    if (event?.name !== "BatchAnchored") return [];
    return (event.args["entries"] as { documentId: Hex32 }[]).map(({ documentId }) => documentId);
  });
}
