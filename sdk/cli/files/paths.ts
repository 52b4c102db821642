import { homedir } from "node:os";
import { join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where what a person pinned lies: `SEALANE_TRUST`, else `trust.json` in the user's configuration folder. */
export function defaultTrustPath(env: Environment): string {
  const folder = env["XDG_CONFIG_HOME"] || join(env["HOME"] || homedir(), ".config");
  return env["SEALANE_TRUST"] || join(folder, "sealane", "trust.json");
}
