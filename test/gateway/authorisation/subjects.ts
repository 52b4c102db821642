import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { queueItem } from "../../../node-gateway/src/outbox/items.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { queueDelivery } from "../../../node-gateway/src/peers/sending/queue-delivery.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { makeRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import { type AlertSubject, makeAlerts, NO_ALERTS } from "./alert-subject.ts";
import { canariesUnder, canary, originalWith } from "./canaries.ts";
import { prepareDraws } from "./draw-subject.ts";
import { type LedgerSubject, NO_LEDGER, prepareLedger } from "./ledger-subject.ts";
import { agree, KIND, SITUATIONS, type Situation } from "./situations.ts";
import type { Stage } from "./stage.ts";

/** The fact of the reader's paper that differs from every paper of the owner's. */
export const READERS_UCR = "5NL201234567R1";

/** Everything that a request can be about in a situation: all of it the owner's, but for the requests to it. */
export interface Subject {
  readonly situation: Situation;
  readonly at: number;
  readonly ucr: string;
  readonly documentId: Hex32;
  /** A paper of the reader's own, which nobody else has. */
  readonly readersDocumentId: Hex32;
  /** An unknown id where there is none. */
  readonly grantId: Hex32;
  readonly agreementId: Hex32;
  readonly ledger: LedgerSubject;
  readonly alerts: AlertSubject;
  /** What the reader asks of the owner: one to grant and one to refuse. */
  readonly requestIds: readonly [Hex32, Hex32];
  /** Of the owner's outbox: one that was given up, and one that waits. */
  readonly itemIds: readonly [number, number];
  /** Of the owner's: one that was given up, and one that waits. */
  readonly deliveryIds: readonly [number, number];
  readonly memberId: number;
  readonly webhook: string;
  /** The blob that went to the reader. */
  readonly cid: string;
  readonly statement: string;
  /** What the owner, and what the reader may see of the document. */
  readonly all: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
  /** A file that the owner handed over; whoever holds it may have it judged. */
  readonly dossier: object;
}

const NOBODYS = "ab".repeat(32);
const NO_NUMBER = 9_999_999;
/** Numbers of the owner's outbox and deliveries that no other gateway has. */
const OWNERS = 500_000;

export interface Prepared {
  readonly documentId: Hex32;
  readonly requestIds: readonly [Hex32, Hex32];
}

export const ucrOf = (at: number): string => `5SG2012345MX${10 + at}`;

/** A document of the owner's and two requests for it, for each situation; one agreement, and one dossier. */
export async function prepare(stage: Stage) {
  const { owner, reader } = stage.members;
  const documents: Hex32[] = [];
  for (const at of [...SITUATIONS.keys(), SITUATIONS.length]) {
    const original = originalWith(KIND, at, ucrOf(at));
    const view = await submitDocument(owner.gateway, { actor: "officer", idempotencyKey: `paper-${at}`, original });
    documents.push(view.documentId);
  }
  await owner.settle();
  const own = originalOf("declaration-import", "READERS", { ucr: READERS_UCR });
  const { documentId: readersDocumentId } = await submitDocument(reader.gateway, {
    ...{ actor: "officer", idempotencyKey: "readers", original: own },
  });
  await stage.sync();
  const prepared: Prepared[] = [];
  for (const at of SITUATIONS.keys()) {
    const documentId = documents[at] as Hex32;
    prepared.push({
      documentId,
      requestIds: [await ask(stage, documentId, `A${at}`, at), await ask(stage, documentId, `B${at}`, at)],
    });
  }
  await reader.settle();
  await stage.sync();
  await deliverTick(reader.gateway);
  const agreementId = await agree(stage, "ef".repeat(32));
  const dossier = await makeDossier(owner.gateway, {
    documentId: documents.at(-1) as Hex32,
    fields: ["/ucr"],
    actor: "officer",
  });
  await prepareDraws(stage);
  return { prepared, readersDocumentId, agreementId, dossier, ledger: await prepareLedger(stage) };
}

async function ask({ members: { owner, reader } }: Stage, documentId: Hex32, key: string, at: number): Promise<Hex32> {
  const { requestId } = await makeRequest(reader.gateway, {
    ...{ actor: "officer", idempotencyKey: `ask-${key}`, holder: owner.gateway.memberId, about: { documentId } },
    ...{ scope: "full", purpose: "import-clearance" },
    ...{ caseNumber: `${canary("CASE", at)} ${key}`, note: canary("NOTE", at) },
  });
  return requestId;
}

/** Makes a situation, and all that routes can be asked about in it. */
export async function makeSubject(
  stage: Stage,
  at: number,
  given: Awaited<ReturnType<typeof prepare>>,
): Promise<Subject> {
  const situation = SITUATIONS[at] as Situation;
  const { owner } = stage.members;
  await stage.sync();
  const { documentId, requestIds } = given.prepared[at] as Prepared;
  const grantId = await situation.make(stage, documentId);
  await stage.sync();
  const ids = {
    ...{
      itemIds: await twoItems(owner.gateway, at),
      deliveryIds: await twoDeliveries(owner.gateway, documentId, at),
    },
    ...{
      documentId,
      requestIds,
      agreementId: given.agreementId,
      ledger: given.ledger,
      alerts: await makeAlerts(stage, at, documentId),
      webhook: "customs",
      memberId: owner.gateway.memberId,
    },
  };
  const unknown = {
    ...{
      documentId: NOBODYS,
      agreementId: NOBODYS,
      ledger: NO_LEDGER,
      alerts: NO_ALERTS,
      requestIds: [NOBODYS, NOBODYS] as const,
      webhook: "none",
      memberId: 99,
    },
    ...{ itemIds: [NO_NUMBER, NO_NUMBER] as const, deliveryIds: [NO_NUMBER, NO_NUMBER] as const },
  };
  const all = await canariesUnder(owner.gateway, documentId, "full");
  return {
    ...{
      situation,
      at,
      ucr: ucrOf(at),
      dossier: given.dossier,
      readersDocumentId: given.readersDocumentId,
      grantId: grantId ?? NOBODYS,
    },
    ...(situation.isUnknown ? unknown : ids),
    ...{ cid: await sentBlob(owner.gateway, grantId), statement: await statementOf(owner.gateway, documentId), all },
    opened: situation.opens ? await canariesUnder(owner.gateway, documentId, situation.opens) : new Set(),
  };
}

/** Gives up what the cells queued, so that nothing of one situation reaches the next. */
export async function clear({ members }: Stage): Promise<void> {
  for (const { gateway } of Object.values(members)) {
    for (const table of ["outbox_items", "deliveries"] as const)
      await gateway.database.updateTable(table).set({ state: "cancelled" }).where("state", "=", "waiting").execute();
  }
}

async function twoItems(gateway: Gateway, at: number): Promise<readonly [number, number]> {
  return gateway.database.transaction().execute(async (transaction) => {
    const numbers = [OWNERS + 1_000 * at, OWNERS + 1_000 * at + 1] as const;
    for (const [place, number] of numbers.entries()) {
      const payload = { action: "setGatewayUrl", gatewayUrl: "https://item.example" } as const;
      const item = { purpose: "member", documentId: null, payload } as const;
      const itemId = await queueItem(transaction, item, gateway.clock());
      const state = place === 0 ? "cancelled" : "waiting";
      await transaction
        .updateTable("outbox_items")
        .set({ item_id: number, state })
        .where("item_id", "=", itemId)
        .execute();
    }
    return numbers;
  });
}

async function twoDeliveries(gateway: Gateway, documentId: Hex32, at: number): Promise<readonly [number, number]> {
  return gateway.database.transaction().execute(async (transaction) => {
    const numbers = [OWNERS + 1_000 * at, OWNERS + 1_000 * at + 1] as const;
    for (const [place, number] of numbers.entries()) {
      const deliveryId = await queueDelivery(gateway, transaction, {
        ...{ to: 6, type: "request", lane: documentId, content: { note: canary("NOTE", at) }, attachments: [] },
        expiresAtSeconds: gateway.clock() + 1_000_000,
      });
      const state = place === 0 ? "dead" : "waiting";
      await transaction
        .updateTable("deliveries")
        .set({ delivery_id: number, state })
        .where("delivery_id", "=", deliveryId)
        .execute();
    }
    return numbers;
  });
}

async function sentBlob({ database }: Gateway, grantId: Hex32 | undefined): Promise<string> {
  const row = await database
    .selectFrom("grant_deliveries")
    .select("blob_cid")
    .where("grant_id", "=", grantId ?? "")
    .executeTakeFirst();
  return row?.blob_cid ?? "bafknothing";
}

async function statementOf({ database }: Gateway, documentId: Hex32): Promise<string> {
  const row = await database
    .selectFrom("documents")
    .select("statement")
    .where("document_id", "=", documentId)
    .executeTakeFirstOrThrow();
  return row.statement;
}
