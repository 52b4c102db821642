import { type Alert, alertIdOf, hexOf, type JsonObject, readReceipt, signAlert, signEnvelope } from "@sealane/sdk";
import { askPeer } from "../../../node-gateway/src/peers/sending/ask-peer.ts";
import type { Partner } from "../../support/gateway/partners.ts";
import { alertOf } from "../../support/sdk/alerts.ts";

/** An alert that a member signs, whatever its gateway would let it. */
export function alertBy(
  { gateway }: Partner,
  change: Partial<Alert> = {},
): { alert: Alert; jws: string; alertId: string } {
  const now = gateway.clock();
  const times = { issuedAt: now, validFrom: now, validUntil: now + 86_400 };
  const alert = alertOf({ issuer: gateway.memberId, salt: hexOf(gateway.randomBytes(32)), ...times, ...change });
  return { alert, jws: signAlert(alert, gateway.keys.statement), alertId: alertIdOf(alert) };
}

export interface Thrown {
  readonly type?: string;
  readonly lane: string;
  readonly content: JsonObject;
}

/** An envelope of one member's to another, signed past its gateway. */
export function envelopeOf({ gateway }: Partner, at: Partner, { type = "alert", lane, content }: Thrown): string {
  const now = gateway.clock();
  return signEnvelope(
    {
      ...{ envelopeId: hexOf(gateway.randomBytes(32)), issuer: gateway.memberId, audience: at.memberId },
      ...{ issuedAt: now, expiresAt: now + 3_600, type, lane, content, attachments: [] },
    },
    gateway.keys.statement,
  );
}

/** Throws an envelope at a member's gateway over the wire; the status, and the receipt's code where one came. */
export async function throwAt(from: Partner, at: Partner, thrown: Thrown) {
  const envelope = envelopeOf(from, at, thrown);
  return { envelope, ...(await post(from, at, envelope)) };
}

/** Brings an envelope as it is. */
export async function post(from: Partner, at: Partner, envelope: string): Promise<{ status: number; code: string }> {
  const { status, body } = await askPeer(from.gateway, at.memberId, {
    ...{ method: "POST", path: "/peer/v1/envelopes", body: envelope },
  });
  const text = Buffer.from(body).toString();
  return { status, code: status === 200 ? readReceipt(text).claims.code : (/"code":"(\w+)"/.exec(text)?.[1] ?? "") };
}

/** Throws an alert. */
export const throwAlert = (from: Partner, at: Partner, { jws, alertId }: { jws: string; alertId: string }) =>
  throwAt(from, at, { lane: alertId, content: { alert: jws } });
