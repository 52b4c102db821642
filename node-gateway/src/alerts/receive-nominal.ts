import { type Envelope, isHex32, type JsonObject, type Nominal, nominalDigest } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { appendAudit } from "../audit/append-audit.ts";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Schema } from "../database/schema.ts";
import { appendEvent } from "../events/append-event.ts";
import type { Gateway } from "../gateway.ts";
import { differs, type Refusal } from "../peers/wire/refusal.ts";
import { alertIn, findAlert } from "./find-alert.ts";
import { unsealNominal } from "./sealed-nominal.ts";

/** What an envelope `alert-nominal` carries. */
interface SentNominal {
  readonly alertId: string;
  readonly version: number;
  readonly blob: string;
  readonly wrappedKey: string;
}

/** How an envelope `alert-nominal` is taken: from the issuer alone, of an alert that is here, and exactly what that names. */
export const receiveNominal = {
  judge: async (gateway: Gateway, { content, issuer, lane }: Envelope): Promise<Refusal | undefined> => {
    const sent = readSent(content);
    if (!sent || sent.alertId !== lane) return differs("The content is no nominal part of an alert.");
    const row = await findAlert(gateway.database, sent.alertId, sent.version);
    if (!row || row.issuer !== issuer) return differs("No such version of an alert of its sender's is here.");
    return (await openSent(gateway, row, sent))
      ? undefined
      : differs("It is not sealed to this member, or not what the alert names by its digest.");
  },
  keep: async (gateway: Gateway, transaction: Transaction<Schema>, { content, issuer }: Envelope): Promise<void> => {
    const sent = readSent(content);
    if (!sent) return;
    const { alertId, version, blob, wrappedKey } = sent;
    const row = await findAlert(transaction, alertId, version);
    // Taken back meanwhile, or replaced: who was meant is not kept.
    if (row?.is_latest !== 1 || row.is_withdrawn === 1) return;
    const timeSeconds = gateway.clock();
    await transaction
      .insertInto("alert_nominals")
      .values({ alert_id: alertId, version, blob, wrapped_key: wrappedKey, received_at_seconds: timeSeconds })
      .onConflict((conflict) => conflict.columns(["alert_id", "version"]).doNothing())
      .execute();
    // Documents of the past are searched again: now it is known who is meant.
    await transaction
      .updateTable("alerts")
      .set({ searched_to: 0, search_until: null })
      .where("alert_id", "=", alertId)
      .where("version", "=", version)
      .execute();
    const actor = `member:${issuer}`;
    await appendAudit(transaction, { action: "receiveAlertNominal", actor, subject: alertId, timeSeconds });
    await appendEvent(transaction, {
      type: "sealane.alert.named",
      subject: alertId,
      data: { issuer, version },
      timeSeconds,
      occasion: [version],
    });
  },
};

async function openSent(gateway: Gateway, row: AlertRow, sent: SentNominal): Promise<Nominal | undefined> {
  const { patterns, nominalDigest: digest } = alertIn(row);
  const nominal = await unsealNominal(gateway, sent, { alertId: row.alert_id, patterns: patterns.length });
  return nominal && nominalDigest(nominal) === digest ? nominal : undefined;
}

function readSent(content: JsonObject): SentNominal | undefined {
  const { alertId, version, blob, wrappedKey } = content;
  const isFormed =
    Object.keys(content).length === 4 &&
    isHex32(alertId) &&
    Number.isSafeInteger(version) &&
    typeof blob === "string" &&
    typeof wrappedKey === "string";
  return isFormed ? ({ alertId, version, blob, wrappedKey } as SentNominal) : undefined;
}
