import type { DecisionDraw, Hex32 } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { officerPseudonym } from "../readings/officer-pseudonym.ts";
import { type Anchored, drawFor } from "./draw-for.ts";

/** What a decision states of its draw, but for the settings that it is measured by. */
export type StatedDraw = Pick<DecisionDraw, "period" | "blockNumber" | "blockHash" | "value" | "assignment">;

/**
 * The draw for a declaration and the officer whom it chooses among those on duty at its office. Null when no seed was
 * committed for its period, or the seed is lost: chance chooses nothing then. `wait` until the index has its anchor.
 */
export async function drawOn(
  gateway: Gateway,
  { office, ...anchored }: Anchored & { readonly office: string | null },
): Promise<StatedDraw | null | "wait"> {
  const draw = await drawFor(gateway, anchored);
  if (draw === "notAnchored") return "wait";
  if (typeof draw === "string") return null;
  const { officerOf, ...made } = draw;
  const names = await onDutyAt(gateway.database, office);
  const onDuty = [...new Set(names.map((name) => officerPseudonym(gateway, name)))].sort();
  const officer = officerOf(onDuty);
  return { ...made, assignment: officer === undefined ? null : { onDuty, officer } };
}

/** Who is on duty at an office; where it has nobody of its own, who is on duty for all. */
export async function onDutyAt(database: Database, office: string | null): Promise<string[]> {
  const rows = await database
    .selectFrom("officers_on_duty")
    .selectAll()
    .where("office", "in", [office ?? "", ""])
    .orderBy("officer")
    .execute();
  const own = rows.filter((row) => row.office === (office ?? ""));
  return (own.length > 0 ? own : rows).map(({ officer }) => officer);
}

/** The officer of this member whom a pseudonym stands for, of those on duty anywhere; undefined for nobody there. */
export async function officerOf(gateway: Gateway, pseudonym: Hex32): Promise<string | undefined> {
  const rows = await gateway.database.selectFrom("officers_on_duty").select("officer").distinct().execute();
  return rows.map(({ officer }) => officer).find((officer) => officerPseudonym(gateway, officer) === pseudonym);
}
