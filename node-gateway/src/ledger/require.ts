import type { Facts, Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { DocumentRow } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { findTombstone } from "../indexer/find-anchors.ts";
import { openFields } from "../papers/facts-of.ts";
import { findOwnDocument, openPaper } from "../papers/find-document.ts";
import { type FoldedBalance, findBalance } from "./balances.ts";
import { type Counted, statedQuantity } from "./quantity.ts";

// What the contract would refuse is refused here already, with a sentence for officers. The contract decides.

/** A balance. @throws GatewayError BALANCE_NOT_FOUND */
export async function requireBalance(database: Database, balanceId: Hex32): Promise<FoldedBalance> {
  const found = await findBalance(database, balanceId);
  if (found) return found;
  throw new GatewayError("BALANCE_NOT_FOUND", "The index has no such balance; one just opened may not be there yet.");
}

/** A balance that this member opened. @throws GatewayError BALANCE_NOT_FOUND, BALANCE_NOT_OWN */
export async function requireOwnBalance({ database, memberId }: Gateway, balanceId: Hex32): Promise<FoldedBalance> {
  const found = await requireBalance(database, balanceId);
  if (found.opener === memberId) return found;
  throw new GatewayError("BALANCE_NOT_OWN", "Another member opened the balance; only its opener can change it.");
}

/** A document of this member of one of some kinds. @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, LEDGER_KIND_INVALID */
export async function requireOfKinds(
  gateway: Gateway,
  documentId: Hex32,
  kinds: readonly string[],
): Promise<DocumentRow> {
  const row = await findOwnDocument(gateway, documentId);
  if (kinds.includes(row.kind)) return row;
  throw new GatewayError("LEDGER_KIND_INVALID", `Only documents of these kinds can: ${kinds.join(", ")}.`);
}

/** That a document was neither withdrawn nor superseded. @throws GatewayError DOCUMENT_NOT_CURRENT */
export async function requireCurrent(database: Database, memberId: number, documentId: Hex32): Promise<void> {
  if ((await findTombstone(database, documentId, memberId)) === null) return;
  throw new GatewayError("DOCUMENT_NOT_CURRENT", "The document was withdrawn or superseded.");
}

/** What a document of this member states of an item. @throws GatewayError QUANTITY_NOT_STATED, BLOB_* */
export async function requireStated(gateway: Gateway, row: DocumentRow, item: number): Promise<Counted> {
  const facts: Facts = openFields((await openPaper(gateway, row)).body).facts;
  const stated = statedQuantity(facts, item);
  if (stated) return stated;
  throw new GatewayError(
    "QUANTITY_NOT_STATED",
    "The document states no quantity of this item, or one that the ledger cannot count: above zero, with at most six decimal places, and of item 0 all in one unit.",
  );
}
