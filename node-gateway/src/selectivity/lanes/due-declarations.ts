import { DECIDED_KINDS } from "@sealane/sdk";
import { placeOfAnchor } from "../../draws/draw-for.ts";
import type { Gateway } from "../../gateway.ts";
import { resting } from "./rest.ts";

/** Declarations decided in a round. */
const MAX_DECLARATIONS = 100;

/** A declaration that is to be opened and decided. */
export interface Due {
  readonly document_id: string;
  readonly issuer: number;
  /** Null where this member holds the paper itself. */
  readonly grant_id: string | null;
  readonly block_number: number;
  readonly time_seconds: number;
}

/** Declarations that no lane was decided for, in the chain's order, but for those that rest. */
export async function dueDeclarations(gateway: Gateway): Promise<Due[]> {
  const rests = resting(gateway, "decide");
  const most = MAX_DECLARATIONS + rests.size;
  const held = await dueHeld(gateway, most);
  const shared = await dueShared(gateway, most);
  const known = new Set([...rests, ...held.map(({ document_id }) => document_id)]);
  const all = [
    ...held.filter(({ document_id }) => !rests.has(document_id)),
    ...shared.filter(({ document_id }) => !known.has(document_id)),
  ];
  return all.slice(0, MAX_DECLARATIONS);
}

async function dueHeld({ database }: Gateway, most: number): Promise<Due[]> {
  const rows = await database
    .selectFrom("documents as paper")
    .innerJoin("entries", (join) =>
      join.onRef("entries.document_id", "=", "paper.document_id").onRef("entries.member_id", "=", "paper.issuer"),
    )
    .leftJoin("assessments", "assessments.document_id", "paper.document_id")
    .leftJoin("tombstones", (join) =>
      join.onRef("tombstones.document_id", "=", "paper.document_id").onRef("tombstones.member_id", "=", "paper.issuer"),
    )
    .select(["paper.document_id", "paper.issuer", "entries.block_number", "entries.time_seconds"])
    .where("paper.kind", "in", DECIDED_KINDS)
    .where("assessments.document_id", "is", null)
    .where("tombstones.document_id", "is", null)
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .orderBy("entries.entry_index")
    .limit(most)
    .execute();
  return firstOfEach(rows.map((row) => ({ ...row, grant_id: null })));
}

/** A paper that came for a number of readings is not opened for it: a machine must not spend what an officer may need. */
async function dueShared({ database }: Gateway, most: number): Promise<Due[]> {
  const rows = await database
    .selectFrom("shared_papers as paper")
    .innerJoin("entries", (join) =>
      join.onRef("entries.document_id", "=", "paper.document_id").onRef("entries.member_id", "=", "paper.issuer"),
    )
    .leftJoin("assessments", "assessments.document_id", "paper.document_id")
    .leftJoin("tombstones", (join) =>
      join.onRef("tombstones.document_id", "=", "paper.document_id").onRef("tombstones.member_id", "=", "paper.issuer"),
    )
    .select(["paper.document_id", "paper.issuer", "paper.grant_id", "entries.block_number", "entries.time_seconds"])
    .where("paper.kind", "in", DECIDED_KINDS)
    .where("paper.wrapped_key", "is not", null)
    .where("assessments.document_id", "is", null)
    .where("tombstones.document_id", "is", null)
    .orderBy("entries.block_number")
    .orderBy("entries.log_index")
    .orderBy("entries.entry_index")
    .limit(most)
    .execute();
  return firstOfEach(rows);
}

/** A document may be anchored again, or shared under several grants: the first anchor counts, and one grant is enough. */
function firstOfEach(rows: readonly Due[]): Due[] {
  const seen = new Set<string>();
  return rows.filter(({ document_id }) => !seen.has(document_id) && seen.add(document_id));
}

/** The same of a declaration that was decided before, where the chain has it now. */
export async function dueAgain(
  { database }: Gateway,
  { document_id, issuer }: Pick<Due, "document_id" | "issuer">,
): Promise<Due | undefined> {
  const held = database.selectFrom("documents").select("document_id").where("document_id", "=", document_id);
  const shared = database.selectFrom("shared_papers").select("grant_id").where("document_id", "=", document_id);
  const isHeld = (await held.executeTakeFirst()) !== undefined;
  const grant = isHeld ? undefined : await shared.where("wrapped_key", "is not", null).executeTakeFirst();
  if (!isHeld && !grant) return undefined;
  const place = await placeOfAnchor(database, { documentId: document_id, issuer });
  if (!place) return undefined;
  const { blockNumber, anchoredAtSeconds } = place;
  const anchored = { document_id, issuer, block_number: blockNumber, time_seconds: anchoredAtSeconds };
  return { ...anchored, grant_id: grant?.grant_id ?? null };
}
