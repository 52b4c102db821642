import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../checks/sources.ts";

/** What a user would pick instead, measured beside us on the same documents. */
export interface Peers {
  readonly tradeTrust: DocumentWrapper;
  readonly openAttestation: DocumentWrapper;
  /** The least code that does a part of the job: a yardstick, not a product. */
  readonly ceiling: {
    docLeaf(document: object): Buffer;
    leafHash(bytes: Uint8Array): Buffer;
    tree(leaves: readonly Buffer[]): Buffer[][];
    proof(levels: Buffer[][], index: number): unknown;
    fold(leaf: Buffer, path: unknown): Buffer;
  };
}

/** OpenAttestation's schema 2.0, and TradeTrust's fork of it. */
export interface DocumentWrapper {
  wrapDocument(document: object): object;
  verifySignature(document: object): boolean;
}

/** Where the peers may be installed: beside the repository, or a copy of that folder that can be written to. */
const FOLDERS = [
  process.env["SEALANE_PEERS"],
  join(process.env["SEALANE_SHARED"] ?? join(ROOT, "../shared"), "peers"),
  join(homedir(), ".cache/sealane-peers"),
];

/** The peers that are installed, or a sentence that says why there are none. */
export async function openPeers(): Promise<Peers | string> {
  const folder = FOLDERS.find((path) => path !== undefined && existsSync(join(path, "node_modules/@tradetrust-tt")));
  if (folder === undefined) {
    return "Peers are skipped: none is installed. Copy ../shared/peers to ~/.cache/sealane-peers (or name the copy in SEALANE_PEERS), and `npm ci --ignore-scripts` there.";
  }
  const require = createRequire(join(folder, "package.json"));
  return {
    tradeTrust: require("@tradetrust-tt/tradetrust/dist/cjs/index.js"),
    openAttestation: require("@govtechsg/open-attestation/dist/cjs/index.js"),
    ceiling: await import(pathToFileURL(join(folder, "lib/ceiling.mjs")).href),
  };
}

/** What their schema wants beside the document's own fields. */
export const ISSUERS = [
  {
    name: "Customs of Singapore",
    documentStore: `0x${"1".repeat(40)}`,
    identityProof: { type: "DNS-TXT", location: "example.com" },
  },
];
