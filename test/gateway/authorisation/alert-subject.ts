import { type Alert, alertIdOf, type Hex32, hexOf, type Nominal, nominalDigest, signAlert } from "@sealane/sdk";
import { keepAlert } from "../../../node-gateway/src/alerts/keep-alert.ts";
import { sealNominal } from "../../../node-gateway/src/alerts/sealed-nominal.ts";
import { alertOf } from "../../support/sdk/alerts.ts";
import type { Member, Stage } from "./stage.ts";

/** Alerts of the owner's that the reader has too, and nobody else: one to look at, and one for each change. */
export interface AlertSubject {
  readonly shown: Hex32;
  readonly revised: Hex32;
  readonly withdrawn: Hex32;
  readonly released: Hex32;
  /** A match of the reader's. */
  readonly matchNumber: number;
}

const NOBODYS = "ab".repeat(32);
const NO_NUMBER = 9_999_999;
/** Numbers of the reader's matches. */
const READERS = 700_000;
export const NO_ALERTS: AlertSubject = {
  ...{ shown: NOBODYS, revised: NOBODYS, withdrawn: NOBODYS, released: NOBODYS, matchNumber: NO_NUMBER },
};

/** Makes the alerts of a situation, past the gateways: the reader may be suspended by now. */
export async function makeAlerts(stage: Stage, at: number, documentId: Hex32): Promise<AlertSubject> {
  const { owner, reader } = stage.members;
  const make = async (): Promise<Hex32> => {
    const { issuedAt, ...alert } = alertBy(owner, [reader.gateway.memberId]);
    const nominal: Nominal = {
      salt: hexOf(owner.gateway.randomBytes(32)),
      subjects: [
        { pattern: null, parties: [{ role: null, name: "Acme", identifier: null, scheme: null, country: null }] },
      ],
    };
    const made = { ...alert, issuedAt, nominalDigest: nominalDigest(nominal) };
    const alertId = alertIdOf(made);
    const jws = signAlert(made, owner.gateway.keys.statement);
    for (const { gateway } of [owner, reader])
      await gateway.database.transaction().execute((transaction) =>
        keepAlert(transaction, {
          alert: made,
          jws,
          fromMember: owner.gateway.memberId,
          timeSeconds: gateway.clock(),
        }),
      );
    const { blob, wrappedKey } = await sealNominal(owner.gateway, { alertId, nominal }, owner.gateway.keys.sealing);
    const { database } = owner.gateway;
    const row = { alert_id: alertId, version: 1 };
    await database
      .insertInto("alert_nominals")
      .values({ ...row, blob, wrapped_key: wrappedKey, received_at_seconds: issuedAt })
      .execute();
    const sent = { member_id: reader.gateway.memberId, delivery_id: 0, sent_at_seconds: issuedAt };
    await database
      .insertInto("alert_deliveries")
      .values({ ...row, ...sent, part: "alert", acknowledge_by_seconds: null, is_told_late: 0 })
      .execute();
    return alertId;
  };
  const shown = await make();
  const matchNumber = READERS + at;
  await reader.gateway.database
    .insertInto("alert_matches")
    .values({
      ...{
        sequence: matchNumber,
        alert_id: shown,
        version: 1,
        document_id: documentId,
        match_id: NOBODYS,
        words: "[]",
      },
      ...{ weight: 1, is_nominal: 0, is_withheld: 1, state: "matched", result: null, settled_at_seconds: null },
      matched_at_seconds: reader.gateway.clock(),
    })
    .execute();
  return { shown, revised: await make(), withdrawn: await make(), released: await make(), matchNumber };
}

function alertBy({ gateway }: Member, members: readonly number[]): Alert {
  const issuedAt = gateway.clock();
  return alertOf({
    ...{ salt: hexOf(gateway.randomBytes(32)), issuer: gateway.memberId, sharedWith: { members, group: null } },
    ...{ issuedAt, validFrom: issuedAt, validUntil: issuedAt + 20_000_000, forwarding: "tlp" },
  });
}
