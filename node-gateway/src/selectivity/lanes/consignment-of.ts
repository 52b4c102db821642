import { type Facts, type Hex32, readStatement, subjectTag } from "@sealane/sdk";
import type { Gateway } from "../../gateway.ts";

interface Named {
  readonly documentId: Hex32;
  readonly statement: string;
  readonly facts: Facts;
}

/**
 * The reference by which a declaration's consignment is tagged, so that its decision is found with its papers; its id
 * where none of the numbers that are known here gives the tag.
 */
export async function consignmentOf(gateway: Gateway, { documentId, statement, facts }: Named): Promise<string> {
  const tag = readStatement(statement).claims.subjectTag;
  const rows = await gateway.database
    .selectFrom("search_references")
    .select("value")
    .where("document_id", "=", documentId)
    .orderBy("value")
    .execute();
  const numbers = [facts.ucr, facts.documentNumber, ...rows.map(({ value }) => value)].filter((it) => it !== undefined);
  const keys = [...gateway.tagKeys.byEpoch.values()];
  return numbers.find((number) => keys.some((key) => subjectTag(key, number) === tag)) ?? documentId;
}
