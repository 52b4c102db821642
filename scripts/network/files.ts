import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a folder: each path relative to it, with its text. */
export type Files = Readonly<Record<string, string>>;

const PRIVATE_FILE = 0o600;
const PUBLIC_FILE = 0o644;
const PRIVATE_FOLDER = 0o700;

/** A folder that only this account can look into. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
  chmodSync(path, PRIVATE_FOLDER);
}

/**
 * Writes secrets, each for this account alone.
 * @throws Error when one of them is there, before anything is written: a key that is drawn anew is lost.
 */
export function writeSecrets(folder: string, files: Files): void {
  refuseThere(folder, Object.keys(files));
  // Folders are made where one stands, which may be a working copy: no commit shall take a key along.
  writeDerived(folder, { ".gitignore": "*\n" });
  for (const [name, text] of Object.entries(files)) write(folder, name, { text, mode: PRIVATE_FILE });
}

/** @throws Error when one of these secrets is there. */
export function refuseThere(folder: string, names: readonly string[]): void {
  const there = names.find((name) => existsSync(join(folder, name)));
  if (there === undefined) return;
  throw new Error(`${join(folder, there)} is there already; keys are made once. Choose another folder.`);
}

/**
 * Writes files that follow from others. One that is there with the same text stays.
 * @throws Error when one is there with another text, before anything is written.
 */
export function writeDerived(folder: string, files: Files, mode = PUBLIC_FILE): void {
  const isOther = (name: string): boolean =>
    existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8") !== files[name];
  const other = Object.keys(files).find(isOther);
  if (other !== undefined) {
    throw new Error(`${join(folder, other)} is there with another content; take it away if it shall be made anew.`);
  }
  for (const [name, text] of Object.entries(files)) {
    if (!existsSync(join(folder, name))) write(folder, name, { text, mode });
  }
}

/** Writes settings that a person completes afterwards: what is there stays as it is. */
export function writeSettings(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    if (!existsSync(join(folder, name))) write(folder, name, { text, mode: PRIVATE_FILE });
  }
}

function write(folder: string, name: string, { text, mode }: { text: string; mode: number }): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  writeFileSync(path, text, { mode, flag: "wx" });
  chmodSync(path, mode);
}
