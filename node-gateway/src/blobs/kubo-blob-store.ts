import { GatewayError } from "../errors.ts";
import type { BlobStore } from "./blob-store.ts";
import { blocksOf, cidOf, isCid } from "./cid.ts";
import { ask, deadlineOf, readBlock, readTree } from "./kubo-blocks.ts";
import { callKubo, type KuboAccess } from "./kubo-rpc.ts";

/** Profile unixfs-v1-2025, spelt out: what the node's own configuration says does not matter. */
const ADD = {
  pin: "true",
  "cid-version": "1",
  "raw-leaves": "true",
  chunker: "size-1048576",
  "max-file-links": "1024",
  progress: "false",
};
/** Well-formed, and never stored: asking for it shows whether the node answers. */
const ABSENT_CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
/** `repo verify` reads the whole repository. */
const HEAL_TIMEOUT_MS = 30 * 60_000;

/**
 * A blob store on a Kubo node (0.43) of the member's own. What it holds is what is pinned there, recursively; blocks that
 * are there only because a peer asked or gave are no promise. Nothing is looked for among peers but by `heal`.
 */
export function createKuboBlobStore(access: KuboAccess): BlobStore {
  const has = (cid: string): Promise<boolean> => isPinned(access, cid);
  return {
    has,
    put: async (bytes) => {
      const cid = await cidOf(bytes);
      if (await has(cid)) {
        if (typeof (await readTree(access, cid)) !== "string") return cid;
        await removeBadBlocks(access, cid, bytes);
      }
      await add(access, cid, bytes);
      return cid;
    },
    get: async (cid) => {
      const bytes = isCid(cid) ? await readTree(access, cid) : "missing";
      if (bytes === "missing" && !(await has(cid)))
        throw new GatewayError("BLOB_NOT_FOUND", `There is no blob ${cid}.`);
      if (typeof bytes === "string" || (await cidOf(bytes)) !== cid)
        throw new GatewayError("BLOB_CORRUPT", `The blob ${cid} is damaged.`);
      return bytes;
    },
    list: () => listPins(access),
    // Whether its disk has room shows only when something is added: the node tells nothing of it.
    check: async () => void (await isPinned(access, ABSENT_CID)),
    heal: async (stop) => {
      const signal = AbortSignal.any([stop, AbortSignal.timeout(HEAL_TIMEOUT_MS)]);
      await callKubo(access, { command: "repo/verify", params: { heal: "true", "heal-timeout": "10s" }, signal });
    },
  };
}

async function isPinned(access: KuboAccess, cid: string): Promise<boolean> {
  if (!isCid(cid)) return false;
  const answer = await ask(access, "pin/ls", { arg: cid, type: "recursive" });
  if ("bytes" in answer) return true;
  if (/is not pinned/.test(answer.fault)) return false;
  throw new GatewayError("BLOB_UNAVAILABLE", "The blob store cannot read its pins.", new Error(answer.fault));
}

async function add(access: KuboAccess, cid: string, bytes: Uint8Array): Promise<void> {
  const body = new FormData();
  body.set("file", new Blob([new Uint8Array(bytes)]), "blob");
  const signal = deadlineOf(access, 6);
  const answer = await callKubo(access, { command: "add", params: ADD, body, signal });
  const [added] = "bytes" in answer ? linesOf(answer.bytes) : [];
  if (added?.["Hash"] === cid) return;
  const cause = new Error("fault" in answer ? answer.fault : "It gave another CID.");
  throw new GatewayError("BLOB_UNAVAILABLE", "The blob store did not keep a blob as it was given.", cause);
}

/**
 * Makes room for good blocks: Kubo takes a block that is there for a good one and writes nothing over it, and it removes
 * none that is pinned. The blob could not be read before, so nothing is lost if the gateway ends in between.
 */
async function removeBadBlocks(access: KuboAccess, cid: string, bytes: Uint8Array): Promise<void> {
  await ask(access, "pin/rm", { arg: cid });
  for (const block of await blocksOf(bytes)) {
    if ((await readBlock(access, block)) === "damaged") await ask(access, "block/rm", { arg: block, force: "true" });
  }
}

async function* listPins(access: KuboAccess): AsyncIterable<string> {
  const answer = await ask(access, "pin/ls", { type: "recursive", stream: "true" });
  if ("fault" in answer) throw new GatewayError("BLOB_UNAVAILABLE", "The blob store cannot list its pins.");
  for (const { Cid: cid } of linesOf(answer.bytes)) if (typeof cid === "string" && isCid(cid)) yield cid;
}

/** Kubo's answers: JSON objects, one a line. A cut last line is refused by the parser, and so is the whole answer. */
function linesOf(bytes: Uint8Array): Record<string, unknown>[] {
  try {
    const lines = Buffer.from(bytes).toString("utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch (cause) {
    throw new GatewayError("BLOB_UNAVAILABLE", "The blob store's answer was cut off.", cause);
  }
}
