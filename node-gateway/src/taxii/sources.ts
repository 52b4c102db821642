import {
  type FeedbackState,
  feedbackObjectId,
  indicatorId,
  readFeedback,
  type StixObject,
  stixFeedback,
  stixIndicator,
  type TlpName,
} from "@sealane/sdk";
import { PERSONAL_TLPS } from "../alerts/clearance.ts";
import { alertIn } from "../alerts/find-alert.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Gateway } from "../gateway.ts";

/** An object with where it stands in order. */
export interface Kept {
  readonly sequence: number;
  readonly seconds: number;
  readonly object: StixObject;
  /** Whether it is the first, or the last, of its versions that are here. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Which rows are asked for, in their order. */
export interface Range {
  /** From this one on. */
  readonly from: number;
  readonly limit: number;
  /** Sees what is for single persons. */
  readonly isCleared: boolean;
  /** Only the newest versions. */
  readonly isLatest: boolean;
  /** Only these; all where none are given. */
  readonly sequences?: readonly number[];
}

/** Where objects of a collection come from. */
export interface Source {
  readonly table: "alerts" | "alert_matches" | "alert_feedback";
  readonly time: "received_at_seconds" | "matched_at_seconds";
  /** All that its rows are told as. */
  readonly types: readonly string[];
  readonly rows: (gateway: Gateway, range: Range) => Promise<Kept[]>;
  /** Ids of objects after a place in order, without making the objects. */
  readonly ids: (gateway: Gateway, after: number) => Promise<{ readonly sequence: number; readonly id: string }[]>;
}

export const networkOf = ({ network: { genesisHash, directory } }: Pick<Gateway, "network">): string =>
  `${genesisHash} ${directory}`;

/** Alerts, this member's own or those of others, as indicators. */
const alertsOf = (isOwn: boolean): Source => ({
  table: "alerts",
  time: "received_at_seconds",
  types: ["indicator"],
  rows: async (gateway, { from, limit, isCleared, isLatest, sequences }) => {
    let query = gateway.database
      .selectFrom("alerts")
      .selectAll()
      .where("issuer", isOwn ? "=" : "<>", gateway.memberId)
      .where("sequence", ">=", from)
      .orderBy("sequence")
      .limit(limit);
    if (!isCleared) query = query.where("tlp", "not in", PERSONAL_TLPS);
    if (isLatest) query = query.where("is_latest", "=", 1);
    if (sequences) query = query.where("sequence", "in", sequences);
    const rows = await query.execute();
    const firsts = await firstVersions(gateway, rows);
    return rows.map((row) => {
      const first = firsts.get(row.alert_id) ?? row;
      const createdAt = alertIn(first).issuedAt;
      return {
        ...{ sequence: row.sequence, seconds: row.received_at_seconds },
        ...{ isFirst: first.version === row.version, isLast: row.is_latest === 1 },
        object: stixIndicator({ alert: alertIn(row), jws: row.alert, createdAt }, networkOf(gateway)),
      };
    });
  },
  ids: async ({ database }, after) => {
    const rows = await database
      .selectFrom("alerts")
      .select(["sequence", "alert_id"])
      .where("sequence", ">", after)
      .orderBy("sequence")
      .execute();
    return rows.map(({ sequence, alert_id }) => ({ sequence, id: indicatorId(alert_id) }));
  },
});

type Versioned = Pick<AlertRow, "alert_id" | "version" | "alert">;

/** The first versions of alerts that are here. */
async function firstVersions({ database }: Gateway, rows: readonly Versioned[]): Promise<Map<string, Versioned>> {
  const later = rows.filter(({ version }) => version > 1).map(({ alert_id }) => alert_id);
  if (later.length === 0) return new Map();
  const all = await database
    .selectFrom("alerts")
    .select(["alert_id", "version", "alert"])
    .where("alert_id", "in", later)
    .orderBy("version", "desc")
    .execute();
  return new Map(all.map((row) => [row.alert_id, row]));
}

const once = { isFirst: true, isLast: true };

/** Documents here that meet alerts, as sightings by this member: nothing of the documents is in them. */
const matches: Source = {
  table: "alert_matches",
  time: "matched_at_seconds",
  types: ["sighting"],
  rows: async (gateway, { from, limit, isCleared, sequences }) => {
    const { memberId: issuer, database } = gateway;
    let query = database
      .selectFrom("alert_matches as met")
      .innerJoin("alerts", (join) =>
        join.onRef("alerts.alert_id", "=", "met.alert_id").onRef("alerts.version", "=", "met.version"),
      )
      .select(["met.sequence", "met.alert_id", "met.version", "met.match_id", "met.matched_at_seconds", "alerts.tlp"])
      .where("met.sequence", ">=", from)
      .orderBy("met.sequence")
      .limit(limit);
    if (!isCleared) query = query.where("alerts.tlp", "not in", PERSONAL_TLPS);
    if (sequences) query = query.where("met.sequence", "in", sequences);
    return (await query.execute()).map(({ sequence, alert_id, version, match_id, matched_at_seconds: at, tlp }) => {
      const about = { alertId: alert_id, version, issuer, matchId: match_id };
      const feedback = { ...about, state: "matched", result: null, happenedAt: at, issuedAt: at } as const;
      const object = stixFeedback({ feedback, tlp: tlp as TlpName }, networkOf(gateway));
      return { sequence, seconds: at, object, ...once };
    });
  },
  ids: async ({ database, memberId: issuer }, after) => {
    const rows = await database
      .selectFrom("alert_matches")
      .select(["sequence", "alert_id", "match_id"])
      .where("sequence", ">", after)
      .orderBy("sequence")
      .execute();
    return rows.map(({ sequence, alert_id: alertId, match_id: matchId }) => ({
      sequence,
      id: feedbackObjectId({ alertId, issuer, matchId, state: "matched" }),
    }));
  },
};

/** What recipients said of this member's alerts, as sightings and opinions. */
const answers: Source = {
  table: "alert_feedback",
  time: "received_at_seconds",
  types: ["sighting", "opinion"],
  rows: async (gateway, { from, limit, isCleared, sequences }) => {
    let query = gateway.database
      .selectFrom("alert_feedback as said")
      .innerJoin("alerts", (join) =>
        join.onRef("alerts.alert_id", "=", "said.alert_id").onRef("alerts.version", "=", "said.version"),
      )
      .select(["said.sequence", "said.feedback", "said.received_at_seconds", "alerts.tlp"])
      .where("said.sequence", ">=", from)
      .orderBy("said.sequence")
      .limit(limit);
    if (!isCleared) query = query.where("alerts.tlp", "not in", PERSONAL_TLPS);
    if (sequences) query = query.where("said.sequence", "in", sequences);
    return (await query.execute()).map(({ sequence, feedback, received_at_seconds: seconds, tlp }) => {
      const said = { feedback: readFeedback(feedback).claims, tlp: tlp as TlpName };
      return { sequence, seconds, object: stixFeedback(said, networkOf(gateway)), ...once };
    });
  },
  ids: async ({ database }, after) => {
    const rows = await database
      .selectFrom("alert_feedback")
      .select(["sequence", "alert_id", "member_id", "match_id", "state"])
      .where("sequence", ">", after)
      .orderBy("sequence")
      .execute();
    return rows.map(({ sequence, alert_id: alertId, member_id: issuer, match_id: matchId, state }) => ({
      sequence,
      id: feedbackObjectId({ alertId, issuer, matchId, state: state as FeedbackState }),
    }));
  },
};

export const SOURCES = { received: alertsOf(false), own: alertsOf(true), matches, answers } as const;
