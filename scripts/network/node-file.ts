import { readFileSync } from "node:fs";
import { isIPv4 } from "node:net";
import { isJsonObject, type Json, parseJson } from "@sealane/sdk";
import { addressOfNodeId } from "./node-identity.ts";

/** What a member tells the others of itself: `node.json`. Nothing in it is secret. */
export interface NodeFile {
  readonly type: "sealane-node/1";
  readonly name: string;
  readonly memberId: number;
  /** An IPv4 address. */
  readonly host: string;
  readonly p2pPort: number;
  readonly kuboPort: number;
  /** 128 hexadecimal characters. */
  readonly nodeId: string;
  /** 0x: the validator. */
  readonly address: string;
  /** 0x: the account that the gateway sends from. */
  readonly operator: string;
  /** Of its Kubo node. */
  readonly peerId: string;
}

const SHAPE: Readonly<Record<keyof NodeFile, (value: unknown) => boolean>> = {
  type: (value) => value === "sealane-node/1",
  name: (value) => isName(value),
  memberId: (value) => isWithin(value, 0xffffffff),
  host: (value) => typeof value === "string" && isIPv4(value),
  p2pPort: (value) => isWithin(value, 65_535),
  kuboPort: (value) => isWithin(value, 65_535),
  nodeId: (value) => isText(value, /^[0-9a-f]{128}$/),
  address: (value) => isText(value, /^0x[0-9a-f]{40}$/),
  operator: (value) => isText(value, /^0x[0-9a-f]{40}$/),
  peerId: (value) => isText(value, /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/),
};

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === "string" && pattern.test(value);
const isWithin = (value: unknown, max: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= max;

/** Whether a text can name a member's folder. */
export const isName = (value: unknown): boolean => isText(value, /^[a-z][a-z0-9-]{0,31}$/);

/**
 * A member's `node.json`.
 * @throws Error naming the file and the field.
 */
export const readNodeFile = (path: string): NodeFile => judgeNode(parseJson(readFileSync(path)), path);

/**
 * A member as another machine tells of it. It goes into every node's settings, so each field is judged.
 * @param source What to name in an error.
 * @throws Error naming the field.
 */
export function judgeNode(value: Json | undefined, source: string): NodeFile {
  const refuse = (fault: string): never => {
    throw new Error(`${source} does not say what a member is: ${fault}.`);
  };
  if (!isJsonObject(value ?? null)) return refuse("it holds no object");
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(fields)) if (!Object.hasOwn(SHAPE, name)) refuse(`${name} is unknown`);
  for (const [name, isRight] of Object.entries(SHAPE)) if (!isRight(fields[name])) refuse(`${name} is wrong`);
  const node = fields as unknown as NodeFile;
  if (addressOfNodeId(node.nodeId) !== node.address) refuse("address does not belong to nodeId");
  return node;
}

const UNIQUE = ["name", "memberId", "nodeId", "operator", "peerId"] as const;

/**
 * The members in the order of their numbers, so that the same members give the same files.
 * @throws Error when two of them share what is one's own.
 */
export function inOrder(nodes: readonly NodeFile[]): NodeFile[] {
  for (const field of UNIQUE) {
    if (new Set(nodes.map((node) => node[field])).size < nodes.length)
      throw new Error(`Two members have one ${field}.`);
  }
  for (const port of ["p2pPort", "kuboPort"] as const) {
    if (new Set(nodes.map((node) => `${node.host} ${node[port]}`)).size < nodes.length) {
      throw new Error(`Two members have one host and ${port}.`);
    }
  }
  return [...nodes].sort((a, b) => a.memberId - b.memberId);
}
