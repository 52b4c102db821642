import { computeAddress, SigningKey } from "ethers";
import { isLoopbackHost } from "../../node-gateway/src/config/addresses.ts";

/** What others know a Besu node by. */
export interface NodeIdentity {
  /** 0x, lower case: a validator's name in blocks. */
  readonly address: string;
  /** 128 hexadecimal characters: the node's name among peers. */
  readonly nodeId: string;
}

/** The public side of a node's key (0x, 32 bytes, secp256k1). */
export function nodeIdentityOf(privateKey: string): NodeIdentity {
  const { publicKey } = new SigningKey(privateKey);
  return { address: computeAddress(publicKey).toLowerCase(), nodeId: publicKey.slice(4) };
}

/** The address that a node's id belongs to. */
export const addressOfNodeId = (nodeId: string): string => computeAddress(`0x04${nodeId}`).toLowerCase();

export interface Place {
  /** An IPv4 address: Besu's allow-list compares addresses, not names. */
  readonly host: string;
  readonly p2pPort: number;
}

/** Where a node is reached: `enode://ID@HOST:PORT`. */
export const enodeOf = (nodeId: string, { host, p2pPort }: Place): string => `enode://${nodeId}@${host}:${p2pPort}`;

/** Where to listen for the others: on a trial's one machine nobody else is let in. */
export const interfaceOf = (host: string): string => (isLoopbackHost(host) ? host : "0.0.0.0");
