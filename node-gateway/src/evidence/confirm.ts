import type { Anchor, Hex32, Tombstone } from "@sealane/sdk";
import { documentRegistry } from "../chain/interfaces.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";

/** Whether the contract has the batch of an anchor, as the index says, by the state after a block. @throws CHAIN_UNAVAILABLE */
export async function confirmAnchor(
  gateway: Gateway,
  { memberId, anchor, block }: { memberId: number; anchor: Anchor; block: number },
): Promise<boolean> {
  const batch = await ask(gateway, { name: "batch", args: [memberId, `0x${anchor.root}`], block });
  const isSame =
    Number(batch["anchoredAtSeconds"]) === anchor.anchoredAtSeconds &&
    Number(batch["blockNumber"]) === anchor.blockNumber &&
    Number(batch["size"]) === anchor.size;
  if (!isSame) gateway.log.error({ root: anchor.root, block }, "The contract contradicts the index about a batch.");
  return isSame;
}

/** The contract's tombstone of a document by the state after a block; null when it stands. @throws CHAIN_UNAVAILABLE */
export async function confirmTombstone(
  gateway: Gateway,
  {
    memberId,
    documentId,
    indexed,
    block,
  }: { memberId: number; documentId: Hex32; indexed: Tombstone | null; block: number },
): Promise<Tombstone | null> {
  const found = await ask(gateway, { name: "tombstone", args: [memberId, `0x${documentId}`], block });
  const tombstone: Tombstone = {
    supersededAtSeconds: Number(found["supersededAtSeconds"]),
    withdrawnAtSeconds: Number(found["withdrawnAtSeconds"]),
    supersedeReason: Number(found["supersedeReason"]),
    withdrawReason: Number(found["withdrawReason"]),
    successorId: String(found["successorId"]).slice(2).toLowerCase(),
  };
  const stands = tombstone.supersededAtSeconds === 0 && tombstone.withdrawnAtSeconds === 0;
  if (stands !== (indexed === null)) {
    gateway.log.error({ documentId, block }, "The contract contradicts the index about a tombstone.");
  }
  return stands ? null : tombstone;
}

async function ask(
  gateway: Gateway,
  { name, args, block }: { name: string; args: readonly unknown[]; block: number },
): Promise<Record<string, unknown>> {
  const data = documentRegistry.encodeFunctionData(name, args);
  const outcome = await gateway.chain.call({ to: gateway.contracts.documentRegistry, data, block });
  try {
    if (!outcome.reverted) return documentRegistry.decodeFunctionResult(name, outcome.data)[0].toObject();
  } catch {
    // Not what the contract answers; ethers says so with the bytes, which help nobody.
  }
  throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not answer for the document registry.");
}
