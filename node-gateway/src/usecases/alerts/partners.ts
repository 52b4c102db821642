import { activeMembers } from "../../alerts/consortium.ts";
import type { Gateway } from "../../gateway.ts";

/** How a partner and this member help each other by alerts. Shares and means are null where there is nothing to count. */
export interface AlertPartner {
  readonly memberId: number;
  /** Alerts of the partner's that are here, and what came of what met them. */
  readonly received: number;
  readonly matched: number;
  readonly inspected: number;
  readonly confirmed: number;
  readonly falsePositive: number;
  /** Confirmed of those that were found right or wrong. */
  readonly precision: number | null;
  /** Of all that alerts of others confirmed here. */
  readonly contribution: number | null;
  /** Alerts of this member's that the partner was sent and acknowledged. */
  readonly sent: number;
  readonly acknowledged: number;
  readonly answers: number;
  /** Mean time to acknowledge, and from then to a first result. */
  readonly acknowledgeSeconds: number | null;
  readonly responseSeconds: number | null;
}

/** Figures of every other member, by alerts received from it and sent to it. */
export async function alertPartners(gateway: Gateway): Promise<AlertPartner[]> {
  const [received, matches] = await Promise.all([receivedBy(gateway), matchesBy(gateway)]);
  const [sent, answers] = await Promise.all([sentTo(gateway), answersOf(gateway)]);
  const others = (await activeMembers(gateway.database)).filter((memberId) => memberId !== gateway.memberId);
  const count = (memberId: number, state: string): number =>
    Number(matches.find((row) => row.issuer === memberId && row.state === state)?.count ?? 0);
  const allConfirmed = others.reduce((sum, memberId) => sum + count(memberId, "confirmed"), 0);
  return others.map((memberId) => {
    const [confirmed, falsePositive] = [count(memberId, "confirmed"), count(memberId, "falsePositive")];
    const inspected = count(memberId, "inspected") + confirmed + falsePositive;
    const went = sent.filter((row) => row.member_id === memberId);
    const came = went.filter((row) => row.state === "acknowledged");
    const told = answers.filter((row) => row.member_id === memberId);
    const firsts = told.flatMap((row) => {
      const there = came.find((one) => one.alert_id === row.alert_id && one.version === row.version);
      return there ? [Number(row.first) - Number(there.settled_at_seconds)] : [];
    });
    return {
      ...{ memberId, received: Number(received.find((row) => row.issuer === memberId)?.count ?? 0) },
      ...{ matched: count(memberId, "matched") + inspected, inspected, confirmed, falsePositive },
      ...{ precision: share(confirmed, confirmed + falsePositive), contribution: share(confirmed, allConfirmed) },
      ...{
        sent: went.length,
        acknowledged: came.length,
        answers: told.reduce((sum, row) => sum + Number(row.count), 0),
      },
      acknowledgeSeconds: mean(came.map((row) => Number(row.settled_at_seconds) - row.sent_at_seconds)),
      responseSeconds: mean(firsts.map((seconds) => Math.max(0, seconds))),
    };
  });
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

const receivedBy = ({ database }: Gateway) =>
  database
    .selectFrom("alerts")
    .select((row) => ["issuer", row.fn.countAll<number>().as("count")])
    .where("is_latest", "=", 1)
    .groupBy("issuer")
    .execute();

const matchesBy = ({ database }: Gateway) =>
  database
    .selectFrom("alert_matches as met")
    .innerJoin("alerts", (join) =>
      join.onRef("alerts.alert_id", "=", "met.alert_id").onRef("alerts.version", "=", "met.version"),
    )
    .select((row) => ["alerts.issuer", "met.state", row.fn.countAll<number>().as("count")])
    .groupBy(["alerts.issuer", "met.state"])
    .execute();

const sentTo = ({ database, memberId }: Gateway) =>
  database
    .selectFrom("alert_deliveries as sent")
    .innerJoin("deliveries", "deliveries.delivery_id", "sent.delivery_id")
    .innerJoin("alerts", (join) =>
      join.onRef("alerts.alert_id", "=", "sent.alert_id").onRef("alerts.version", "=", "sent.version"),
    )
    .select(["sent.alert_id", "sent.version", "sent.member_id", "sent.sent_at_seconds"])
    .select(["deliveries.state", "deliveries.settled_at_seconds"])
    .where("sent.part", "=", "alert")
    .where("alerts.issuer", "=", memberId)
    .execute();

/** When each member first told a result of a version, and how often it told anything. */
const answersOf = ({ database }: Gateway) =>
  database
    .selectFrom("alert_feedback")
    .select((row) => ["alert_id", "version", "member_id", row.fn.countAll<number>().as("count")])
    .select((row) => row.fn.min("received_at_seconds").as("first"))
    .where("state", "in", ["inspected", "confirmed", "falsePositive"])
    .groupBy(["alert_id", "version", "member_id"])
    .execute();
