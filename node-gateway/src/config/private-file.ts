import { readFileSync, statSync } from "node:fs";
import { GatewayError } from "../errors.ts";

const OTHERS = 0o077;

/**
 * Refuses a file that any account but its owner's can read or change: whoever holds the key speaks for the member.
 * @throws GatewayError FILE_EXPOSED.
 */
export function refuseExposedFile(path: string): void {
  if (process.platform === "win32") return; // Windows keeps no such bits; there the folder's access list decides.
  const mode = statSync(path).mode & 0o777;
  if ((mode & OTHERS) === 0) return;
  const shown = mode.toString(8).padStart(3, "0");
  throw new GatewayError("FILE_EXPOSED", `${path} has mode ${shown}: others can read it. Run: chmod 600 ${path}`);
}

/**
 * The text of a file that only its owner can read.
 * @throws GatewayError CONFIG_INVALID naming the variable when it cannot be read; FILE_EXPOSED.
 */
export function readPrivateFile(path: string, variable: string): string {
  try {
    refuseExposedFile(path);
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw new GatewayError(
      "CONFIG_INVALID",
      `The configuration is refused.\n  ${variable}: the file cannot be read.`,
      cause,
    );
  }
}
