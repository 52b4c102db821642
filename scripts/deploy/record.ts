import { readFile } from "node:fs/promises";
import { writeDurably } from "../../node-gateway/src/blobs/durable-file.ts";
import type { SignedStep } from "../transactions/sign.ts";
import type { Addresses } from "./plan.ts";

/** A deployment as it was signed, written before anything of it is sent. It holds no secret. */
export interface DeploymentRecord {
  readonly type: "sealane-deployment/1";
  readonly chainId: number;
  /** Hex32. */
  readonly genesisHash: string;
  /** 0x, lower case. */
  readonly deployer: string;
  /** 0x, lower case. */
  readonly registrar: string;
  readonly addresses: Addresses;
  readonly steps: readonly SignedStep[];
}

/** The record of an earlier run; undefined when there was none. */
export async function readRecord(path: string): Promise<DeploymentRecord | undefined> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (text === undefined) return undefined;
  const record = JSON.parse(text) as DeploymentRecord;
  if (record.type !== "sealane-deployment/1") throw new Error("The state file is not one of a deployment.");
  return record;
}

/** Writes the record: after a crash it is there whole, or not at all. */
export async function writeRecord(path: string, record: DeploymentRecord): Promise<void> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await writeDurably(path, new TextEncoder().encode(text), `${path}.${process.pid}.tmp`);
}
