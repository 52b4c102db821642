import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Attachment } from "@sealane/sdk";
import { cidOf, isCid } from "../../blobs/cid.ts";
import { storageFault } from "../../blobs/judge-disk.ts";
import { GatewayError, isCode } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { callPeer, isPartnerFault, problemCode } from "../wire/call-peer.ts";
import { heldBytes, partialPath } from "./partial-files.ts";

/** Asked for at once: large, since the sender reads and checks the whole blob for each; small once a call was too slow. */
const PART_BYTES = 4 * 1024 * 1024;
const SMALL_PART_BYTES = 64 * 1024;

/** Fetches under way in this process, so that two envelopes that name one blob do not write one file. */
const running = new Map<string, Promise<void>>();

/**
 * Fetches a blob from the member that sent an envelope with it, and stores it. Parts are kept on disk as they come, so
 * that it goes on where it broke off, also after a restart.
 * @throws GatewayError PEER_UNAVAILABLE, PEER_UNKNOWN, PEER_ANSWER_FALSE when what came is not what the CID names,
 * BLOB_UNAVAILABLE, STORAGE_UNAVAILABLE.
 */
export function fetchBlob(gateway: Gateway, memberId: number, attachment: Attachment): Promise<void> {
  const path = partialPath(gateway.dataDir, memberId, attachment.cid);
  const before = running.get(path);
  if (before) return before;
  const mine = fetchParts(gateway, { memberId, path, ...attachment })
    .catch((cause: unknown) => {
      throw storageFault(cause, "data folder's disk");
    })
    .finally(() => running.delete(path));
  running.set(path, mine);
  return mine;
}

interface Fetch extends Attachment {
  readonly memberId: number;
  readonly path: string;
}

async function fetchParts(gateway: Gateway, fetch: Fetch): Promise<void> {
  const { cid, sizeBytes, path } = fetch;
  if (!isCid(cid)) throw new GatewayError("PEER_ANSWER_FALSE", "An attachment's name is no CID.");
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let partBytes = PART_BYTES;
  for (let held = await heldBytes(path); held < sizeBytes; held = await heldBytes(path)) {
    try {
      await appendFile(path, await fetchPart(gateway, fetch, { offset: held, length: partBytes }), { mode: 0o600 });
    } catch (error) {
      if (!isCode(error, "PEER_UNAVAILABLE") || partBytes === SMALL_PART_BYTES) throw error;
      partBytes = SMALL_PART_BYTES;
    }
  }
  const bytes = sizeBytes === 0 ? new Uint8Array() : await readFile(path);
  const isWhole = bytes.length === sizeBytes && (await cidOf(bytes)) === cid;
  if (isWhole) await gateway.blobs.put(bytes);
  await rm(path, { force: true });
  if (!isWhole) throw new GatewayError("PEER_ANSWER_FALSE", "The bytes that came are not those that the CID names.");
}

async function fetchPart(
  gateway: Gateway,
  { memberId, cid, sizeBytes }: Fetch,
  { offset, length }: { offset: number; length: number },
): Promise<Uint8Array> {
  const asked = Math.min(length, sizeBytes - offset);
  const path = `/peer/v1/blobs/${cid}?offset=${offset}&length=${asked}`;
  const headers = { accept: "application/octet-stream, application/problem+json" };
  const answer = await callPeer(gateway, memberId, { method: "GET", path, headers, maxBytes: Math.max(asked, 65_536) });
  if (answer.status === 200 && answer.body.length === asked) return answer.body;
  const code = isPartnerFault(answer) ? "PEER_UNAVAILABLE" : "PEER_ANSWER_FALSE";
  throw new GatewayError(code, `The sender does not give the attachment (${problemCode(answer)}).`);
}
