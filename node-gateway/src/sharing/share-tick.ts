import { type Attachment, SdkError } from "@sealane/sdk";
import { appendAudit } from "../audit/append-audit.ts";
import { UNLIMITED_USES } from "../chain/terms.ts";
import { crashPoint } from "../crash-points.ts";
import { isRetryable } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { queueDelivery } from "../peers/sending/queue-delivery.ts";
import { type DuePaper, duePapers } from "./due-papers.ts";
import { type WrappedPaper, wrapPaper } from "./wrap-paper.ts";

const MAX_PAPERS = 50;

/**
 * One round of the owner: seals every paper that a grant opens to its reader, and queues it for delivery, once. Killed at
 * any instant, the next round does what is missing. What cannot be sealed now holds up nothing else.
 * @throws GatewayError of a store that is away, after all others were tried.
 */
export async function shareTick(gateway: Gateway): Promise<void> {
  let away: unknown;
  for (let isMore = true; isMore; ) {
    isMore = false;
    const papers = await duePapers(gateway, MAX_PAPERS);
    for (const due of papers) {
      try {
        await share(gateway, due);
        isMore = papers.length === MAX_PAPERS;
      } catch (error) {
        if (isRetryable(error)) away = error;
        else gateway.log.error({ grantId: due.grant.grant_id, err: error }, "A paper cannot be sealed for its reader.");
      }
    }
  }
  if (away !== undefined) throw away;
}

async function share(gateway: Gateway, due: DuePaper): Promise<void> {
  const wrapped = await wrapPaper(gateway, due.document, due).catch((error: unknown) => {
    if (error instanceof SdkError && error.code === "FIELD_UNKNOWN") return undefined;
    throw error;
  });
  crashPoint("sharing:after-wrap");
  await writeDown(gateway, due, wrapped);
}

/** Nothing to send is written down too, so that it is not tried for ever. */
async function writeDown(
  gateway: Gateway,
  { grant, document, subjectTag, scope }: DuePaper,
  wrapped: WrappedPaper | undefined,
): Promise<void> {
  const timeSeconds = gateway.clock();
  const { grant_id, valid_until_seconds: expiresAtSeconds, reader } = grant;
  await gateway.database.transaction().execute(async (transaction) => {
    const sent = await transaction
      .selectFrom("grant_deliveries")
      .select("grant_id")
      .where("grant_id", "=", grant_id)
      .where("document_id", "=", document.document_id)
      .executeTakeFirst();
    // Another process of this member was faster.
    if (sent) return;
    let deliveryId = 0;
    if (wrapped) {
      const { blobCid, sizeBytes } = wrapped;
      const wrappedKey = grant.max_uses === UNLIMITED_USES ? wrapped.wrappedKey : null;
      const paper = { grantId: grant_id, documentId: document.document_id, statement: document.statement };
      const attachments: Attachment[] = [{ cid: blobCid, sizeBytes }];
      const content = { ...paper, scope: scope as never, blobCid, wrappedKey };
      const delivery = { to: reader, type: "paper", lane: subjectTag, content, attachments, expiresAtSeconds };
      deliveryId = await queueDelivery(gateway, transaction, delivery);
    }
    await transaction
      .insertInto("grant_deliveries")
      .values({
        ...{ grant_id, document_id: document.document_id, delivery_id: deliveryId, time_seconds: timeSeconds },
        ...{ blob_cid: wrapped?.blobCid ?? "", wrapped_key: wrapped?.ownKey ?? "" },
      })
      .execute();
    const actor = `grant:${grant_id}`;
    await appendAudit(transaction, { action: "sharePaper", actor, subject: document.document_id, timeSeconds });
    crashPoint("sharing:before-commit");
  });
}
