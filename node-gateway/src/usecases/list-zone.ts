import { type CustodyEvent, type CustodyFinding, type Hex32, type ZoneStay, zoneInventory } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { CustodyEventRow } from "../database/schema/custody.ts";
import type { Gateway } from "../gateway.ts";

export interface ListZoneInput {
  /** UN/LOCODE of the zone, or the names and numbers that papers have for it. */
  readonly places: readonly string[];
  /** How long a container may stay. */
  readonly maxSeconds: number;
  /** Unix seconds; now by default. Later events do not count. */
  readonly observedSeconds?: number;
}

/** A finding on the way of a container, with the papers that report it. */
export interface ZoneFinding extends Omit<CustodyFinding, "events"> {
  readonly documentIds: readonly Hex32[];
}

export interface ZoneView {
  readonly observedSeconds: number;
  /** Who came first stands first. */
  readonly inside: readonly (Omit<ZoneStay, "events"> & { readonly documentIds: readonly Hex32[] })[];
  readonly findings: readonly ZoneFinding[];
}

/** Containers asked for at once. */
const CHUNK = 500;

/**
 * What is inside of a monitored zone, since when, and what overstayed, by the papers that are held here and stand. What
 * others share is not opened for it.
 */
export async function listZone({ database, clock }: Gateway, input: ListZoneInput): Promise<ZoneView> {
  const { places, maxSeconds, observedSeconds = clock() } = input;
  const rows = await eventsOf(database, await containersSeenAt(database, places));
  const observedTime = `${new Date(observedSeconds * 1000).toISOString().slice(0, 19)}Z`;
  const events = rows.map(({ event }) => JSON.parse(event) as CustodyEvent);
  const { inside, findings } = zoneInventory(events, { places, observedTime, maxSeconds });
  const papersOf = (meant: readonly number[]): Hex32[] => [
    ...new Set(meant.flatMap((at) => rows[at]?.document_id ?? [])),
  ];
  return {
    observedSeconds,
    inside: inside.map(({ events: meant, ...stay }) => ({ ...stay, documentIds: papersOf(meant) })),
    findings: findings.map(({ events: meant, ...finding }) => ({ ...finding, documentIds: papersOf(meant) })),
  };
}

async function containersSeenAt(database: Database, places: readonly string[]): Promise<string[]> {
  const rows = await database
    .selectFrom("custody_events")
    .select("container")
    .distinct()
    .where("place", "in", places)
    .where("container", "is not", null)
    .execute();
  return rows.flatMap(({ container }) => container ?? []).sort();
}

/** What standing papers report of containers, in a stable order. */
async function eventsOf(database: Database, containers: readonly string[]): Promise<CustodyEventRow[]> {
  const rows: CustodyEventRow[] = [];
  for (let at = 0; at < containers.length; at += CHUNK) {
    const some = await database
      .selectFrom("custody_events")
      .innerJoin("documents", "documents.document_id", "custody_events.document_id")
      .leftJoin("tombstones", (join) =>
        join
          .onRef("tombstones.document_id", "=", "documents.document_id")
          .onRef("tombstones.member_id", "=", "documents.issuer"),
      )
      .selectAll("custody_events")
      .where("container", "in", containers.slice(at, at + CHUNK))
      .where("tombstones.document_id", "is", null)
      .orderBy("custody_events.document_id")
      .orderBy("position")
      .execute();
    rows.push(...some);
  }
  return rows;
}
