import { memberIdentity, type StixObject, stixCommons, TLP } from "@sealane/sdk";
import { sql } from "kysely";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { requireSource } from "./collections.ts";
import { sequencesOf } from "./object-ids.ts";
import { type Kept, networkOf, type Source } from "./sources.ts";
import { type Added, addedText, readAdded } from "./times.ts";

/** What is asked of a collection (TAXII 2.1 §3.4, §3.5). */
export interface ObjectsQuery {
  readonly collection: string;
  readonly addedAfter?: string;
  readonly limit?: number;
  readonly next?: string;
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  /** `last` by default; `first`, `all`, or moments. */
  readonly versions?: readonly string[];
  readonly specVersions?: readonly string[];
  readonly isCleared: boolean;
}

/** An object with when it was added. */
export interface Entry {
  readonly object: StixObject;
  readonly added: string;
}

export interface ObjectsPage {
  readonly entries: readonly Entry[];
  /** Where it goes on; undefined at the end. */
  readonly next: string | undefined;
}

const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 500;
const BATCH = 500;
/** Rows that one request looks at, at most: it answers with what it found, and says where to go on. */
const MAX_BATCHES = 20;

/**
 * Objects of a collection in the order in which they were added. First come those that all the others refer to, as added
 * before time began.
 * @throws GatewayError TAXII_NOT_FOUND, TAXII_NOT_ALLOWED, QUERY_INVALID, CURSOR_INVALID
 */
export async function readObjects(gateway: Gateway, query: ObjectsQuery): Promise<ObjectsPage> {
  const source = requireSource(query.collection);
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const place = placeOf(query.next);
  const isAsked = filterOf(query);
  const entries: Entry[] = [];
  if (place.isCommon && query.addedAfter === undefined) {
    const commons = (await commonsOf(gateway)).slice(place.at).filter(isAsked);
    const told = commons.slice(0, limit);
    entries.push(...told.map((it) => ({ object: it.object, added: addedText(it) })));
    if (commons.length > limit) return { entries, next: `c${told.at(-1)?.sequence}` };
  }
  const rows = { gateway, source, from: await startOf(gateway, source, { query, place }) };
  const found = await collect(rows, { query, isAsked, limit: limit - entries.length });
  return { entries: [...entries, ...found.entries], next: found.next };
}

interface Place {
  readonly isCommon: boolean;
  /** How many of the common objects, or which sequence, came last. */
  readonly at: number;
}

/** @throws GatewayError CURSOR_INVALID */
function placeOf(next: string | undefined): Place {
  if (next === undefined) return { isCommon: true, at: 0 };
  if (/^[cs](?:0|[1-9]\d{0,14})$/.test(next)) return { isCommon: next.startsWith("c"), at: Number(next.slice(1)) };
  throw new GatewayError("CURSOR_INVALID", "`next` is not one that this collection gave.");
}

/** What objects refer to: the extension, markings, and members. */
async function commonsOf(gateway: Gateway): Promise<Kept[]> {
  const members = (await readMembers(gateway.database)).map(({ member }) => member.memberId).sort((a, b) => a - b);
  const objects = [
    ...stixCommons(TLP.map(({ name }) => name)),
    ...members.map((memberId) => memberIdentity(networkOf(gateway), memberId)),
  ];
  return objects.map((object, at) => ({ object, seconds: 0, sequence: at + 1, isFirst: true, isLast: true }));
}

type Filter = (kept: Kept) => boolean;

function filterOf({ ids, types, versions = ["last"], specVersions = ["2.1"] }: ObjectsQuery): Filter {
  for (const version of versions) if (!/^(?:first|last|all)$/.test(version)) readAdded(version);
  const moments = versions.map((version) => Date.parse(version)).filter((moment) => !Number.isNaN(moment));
  return ({ object, isFirst, isLast }) => {
    if (!specVersions.includes("2.1") || (ids && !ids.includes(object.id)) || (types && !types.includes(object.type)))
      return false;
    if (versions.includes("all") || (versions.includes("last") && isLast) || (versions.includes("first") && isFirst))
      return true;
    return moments.includes(Date.parse(versionOf(object)));
  };
}

/** What tells an object's versions apart: markings have one only. */
export const versionOf = ({ modified, created }: StixObject): string => String(modified ?? created);

/**
 * Sequence from which rows are read. What is counted as added never goes back, though the clock may: a row counts as added no
 * sooner than any before it.
 */
async function startOf(
  { database }: Gateway,
  { table, time }: Source,
  { query, place }: { readonly query: ObjectsQuery; readonly place: Place },
): Promise<number> {
  const from = place.isCommon ? 1 : place.at + 1;
  if (query.addedAfter === undefined) return from;
  const { seconds, micros } = readAdded(query.addedAfter);
  const first = database.selectFrom(table as "alerts").select((row) => row.fn.min("sequence").as("sequence"));
  const later = await first.where(time as "received_at_seconds", ">", seconds).executeTakeFirstOrThrow();
  const same = await first.where(time as "received_at_seconds", "=", seconds).executeTakeFirstOrThrow();
  const after = await first
    .where("sequence", ">=", Number(same.sequence ?? Number.MAX_SAFE_INTEGER))
    .where(sql<boolean>`sequence % 1000000 > ${micros}`)
    .executeTakeFirstOrThrow();
  const starts = [later, after].flatMap(({ sequence }) => (sequence === null ? [] : Number(sequence)));
  return starts.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(from, Math.min(...starts));
}

interface Rows {
  readonly gateway: Gateway;
  readonly source: Source;
  readonly from: number;
}

async function collect(
  { gateway, source, from }: Rows,
  { query, isAsked, limit }: { readonly query: ObjectsQuery; readonly isAsked: Filter; readonly limit: number },
): Promise<ObjectsPage> {
  const entries: Entry[] = [];
  const { isCleared, versions = ["last"] } = query;
  const isLatest = versions.every((version) => version === "last");
  const sequences = query.ids && (await sequencesOf(gateway, source, query.ids));
  const isOther = query.types?.every((type) => !source.types.includes(type)) === true;
  if (isOther || sequences?.length === 0) return { entries, next: undefined };
  let seconds = await latestBefore(gateway, source, from);
  let place = from;
  // Where nothing is picked out of the rows, no more are read than are told.
  const size = query.types || query.versions ? BATCH : Math.min(BATCH, limit + 1);
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const rows = await source.rows(gateway, {
      ...{ from: place, limit: size, isCleared, isLatest },
      ...(sequences && { sequences }),
    });
    for (const row of rows) {
      if (isAsked(row) && entries.length === limit) return { entries, next: `s${place - 1}` };
      seconds = Math.max(seconds, row.seconds, sequences ? await latestBefore(gateway, source, row.sequence) : 0);
      place = row.sequence + 1;
      const added: Added = { seconds, sequence: row.sequence };
      if (isAsked(row)) entries.push({ object: row.object, added: addedText(added) });
    }
    if (rows.length < size) return { entries, next: undefined };
  }
  return { entries, next: `s${place - 1}` };
}

/** The latest moment at which one before a place was added; 0 when there is none. */
async function latestBefore({ database }: Gateway, { table, time }: Source, from: number): Promise<number> {
  const row = await database
    .selectFrom(table as "alerts")
    .select(time as "received_at_seconds")
    .where("sequence", "<", from)
    .orderBy(time as "received_at_seconds", "desc")
    .limit(1)
    .executeTakeFirst();
  return Number(Object.values(row ?? { seconds: 0 })[0]);
}
