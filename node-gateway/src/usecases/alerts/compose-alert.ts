import { type Alert, type Audience, alertIdOf, audienceOf, hexOf, type Json, signAlert } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { consortiumFor } from "../../alerts/consortium.ts";
import { alertIn, latestAlert, requireOwnAlert } from "../../alerts/find-alert.ts";
import { keepAlert } from "../../alerts/keep-alert.ts";
import { isSameAddress } from "../../alerts/receive-alert.ts";
import { type SealedNominal, sealNominal } from "../../alerts/sealed-nominal.ts";
import type { AlertRow } from "../../database/schema/alerts.ts";
import type { Schema } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { chainNow } from "../../sharing/clock.ts";
import { requireSelf } from "../../sharing/require.ts";
import type { Writing } from "../views.ts";
import { writeOnce } from "../write-once.ts";
import { type AlertView, alertView } from "./alert-views.ts";
import { type AlertDraft, alertOfDraft, type DraftedAlert } from "./draft.ts";

/** Who would see an alert that is not sent yet. */
export interface AlertPreview extends Audience {
  /** What its recipients get; who is meant is not in it. */
  readonly alert: Alert;
}

/** Shows who would see an alert, and what of it. @throws SdkError MESSAGE_INVALID */
export async function previewAlert(gateway: Gateway, { draft }: { readonly draft: AlertDraft }): Promise<AlertPreview> {
  const drafted = alertOfDraft(gateway, draft, await newVersion(gateway));
  signAlert(drafted.alert, gateway.keys.statement);
  return { ...(await audienceNow(gateway, drafted.alert)), alert: drafted.alert };
}

export interface SendAlertInput extends Writing {
  readonly draft: AlertDraft;
  /** The members that the officer saw in the preview: if it would go to others by now, it goes to nobody. */
  readonly audience: readonly number[];
  readonly isCleared: boolean;
}

/**
 * Signs an alert and writes it down; the worker sends it.
 * @throws SdkError MESSAGE_INVALID; GatewayError MEMBER_SUSPENDED, ALERT_WITHOUT_AUDIENCE, ALERT_AUDIENCE_CHANGED,
 * IDEMPOTENCY_*.
 */
export async function sendAlert(gateway: Gateway, input: SendAlertInput): Promise<AlertView> {
  const drafted = alertOfDraft(gateway, input.draft, await newVersion(gateway));
  return write(gateway, input, { route: "sendAlert", drafted, content: contentOf(input) });
}

/**
 * Takes the place of an alert of this member with a new version; for whom it is and how it is marked stays.
 * @throws as {@link sendAlert}; ALERT_NOT_FOUND, ALERT_NOT_OURS, ALERT_OVER, ALERT_ADDRESS_CHANGED.
 */
export async function reviseAlert(
  gateway: Gateway,
  input: SendAlertInput & { readonly alertId: string },
): Promise<AlertView> {
  const row = await requireOwnAlert(gateway, input.alertId, input.isCleared);
  const drafted = alertOfDraft(gateway, input.draft, await nextVersion(gateway, row));
  const content = { alertId: input.alertId, draft: contentOf(input) };
  return write(gateway, input, { route: "reviseAlert", drafted, content, replaces: row });
}

/**
 * Takes an alert back, with a reason; everybody who has it is told, and it meets nothing any more.
 * @throws GatewayError ALERT_NOT_FOUND, ALERT_NOT_OURS, ALERT_OVER, IDEMPOTENCY_*.
 */
export async function withdrawAlert(
  gateway: Gateway,
  input: Writing & { readonly alertId: string; readonly reason: string; readonly isCleared: boolean },
): Promise<AlertView> {
  const { alertId, reason } = input;
  const before = await requireOwnAlert(gateway, alertId, input.isCleared);
  const next = await nextVersion(gateway, before);
  await writeOnce(gateway, input, {
    route: "withdrawAlert",
    content: { alertId, reason },
    work: async (transaction) => {
      const row = await requireLatest(transaction, before);
      const alert: Alert = {
        ...{ ...alertIn(row), ...next, withdrawal: reason },
        ...{ patterns: [], nominalDigest: null, acknowledgeBy: null },
      };
      await keep(gateway, transaction, { alert, nominal: undefined });
      return alertId;
    },
  });
  return alertView(gateway, await requireOwnAlert(gateway, alertId, input.isCleared));
}

interface Written {
  readonly route: "sendAlert" | "reviseAlert";
  readonly drafted: DraftedAlert;
  readonly content: Json;
  readonly replaces?: AlertRow;
}

async function write(
  gateway: Gateway,
  input: SendAlertInput,
  { route, drafted, content, replaces }: Written,
): Promise<AlertView> {
  const { alert, nominal } = drafted;
  const audience = await audienceNow(gateway, alert);
  const alertId = alertIdOf(alert);
  const sealed = nominal && (await sealNominal(gateway, { alertId, nominal }, gateway.keys.sealing));
  const subject = await writeOnce(gateway, input, {
    route,
    content,
    work: async (transaction) => {
      await requireSelf(transaction, gateway.memberId);
      if (audience.refusal !== undefined) throw new GatewayError("ALERT_WITHOUT_AUDIENCE", audience.refusal);
      if (audience.members.join() !== [...input.audience].sort((a, b) => a - b).join())
        throw new GatewayError(
          "ALERT_AUDIENCE_CHANGED",
          "It would go to other members than the officer saw; look at the preview again.",
        );
      if (replaces && !isSameAddress(await requireLatest(transaction, replaces), alert))
        throw new GatewayError(
          "ALERT_ADDRESS_CHANGED",
          "A new version is for the same members under the same marking.",
        );
      await keep(gateway, transaction, { alert, nominal: sealed });
      return alertId;
    },
  });
  return alertView(gateway, (await latestAlert(gateway.database, subject)) as AlertRow);
}

async function keep(
  gateway: Gateway,
  transaction: Transaction<Schema>,
  { alert, nominal }: { readonly alert: Alert; readonly nominal: SealedNominal | undefined },
): Promise<void> {
  const { memberId, keys, clock } = gateway;
  const [jws, timeSeconds] = [signAlert(alert, keys.statement), clock()];
  await keepAlert(transaction, { alert, jws, fromMember: memberId, timeSeconds });
  const row = { alert_id: alertIdOf(alert), version: alert.version, received_at_seconds: timeSeconds };
  if (nominal)
    await transaction
      .insertInto("alert_nominals")
      .values({ ...row, blob: nominal.blob, wrapped_key: nominal.wrappedKey })
      .execute();
}

/** That the version to be replaced is still the newest, and stands. @throws GatewayError ALERT_OVER */
async function requireLatest(transaction: Transaction<Schema>, { alert_id, version }: AlertRow): Promise<AlertRow> {
  const row = await latestAlert(transaction, alert_id);
  if (row?.version === version && row.is_withdrawn === 0) return row;
  throw new GatewayError("ALERT_OVER", "The alert was taken back, or somebody changed it meanwhile.");
}

async function audienceNow(gateway: Gateway, alert: Alert): Promise<Audience> {
  return audienceOf(alert, await consortiumFor(gateway.database, alert, await chainNow(gateway)));
}

const newVersion = async (gateway: Gateway) => ({
  ...{ salt: hexOf(gateway.randomBytes(32)), version: 1, issuedAt: await chainNow(gateway) },
});

async function nextVersion(gateway: Gateway, row: AlertRow) {
  return { salt: alertIn(row).salt, version: row.version + 1, issuedAt: await chainNow(gateway) };
}

const contentOf = ({ draft, audience }: SendAlertInput): Json => ({ draft, audience }) as unknown as Json;
