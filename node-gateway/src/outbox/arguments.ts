import { bytesOfBase64url, type Entry, hexOf } from "@sealane/sdk";
import type { ContractName } from "../chain/network.ts";
import { bytes32 } from "../chain/terms.ts";
import type { FoundAnchor } from "../indexer/find-anchors.ts";
import type { MemberAction, QueuedItem } from "./items.ts";

/** A call of a contract before it is encoded. */
export interface Call {
  readonly contract: ContractName;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Enough for any call of one item by default. */
  readonly gas?: number;
  /** Why it would change nothing though it does not revert, by what it returns. */
  readonly refusalIn?: (data: string) => string | undefined;
}

/** Items of one purpose. */
export type PurposeOf<P extends QueuedItem["purpose"]> = Extract<QueuedItem, { purpose: P }>;

const USES = { statement: 1, sealing: 2, transport: 3 } as const;
const word = (base64url: string): string => `0x${hexOf(bytesOfBase64url(base64url))}`;

export const entryArgument = ({ documentId, kind, subjectTag, referenceTag }: Entry) => [
  bytes32(documentId),
  kind,
  bytes32(subjectTag),
  bytes32(referenceTag),
];

/** An entry and where it is in its batch. */
export const inclusionArguments = ({ entry, anchor }: FoundAnchor) => [
  entryArgument(entry),
  [bytes32(anchor.root), anchor.index, anchor.path.map(bytes32)],
];

export function memberCall(action: MemberAction): Call {
  const call = (...args: unknown[]): Call => ({ contract: "memberRegistry", method: action.action, args });
  switch (action.action) {
    case "addKey": {
      const { x, y, use, validFromSeconds, validUntilSeconds } = action;
      return call(word(x), word(y), USES[use], validFromSeconds, validUntilSeconds);
    }
    case "endKey":
      return call(word(action.kid));
    case "declareKeyCompromised":
      return call(word(action.kid), action.compromisedSinceSeconds);
    case "setGatewayUrl":
      return call(action.gatewayUrl);
  }
}
