import type { Hex32, Link } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { findOwnDocument } from "../papers/find-document.ts";
import { reasonCode } from "./reason-code.ts";
import { type SubmitDocumentInput, submit } from "./submit-document.ts";
import type { DocumentView } from "./views.ts";

export interface SupersedeDocumentInput extends SubmitDocumentInput {
  /** The document whose place the new one takes. */
  readonly documentId: Hex32;
  /** Name of a row of the SDK's REASONS. */
  readonly reason: string;
}

/**
 * Takes the newer document, linked to the older; once both are anchored the outbox tells the chain. The newer one is of
 * the same kind, and of the same consignment unless said otherwise.
 * @throws those of submitDocument; DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_CURRENT, DOCUMENT_KIND_DIFFERS,
 * REASON_UNKNOWN.
 */
export async function supersedeDocument(gateway: Gateway, input: SupersedeDocumentInput): Promise<DocumentView> {
  const reason = reasonCode(input.reason);
  const older = await findOwnDocument(gateway, input.documentId);
  const { documentId } = input;
  const link: Link = { documentId, relation: "supersedes" };
  const links = [
    ...(input.links ?? []).filter((one) => one.documentId !== documentId || one.relation !== "supersedes"),
    link,
  ];
  return submit(
    gateway,
    { ...input, links },
    {
      route: "supersedeDocument",
      content: { documentId, reason },
      requireNew: async (database, kind) => {
        if (kind !== older.kind) {
          throw new GatewayError("DOCUMENT_KIND_DIFFERS", "A document is replaced only by one of the same kind.");
        }
        if (older.state === "refused" || (await isLeaving(gateway.memberId, documentId, database))) {
          throw new GatewayError("DOCUMENT_NOT_CURRENT", "The document does not stand any more, or will not for long.");
        }
      },
      alsoQueue: (successorId) => ({ purpose: "supersede", documentId, payload: { reason, successorId } }),
    },
  );
}

/** Whether a document has a tombstone, or one waits in the outbox: two successors of one document must not both go out. */
async function isLeaving(memberId: number, documentId: Hex32, database: Database): Promise<boolean> {
  if ((await findTombstone(database, documentId, memberId)) !== null) return true;
  const waiting = await database
    .selectFrom("outbox_items")
    .select("item_id")
    .where("document_id", "=", documentId)
    .where("purpose", "in", ["supersede", "withdraw"])
    .where("state", "in", ["waiting", "signed"])
    .executeTakeFirst();
  return waiting !== undefined;
}
