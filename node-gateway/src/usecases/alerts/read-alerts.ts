import type { AlertCategoryName, Hex32, NamedParty } from "@sealane/sdk";
import { PERSONAL_TLPS } from "../../alerts/clearance.ts";
import { requireAlert } from "../../alerts/find-alert.ts";
import { openHeldNominal } from "../../alerts/sealed-nominal.ts";
import { appendAudit } from "../../audit/append-audit.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { limitOf, positionOf } from "../page.ts";
import type { Acting, Page } from "../views.ts";
import { type AlertView, alertView, alertViews } from "./alert-views.ts";

/** How far a part of an alert is on its way to a member. */
export interface AlertRecipient {
  readonly memberId: number;
  readonly part: "alert" | "nominal";
  readonly version: number;
  readonly deliveryId: number;
  readonly state: string;
  readonly sentAtSeconds: number;
  readonly acknowledgeBySeconds: number | null;
  readonly acknowledgedAtSeconds: number | null;
}

export interface AlertAnswer {
  readonly memberId: number;
  readonly version: number;
  readonly matchId: Hex32;
  readonly state: string;
  readonly result: string | null;
  readonly happenedAtSeconds: number;
}

/** An alert with whom it went to from here and what they told of it. */
export interface OpenedAlert extends AlertView {
  readonly recipients: readonly AlertRecipient[];
  readonly answers: readonly AlertAnswer[];
}

export interface ListAlertsInput {
  readonly issuer?: number;
  readonly category?: AlertCategoryName;
  /** Sees those for single persons too. */
  readonly isCleared: boolean;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** The newest version of every alert that is here, the last to come first. @throws CURSOR_INVALID, QUERY_INVALID */
export async function listAlerts(gateway: Gateway, input: ListAlertsInput): Promise<Page<AlertView>> {
  const limit = limitOf(input.limit);
  let query = gateway.database
    .selectFrom("alerts")
    .selectAll()
    .where("is_latest", "=", 1)
    .orderBy("sequence", "desc")
    .limit(limit + 1);
  if (input.issuer !== undefined) query = query.where("issuer", "=", input.issuer);
  if (input.category !== undefined) query = query.where("category", "=", input.category);
  if (!input.isCleared) query = query.where("tlp", "not in", PERSONAL_TLPS);
  if (input.after !== undefined) query = query.where("sequence", "<", positionOf(input.after));
  const rows = await query.execute();
  const next = rows.length > limit ? String(rows[limit - 1]?.sequence) : null;
  return { items: await alertViews(gateway, rows.slice(0, limit)), next };
}

export interface AlertQuestion {
  readonly alertId: Hex32;
  readonly isCleared: boolean;
}

/** One alert. @throws ALERT_NOT_FOUND */
export async function getAlert(gateway: Gateway, { alertId, isCleared }: AlertQuestion): Promise<OpenedAlert> {
  const row = await requireAlert(gateway.database, alertId, isCleared);
  const sent = await gateway.database
    .selectFrom("alert_deliveries as sent")
    .innerJoin("deliveries", "deliveries.delivery_id", "sent.delivery_id")
    .select(["sent.member_id", "sent.part", "sent.version", "sent.delivery_id", "sent.sent_at_seconds"])
    .select(["sent.acknowledge_by_seconds", "deliveries.state", "deliveries.settled_at_seconds"])
    .where("sent.alert_id", "=", alertId)
    .orderBy("sent.delivery_id")
    .execute();
  const answers = await gateway.database
    .selectFrom("alert_feedback")
    .selectAll()
    .where("alert_id", "=", alertId)
    .orderBy("sequence")
    .limit(1_000)
    .execute();
  return {
    ...(await alertView(gateway, row)),
    recipients: sent.map((it) => ({
      ...{ memberId: it.member_id, part: it.part, version: it.version, deliveryId: it.delivery_id, state: it.state },
      ...{ sentAtSeconds: it.sent_at_seconds, acknowledgeBySeconds: it.acknowledge_by_seconds },
      acknowledgedAtSeconds: it.state === "acknowledged" ? it.settled_at_seconds : null,
    })),
    answers: answers.map((it) => ({
      ...{ memberId: it.member_id, version: it.version, matchId: it.match_id, state: it.state, result: it.result },
      happenedAtSeconds: it.happened_at_seconds,
    })),
  };
}

/** Who an alert means. */
export interface NominalView {
  readonly alertId: Hex32;
  readonly version: number;
  readonly subjects: readonly { readonly pattern: number | null; readonly parties: readonly NamedParty[] }[];
}

/** Opens who an alert means; each opening stands in the audit log. @throws ALERT_NOT_FOUND, ALERT_NOMINAL_NOT_HELD */
export async function openNominal(gateway: Gateway, input: AlertQuestion & Acting): Promise<NominalView> {
  const { alertId, actor, isCleared } = input;
  const row = await requireAlert(gateway.database, alertId, isCleared);
  const nominal = await openHeldNominal(gateway, row);
  if (!nominal)
    throw new GatewayError("ALERT_NOMINAL_NOT_HELD", "Who the alert means is not here: its issuer did not tell it.");
  const timeSeconds = gateway.clock();
  await gateway.database
    .transaction()
    .execute((transaction) =>
      appendAudit(transaction, { action: "openAlertNominal", actor, subject: alertId, timeSeconds }),
    );
  return { alertId, version: row.version, subjects: nominal.subjects };
}
