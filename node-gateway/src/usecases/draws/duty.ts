import type { Gateway } from "../../gateway.ts";
import type { Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";

/** Who is on duty at an office; null for all offices that have nobody of their own. */
export interface Duty {
  readonly office: string | null;
  /** Names as the officers' tokens have them, in order. */
  readonly officers: readonly string[];
}

/** Who is on duty, by office, in order. */
export async function listDuty({ database }: Gateway): Promise<{ readonly items: readonly Duty[] }> {
  const rows = await database.selectFrom("officers_on_duty").selectAll().orderBy("office").orderBy("officer").execute();
  const byOffice = Map.groupBy(rows, ({ office }) => office);
  const items = [...byOffice].map(([office, all]) => ({
    office: office === "" ? null : office,
    officers: all.map(({ officer }) => officer),
  }));
  return { items };
}

/** Says who is on duty at an office from now on, in place of who was. @throws IDEMPOTENCY_* */
export async function setDuty(gateway: Gateway, input: Writing & Duty): Promise<Duty> {
  const { office } = input;
  const officers = [...new Set(input.officers)].sort();
  const column = office ?? "";
  await writeOnce(gateway, input, {
    route: "setDuty",
    content: { office, officers },
    work: async (transaction) => {
      await transaction.deleteFrom("officers_on_duty").where("office", "=", column).execute();
      const rows = officers.map((officer) => ({ office: column, officer }));
      if (rows.length > 0) await transaction.insertInto("officers_on_duty").values(rows).execute();
      return office ?? "all offices";
    },
  });
  return { office, officers };
}
