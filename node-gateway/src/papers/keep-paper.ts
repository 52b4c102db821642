import { type CustodyEvent, type Facts, type Hex32, normaliseReference } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { DocumentRow, Schema, SearchReferenceRow } from "../database/schema.ts";

export type NewDocument = Omit<DocumentRow, "sequence" | "refusal">;

/** Writes a document down after those that are there, or takes the place of what was held of the same document. */
export async function keepDocument(transaction: Transaction<Schema>, document: NewDocument): Promise<void> {
  const { last } = await transaction
    .selectFrom("documents")
    .select((row) => row.fn.max("sequence").as("last"))
    .executeTakeFirstOrThrow();
  const { created_at_seconds: _, document_id: __, ...held } = document;
  await transaction
    .insertInto("documents")
    .values({ ...document, sequence: (last ?? 0) + 1, refusal: null })
    .onConflict((conflict) => conflict.column("document_id").doUpdateSet(held))
    .execute();
}

/** Writes down the numbers by which people look for a document, and what it reports of containers. */
export async function keepReferences(
  transaction: Transaction<Schema>,
  documentId: Hex32,
  { facts, consignment }: { facts: Facts; consignment?: string },
): Promise<void> {
  const numbers: [SearchReferenceRow["sort"], string | undefined][] = [
    ["number", facts.documentNumber],
    ["consignment", facts.ucr],
    ["consignment", consignment],
    ...(facts.containers ?? []).map((container): ["container", string] => ["container", container]),
  ];
  for (const [sort, number] of numbers) {
    const value = number === undefined ? "" : normaliseReference(number);
    if (value === "") continue;
    await transaction
      .insertInto("search_references")
      .values({ sort, value, document_id: documentId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await keepCustody(transaction, documentId, facts.custodyEvents ?? []);
}

/** A presentation may hold some events of a list; those that came before stay. */
async function keepCustody(
  transaction: Transaction<Schema>,
  documentId: Hex32,
  events: readonly CustodyEvent[],
): Promise<void> {
  for (const [position, event] of events.entries()) {
    const { container = null, place = null } = event;
    await transaction
      .insertInto("custody_events")
      .values({ document_id: documentId, position, container, place, event: JSON.stringify(event) })
      .onConflict((conflict) => conflict.columns(["document_id", "position"]).doNothing())
      .execute();
  }
}
