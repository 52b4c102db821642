import type { Facts, LabelledLine } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { modelOpinion } from "../../../node-gateway/src/model/model-opinion.ts";

/** What models need of a gateway. */
export type ModelGateway = Pick<Gateway, "database" | "clock" | "log">;

const idOf = (prefix: string, place: number): string => `${prefix}${place}`.padStart(64, "0");

/** Facts that state what a line does. */
export const factsOf = ({ line }: LabelledLine): Facts => ({
  ...{ issueDate: line.date as string, customsOffice: line.office as string, hsCodes: [line.hsCode as string] },
  ...{ originCountry: line.originCountry as string, dispatchCountry: line.dispatchCountry as string },
  ...{ netWeightKg: String(line.netMassKg), value: { amount: String(line.itemPrice), currency: "EUR" } },
  parties: [
    { role: "importer", identifier: line.importer as string },
    { role: "seller", identifier: line.seller as string },
    { role: "declarant", identifier: line.declarant as string },
  ],
});

export interface PastOptions {
  /** Hexadecimal; tells the ids of one past from those of another. */
  readonly prefix: string;
  /** Whether they were inspected by chance. */
  readonly isRandom?: boolean;
}

/** Declarations that were scored here, decided and inspected, one after the other. */
export async function livePast(
  gateway: ModelGateway,
  lines: readonly LabelledLine[],
  options: PastOptions,
): Promise<void> {
  const { database } = gateway;
  const { rows } = await database
    .selectFrom("assessments")
    .select((row) => row.fn.countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  for (const [place, row] of lines.entries()) {
    const documentId = idOf(options.prefix, place);
    await modelOpinion(gateway, { documentId, issuer: 1 + (place % 3), facts: factsOf(row) });
    await database
      .insertInto("assessments")
      .values({
        ...{ document_id: documentId, sequence: Number(rows) + place + 1, issuer: 1 + (place % 3) },
        ...{ kind: "declaration-import", consignment: "", office: row.line.office ?? null, lane: "red" },
        ...{ computed_lane: "red", is_random_stratum: options.isRandom ? 1 : 0, is_left_to_chance: 0 },
        ...{
          model_score: null,
          decision: "{}",
          revision: 1,
          stated_revision: 1,
          decision_document_id: null,
          told_revision: 0,
        },
        ...{ anchored_at_seconds: 1, decided_at_seconds: 1, released_at_seconds: null },
      })
      .execute();
    await recordResult(gateway, documentId, { sequence: 1, result: row.wrong === 1 ? "wrong" : "in-order" });
  }
}

/** One outcome of a declaration. */
export async function recordResult(
  { database }: ModelGateway,
  documentId: string,
  { sequence, result }: { readonly sequence: number; readonly result: "in-order" | "wrong" },
): Promise<void> {
  await database
    .insertInto("outcomes")
    .values({
      ...{ document_id: documentId, sequence, result, findings: "[]", amounts: "[]", attachments: "[]" },
      ...{ note: "", actor: "officer", time_seconds: 1 },
    })
    .execute();
}
