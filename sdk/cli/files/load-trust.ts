import { parseTrust, type Trust } from "../../src/index.ts";
import type { Io } from "../io.ts";
import { defaultTrustPath } from "./paths.ts";
import { exists, readInput } from "./read-file.ts";

/**
 * What is pinned: the file that was named, else the default one where there is one.
 * @throws CliError FILE_NOT_READABLE; SdkError TRUST_INVALID, JSON_*.
 */
export async function loadTrust(path: string | undefined, io: Io): Promise<Trust | undefined> {
  const named = path ?? io.env["SEALANE_TRUST"];
  const chosen = named || defaultTrustPath(io.env);
  // A file that somebody named must be there; falling back to no trust would hide a typing error.
  if (!named && !(await exists(chosen))) return undefined;
  return parseTrust(await readInput(chosen, io));
}
