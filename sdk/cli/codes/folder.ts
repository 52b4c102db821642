import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../files/paths.ts";

/** Where imported lists lie: `SEALANE_CODES`, else `sealane/code-lists` in the user's data folder (XDG Base Directory). */
export function codeListFolder(env: Environment): string {
  const data = env["XDG_DATA_HOME"] || join(env["HOME"] || homedir(), ".local", "share");
  return env["SEALANE_CODES"] || join(data, "sealane", "code-lists");
}
