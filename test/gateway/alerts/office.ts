import {
  type Address,
  base64urlOf,
  type Facts,
  type Hex32,
  prepareDocument,
  signStatement,
  utf8Encode,
} from "@sealane/sdk";
import { alertTick, watchTick } from "../../../node-gateway/src/alerts/alert-rounds.ts";
import type { AgreementTerms } from "../../../node-gateway/src/chain/terms.ts";
import { keepDocument } from "../../../node-gateway/src/papers/keep-paper.ts";
import { sealPaper } from "../../../node-gateway/src/papers/seal-paper.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import type { AlertView } from "../../../node-gateway/src/usecases/alerts/alert-views.ts";
import { previewAlert, sendAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import type { AlertDraft } from "../../../node-gateway/src/usecases/alerts/draft.ts";
import { getAlert, listAlerts } from "../../../node-gateway/src/usecases/alerts/read-alerts.ts";
import { type Partner, type Partners, START_S } from "../../support/gateway/partners.ts";

const DAY_S = 86_400;
export const CONTAINER = "MSKU9070323";
export const EVERYONE: Address = { everyone: true };
export const to = (...members: number[]): Address => ({ members, group: null });

/** A draft on a container, for everyone, for thirty days. */
export const draftOf = (change: Partial<AlertDraft> = {}): AlertDraft => ({
  ...{
    category: "valuation",
    modus: "The invoice states a tenth of the price.",
    reason: "It was found so three times.",
  },
  ...{ patterns: [{ containers: [CONTAINER] }], action: "inspect", source: "B", credibility: 2, tlp: "green" },
  ...{ sharedWith: EVERYONE, validUntilSeconds: START_S + 30 * DAY_S },
  ...change,
});

let keys = 0;
/** An officer who may see everything, and does this once. */
export const officer = () => ({ actor: "officer", idempotencyKey: `key-${keys++}`, isCleared: true });

/** Composes an alert, looks at its preview, and sends it to whom that shows. */
export async function send({ gateway }: Partner, change: Partial<AlertDraft> = {}): Promise<AlertView> {
  const draft = draftOf(change);
  const { members: audience } = await previewAlert(gateway, { draft });
  return sendAlert(gateway, { draft, audience, ...officer() });
}

/** Rounds of sending and watching at everybody, until all that can arrive has. */
export async function settle(partners: Partners, { watches = true } = {}): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const { gateway } of partners.all) {
      await alertTick(gateway);
      if (watches) await watchTick(gateway);
      await deliverTick(gateway);
    }
  }
}

/** An alert as it is at a member; undefined where it is not. */
export const at = ({ gateway }: Partner, alertId: Hex32) =>
  getAlert(gateway, { alertId, isCleared: true }).catch(() => undefined);

export const alertsAt = async ({ gateway }: Partner): Promise<AlertView[]> =>
  (await listAlerts(gateway, { isCleared: true })).items as AlertView[];

export const matchesAt = ({ gateway }: Partner) =>
  gateway.database.selectFrom("alert_matches").selectAll().orderBy("sequence").execute();

/** Puts a document into a member's hands, without a chain. */
export async function hold(
  { gateway }: Partner,
  facts: Facts,
  { kind = "declaration-import" as const, number = "D-1" } = {},
): Promise<Hex32> {
  const original = utf8Encode(JSON.stringify({ sealane: kind, documentNumber: number, ...facts }));
  const prepared = prepareDocument({ original, randomBytes: gateway.randomBytes });
  const { documentId } = prepared;
  const statement = signStatement(
    {
      ...{ documentId, issuedAt: gateway.clock(), issuer: gateway.memberId, kind: prepared.kind, links: [] },
      ...{ subjectTag: "11".repeat(32), referenceTag: "22".repeat(32), tagEpoch: 1 },
    },
    gateway.keys.statement,
  );
  const sealed = await sealPaper(gateway, documentId, {
    statement,
    body: prepared.body,
    original: base64urlOf(original),
  });
  await gateway.database.transaction().execute((transaction) =>
    keepDocument(transaction, {
      ...{ document_id: documentId, kind: prepared.kind, format: prepared.format, issuer: gateway.memberId, statement },
      ...{ issued_at_seconds: gateway.clock(), blob_cid: sealed.blobCid, wrapped_key: sealed.wrappedKey },
      ...{ state: "accepted", findings: "[]", created_at_seconds: gateway.clock() },
    }),
  );
  return documentId;
}

let agreements = 0;

/** Writes an agreement that all its parties accepted into everybody's index; its id. */
export async function agree(
  partners: Partners,
  terms: Pick<AgreementTerms, "parties"> & Partial<AgreementTerms>,
): Promise<Hex32> {
  agreements += 1;
  const agreementId = agreements.toString(16).padStart(64, "0");
  const full: AgreementTerms = {
    ...{ kinds: [], alertCategories: 0xfff, tlpCeiling: 4, textDigest: "ab".repeat(32) },
    ...{ validFromSeconds: START_S - 10, validUntilSeconds: START_S + 90 * DAY_S, ...terms },
  };
  const place = { block_number: 1, log_index: agreements, time_seconds: START_S };
  for (const { gateway } of partners.all)
    await gateway.database
      .insertInto("agreements")
      .values({ agreement_id: agreementId, proposer: full.parties[0] as number, terms: JSON.stringify(full), ...place })
      .execute();
  for (const member of full.parties) await speak(partners, { agreementId, member, name: "AgreementAccepted" });
  return agreementId;
}

let words = 1_000;

/** What a party says of an agreement, in everybody's index. */
export async function speak(
  partners: Partners,
  { agreementId, member, name }: { agreementId: Hex32; member: number; name: string },
): Promise<void> {
  words += 1;
  for (const { gateway } of partners.all)
    await gateway.database
      .insertInto("agreement_events")
      .values({
        ...{ agreement_id: agreementId, member_id: member, name },
        ...{ block_number: 2, log_index: words, time_seconds: START_S },
      })
      .execute();
}

/** Envelopes of a type that a member sent, with what became of them. */
export const deliveriesOf = ({ gateway }: Partner, type: string) =>
  gateway.database.selectFrom("deliveries").selectAll().where("type", "=", type).orderBy("delivery_id").execute();
