import { isJsonObject, type JsonObject, parseJson } from "@sealane/sdk";
import { hasSecureOrigin } from "../config/addresses.ts";

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * The JSON object behind a URL, asked for with bounds: https (or loopback), no redirect, 5 seconds for all of it, 256 KiB.
 * @throws Error saying which bound it broke; the URL is not in the message.
 */
export async function fetchJson(address: string): Promise<JsonObject> {
  if (!hasSecureOrigin(address)) throw new Error("The address is neither https nor loopback.");
  const response = await fetch(address, {
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: "application/json" },
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`The answer has status ${response.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error("The answer is larger than 256 KiB.");
    chunks.push(chunk);
  }
  const value = parseJson(Buffer.concat(chunks));
  if (!isJsonObject(value)) throw new Error("The answer is not a JSON object.");
  return value;
}
