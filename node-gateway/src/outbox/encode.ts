import { bytesOfBase64url, type Entry, type Hex32, hexOf, ZERO_HEX32 } from "@sealane/sdk";
import { documentRegistry, memberRegistry } from "../chain/interfaces.ts";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { type FoundAnchor, findAnchor } from "../indexer/find-anchors.ts";
import type { MemberAction, QueuedItem } from "./items.ts";

/** A call of one of our contracts, ready to be tried and signed. */
export interface PlannedCall {
  readonly purpose: QueuedItem["purpose"];
  readonly items: readonly QueuedItem[];
  /** 0x. */
  readonly to: string;
  readonly data: string;
  readonly gas: number;
}

/** Gas is free and the limit explicit: generous, but within a block of 30 million. */
const SINGLE_GAS = 600_000;
const BATCH_GAS = 300_000;
const ENTRY_GAS = 6_000;
const USES = { statement: 1, sealing: 2, transport: 3 } as const;

/** The call that anchors these documents as one batch, in this order. */
export function encodeBatch(gateway: Gateway, items: readonly QueuedItem[]): PlannedCall {
  const entries = items.map(({ payload }) => entryArgument(payload as Entry));
  return {
    purpose: "anchor",
    items,
    to: gateway.contracts.documentRegistry,
    data: documentRegistry.encodeFunctionData("anchor", [entries]),
    gas: BATCH_GAS + ENTRY_GAS * items.length,
  };
}

/** The call that carries out any other item; undefined while a document it speaks of is not in the index yet. */
export async function encodeItem(gateway: Gateway, item: QueuedItem): Promise<PlannedCall | undefined> {
  const call = (to: string, data: string): PlannedCall => ({
    purpose: item.purpose,
    items: [item],
    to,
    data,
    gas: SINGLE_GAS,
  });
  if (item.purpose === "member") return call(gateway.contracts.memberRegistry, encodeMemberAction(item.payload));
  if (item.purpose === "anchor") return encodeBatch(gateway, [item]);
  const found = await findAnchor(gateway.database, item.documentId, gateway.memberId);
  if (!found) return undefined;
  const { reason } = item.payload;
  if (item.purpose === "withdraw") {
    const args = [...inclusionArguments(found), reason];
    return call(gateway.contracts.documentRegistry, documentRegistry.encodeFunctionData("withdraw", args));
  }
  const successor = await findAnchor(gateway.database, item.payload.successorId, gateway.memberId);
  if (!successor) return undefined;
  const args = [...inclusionArguments(found), ...inclusionArguments(successor), reason];
  return call(gateway.contracts.documentRegistry, documentRegistry.encodeFunctionData("supersede", args));
}

/** Whether an item speaks of a document that the chain refused, so that it can never be carried out. */
export async function isHopeless(database: Database, item: QueuedItem): Promise<boolean> {
  if (item.purpose !== "withdraw" && item.purpose !== "supersede") return false;
  const ids = item.purpose === "supersede" ? [item.documentId, item.payload.successorId] : [item.documentId];
  const refused = await database
    .selectFrom("documents")
    .select("document_id")
    .where("document_id", "in", ids)
    .where("state", "=", "refused")
    .execute();
  return refused.length > 0;
}

const entryArgument = ({ documentId, kind, subjectTag, referenceTag }: Entry) => [
  bytes32(documentId),
  kind,
  bytes32(subjectTag),
  bytes32(referenceTag),
];

const inclusionArguments = ({ entry, anchor }: FoundAnchor) => [
  entryArgument(entry),
  [bytes32(anchor.root), anchor.index, anchor.path.map(bytes32)],
];

function encodeMemberAction(action: MemberAction): string {
  const encode = (...args: unknown[]): string => memberRegistry.encodeFunctionData(action.action, args);
  switch (action.action) {
    case "addKey":
      return encode(
        word(action.x),
        word(action.y),
        USES[action.use],
        action.validFromSeconds,
        action.validUntilSeconds,
      );
    case "endKey":
      return encode(word(action.kid));
    case "declareKeyCompromised":
      return encode(word(action.kid), action.compromisedSinceSeconds);
    case "setGatewayUrl":
      return encode(action.gatewayUrl);
  }
}

const bytes32 = (hex: Hex32 = ZERO_HEX32): string => `0x${hex}`;
const word = (base64url: string): string => `0x${hexOf(bytesOfBase64url(base64url))}`;
