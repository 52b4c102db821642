import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isJsonObject, parseJson } from "../../src/index.ts";
import { CliError } from "../errors.ts";
import { reasonOf } from "../files/read-file.ts";
import { writeWhole } from "../files/write-file.ts";
import { printable } from "../output/printable.ts";

/** What is known of a file that was sent, by the digest of its bytes. */
export interface Sent {
  readonly documentId: string;
  /** Null until the chain has it. */
  readonly blockNumber: number | null;
}

/** What earlier runs did. Holds digests and ids only. */
export interface AnchorState {
  of(digest: string): Sent | undefined;
  /** Written down when the promise resolves. */
  set(digest: string, sent: Sent): Promise<void>;
}

const NAME = ".sealane-anchor.json";

/** Where the state lies unless it is named: in the first folder, or next to the first file. */
export async function statePathOf(first: string): Promise<string> {
  const isFolder = await stat(first).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return join(isFolder ? first : dirname(first), NAME);
}

/**
 * Opens the state of a gateway's anchoring.
 * @throws CliError FILE_NOT_READABLE, STATE_OF_OTHER_GATEWAY.
 */
export async function openState(path: string, gateway: string): Promise<AnchorState> {
  const files = new Map<string, Sent>(Object.entries(await read(path, gateway)));
  let writing: Promise<void> = Promise.resolve();
  return {
    of: (digest) => files.get(digest),
    set: (digest, sent) => {
      files.set(digest, sent);
      const write = () =>
        writeWhole(
          path,
          JSON.stringify({ type: "sealane-anchor/1", gateway, files: Object.fromEntries(files) }, null, 1),
          {
            replace: true,
          },
        );
      writing = writing.then(write, write);
      return writing;
    },
  };
}

async function read(path: string, gateway: string): Promise<Record<string, Sent>> {
  const text = await readFile(path).catch((cause: unknown) => {
    if (reasonOf(cause) === "ENOENT") return undefined;
    throw new CliError("FILE_NOT_READABLE", `${printable(path)} cannot be read (${reasonOf(cause)}).`, cause);
  });
  if (text === undefined) return {};
  const value = parseJson(text);
  if (!isJsonObject(value) || value["type"] !== "sealane-anchor/1") {
    throw new CliError("FILE_NOT_READABLE", `${printable(path)} is not the state of an earlier run.`);
  }
  if (value["gateway"] !== gateway) {
    throw new CliError(
      "STATE_OF_OTHER_GATEWAY",
      `${printable(path)} is of another gateway. Name another one: --state.`,
    );
  }
  return value["files"] as unknown as Record<string, Sent>;
}
