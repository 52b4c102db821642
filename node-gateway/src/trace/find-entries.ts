import { type Hex32, isHex32, KINDS, normaliseReference, readStatement, referenceTag, subjectTag } from "@sealane/sdk";
import type { EntryRow, SearchReferenceRow } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";

/** Exactly one of these. */
export interface TraceQuery {
  /** UCR or other reference of the consignment. */
  readonly consignment?: string;
  /** Container number; finds consignments of papers that are readable here. */
  readonly container?: string;
  /** A document's own number; finds papers that are readable here, and anchored ones of any kind by their tag. */
  readonly documentNumber?: string;
  readonly documentId?: Hex32;
}

/** How each query finds subject tags. To search by something else, add a row. */
const SEARCHES: Readonly<Record<keyof TraceQuery, (gateway: Gateway, value: string) => Promise<Hex32[]>>> = {
  consignment: async ({ tagKeys, ...gateway }, value) => [
    ...[...tagKeys.byEpoch.values()].map((key) => subjectTag(key, value)),
    ...(await tagsOfReferences(gateway, "consignment", value)),
  ],
  container: (gateway, value) => tagsOfReferences(gateway, "container", value),
  documentNumber: async (gateway, value) => {
    const tags = [...gateway.tagKeys.byEpoch.values()].flatMap((key) =>
      KINDS.map(({ name }) => referenceTag(key, name, value)),
    );
    return [
      ...(await subjectTags(gateway, { column: "reference_tag", values: tags })),
      ...(await tagsOfReferences(gateway, "number", value)),
    ];
  },
  documentId: async (gateway, value) => subjectTags(gateway, { column: "document_id", values: [value] }),
};

/**
 * Entries of the consignments that a query means, and what the readable ones build on, in the chain's order.
 * @throws GatewayError QUERY_INVALID
 */
export async function findEntries(gateway: Gateway, query: TraceQuery): Promise<EntryRow[]> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined) as [keyof TraceQuery, string][];
  const [sort, value] = given[0] ?? ["documentId", ""];
  if (given.length !== 1 || value.trim() === "" || (sort === "documentId" && !isHex32(value))) {
    throw new GatewayError(
      "QUERY_INVALID",
      "Trace by exactly one of consignment, container, document number or document id.",
    );
  }
  const tags = await SEARCHES[sort](gateway, value);
  const entries = tags.length === 0 ? [] : await entriesBy(gateway, "subject_tag", tags);
  return withLinked(gateway, entries);
}

async function withLinked(gateway: Gateway, entries: EntryRow[]): Promise<EntryRow[]> {
  const all = [...entries];
  const seen = new Set(all.map(({ document_id }) => document_id));
  for (let fresh = [...seen]; fresh.length > 0; ) {
    const rows = await gateway.database
      .selectFrom("documents")
      .select("statement")
      .where("document_id", "in", fresh)
      .execute();
    const shared = await gateway.database
      .selectFrom("shared_papers")
      .select("statement")
      .where("document_id", "in", fresh)
      .execute();
    const links = [...rows, ...shared].flatMap(({ statement }) =>
      readStatement(statement).claims.links.map((link) => link.documentId),
    );
    fresh = [...new Set(links)].filter((documentId) => !seen.has(documentId));
    for (const documentId of fresh) seen.add(documentId);
    if (fresh.length > 0) all.push(...(await entriesBy(gateway, "document_id", fresh)));
  }
  return all.sort(inChainOrder);
}

const entriesBy = (gateway: Gateway, column: "subject_tag" | "document_id", values: readonly string[]) =>
  gateway.database.selectFrom("entries").selectAll().where(column, "in", values).execute();

async function subjectTags(
  gateway: Gateway,
  { column, values }: { column: "document_id" | "reference_tag"; values: readonly string[] },
): Promise<Hex32[]> {
  const rows = await gateway.database
    .selectFrom("entries")
    .select("subject_tag")
    .distinct()
    .where(column, "in", values)
    .execute();
  return rows.map(({ subject_tag }) => subject_tag);
}

async function tagsOfReferences(
  { database }: Pick<Gateway, "database">,
  sort: SearchReferenceRow["sort"],
  value: string,
): Promise<Hex32[]> {
  const rows = await database
    .selectFrom("search_references")
    .innerJoin("documents", "documents.document_id", "search_references.document_id")
    .select("statement")
    .where("sort", "=", sort)
    .where("value", "=", normaliseReference(value))
    .execute();
  return rows.map(({ statement }) => readStatement(statement).claims.subjectTag);
}

const inChainOrder = (a: EntryRow, b: EntryRow): number =>
  a.block_number - b.block_number || a.log_index - b.log_index || a.entry_index - b.entry_index;
