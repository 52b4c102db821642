import { decode } from "@ipld/dag-pb";
import { CID } from "multiformats/cid";
import { GatewayError } from "../errors.ts";
import { isBlockOf } from "./cid.ts";
import { callKubo, type KuboAccess } from "./kubo-rpc.ts";

/** A block as the node holds it: its bytes, checked; or that they are not those of the CID; or that there are none. */
export type HeldBlock = Uint8Array | "damaged" | "missing";

const DAG_PB = 0x70;
const TIMEOUT_MS = 10_000;

/** A signal that ends a call after this many deadlines. */
export const deadlineOf = ({ timeoutMs = TIMEOUT_MS }: KuboAccess, times = 1): AbortSignal =>
  AbortSignal.timeout(timeoutMs * times);

/** One call with the deadline that every small call has. @throws BLOB_UNAVAILABLE */
export function ask(access: KuboAccess, command: string, params: Readonly<Record<string, string>>) {
  return callKubo(access, { command, params, signal: deadlineOf(access) });
}

/**
 * A block from the node's own disk, re-hashed here: without `Datastore.HashOnRead` Kubo returns flipped bits with 200.
 * Offline, because a node that looks for a missing block among peers does so until the deadline.
 * @throws BLOB_UNAVAILABLE
 */
export async function readBlock(access: KuboAccess, cid: string): Promise<HeldBlock> {
  const answer = await ask(access, "block/get", { arg: cid, offline: "true" });
  if ("bytes" in answer) return isBlockOf(cid, answer.bytes) ? answer.bytes : "damaged";
  if (/different hash|hash mismatch/i.test(answer.fault)) return "damaged";
  if (/not found|could not find/i.test(answer.fault)) return "missing";
  throw new GatewayError("BLOB_UNAVAILABLE", "The blob store cannot read a block.", new Error(answer.fault));
}

/**
 * The bytes below a CID, block by block: `cat` may end as if all were well with a part of them, and does not say which
 * block is bad.
 * @throws BLOB_UNAVAILABLE
 */
export async function readTree(access: KuboAccess, cid: string): Promise<HeldBlock> {
  const block = await readBlock(access, cid);
  if (typeof block === "string" || CID.parse(cid).code !== DAG_PB) return block;
  const parts: Uint8Array[] = [];
  for (const { Hash: child } of decode(block).Links) {
    const part = await readTree(access, child.toString());
    if (typeof part === "string") return part;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
