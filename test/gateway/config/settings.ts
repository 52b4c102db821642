import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A fresh folder under the system's temporary one, until {@link removeFolders}. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sealane-config-"));
  made.push(folder);
  return folder;
}

/** Removes all fresh folders; for the end of a suite. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A file in a fresh folder, with a mode. */
export function fileOf(text: string, mode = 0o600): string {
  const path = join(freshFolder(), "file");
  writeFileSync(path, text, { mode });
  return path;
}

/** The least environment that a gateway starts with. */
export function environmentOf(changes: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    SEALANE_MEMBER_ID: "7",
    SEALANE_DATA_DIR: freshFolder(),
    SEALANE_RPC_URLS: "http://127.0.0.1:8545, https://user:hunter2@chain.example/v3/abcdef?key=xyz",
    SEALANE_CHAIN_ID: "31337",
    SEALANE_DIRECTORY: `0x${"ab".repeat(20)}`,
    SEALANE_KEYSTORE: "/keys/keystore.json",
    SEALANE_KEYSTORE_PASSPHRASE: "correct horse",
    SEALANE_OIDC_ISSUER: "https://login.example",
    ...changes,
  };
}
