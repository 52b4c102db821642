import { setTimeout as pause } from "node:timers/promises";
import { type Attachment, type Envelope, readEnvelope } from "@sealane/sdk";
import type { EnvelopeRow } from "../../database/schema/peers.ts";
import { withLease } from "../../database/with-lease.ts";
import { codeOf, isCode } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { fetchBlob } from "../fetching/fetch-blob.ts";

/** How long a sender waits for its receipt while its attachments are fetched; fetching goes on after it. */
const WAIT_MS = 5_000;

/** CIDs of the attachments that the blob store does not hold. @throws GatewayError BLOB_UNAVAILABLE */
export async function missingOf({ blobs }: Gateway, attachments: readonly Attachment[]): Promise<string[]> {
  const missing: string[] = [];
  for (const { cid } of attachments) if (!(await blobs.has(cid))) missing.push(cid);
  return [...new Set(missing)];
}

/**
 * Fetches the attachments of an envelope from its sender for a short while; CIDs of those still missing after it.
 * @param note Called before the first is fetched, so that {@link fetchFrom} goes on should this gateway end.
 */
export async function fetchSoon(gateway: Gateway, envelope: Envelope, note: () => Promise<void>): Promise<string[]> {
  const missing = await missingOf(gateway, envelope.attachments);
  if (missing.length === 0) return [];
  await note();
  const stop = new AbortController();
  const late = pause(WAIT_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  await Promise.race([fetchAll(gateway, envelope), late]);
  stop.abort();
  return missingOf(gateway, envelope.attachments);
}

/** Members that sent envelopes whose attachments are missing; those that are over are forgotten first. */
export async function dueSenders(gateway: Gateway): Promise<number[]> {
  const rows = await incomplete(gateway);
  for (const row of rows) if (isOver(gateway, row)) await forget(gateway, row);
  return [...new Set(rows.filter((row) => !isOver(gateway, row)).map(({ issuer }) => issuer))];
}

/** Fetches what the envelopes of one member still lack. Its next attempt then finds them whole. */
export async function fetchFrom(gateway: Gateway, memberId: number): Promise<void> {
  await withLease(gateway.database, `attachments of ${memberId}`, async () => {
    const rows = (await incomplete(gateway)).filter(({ issuer }) => issuer === memberId);
    for (const { envelope } of rows) await fetchAll(gateway, readEnvelope(envelope).claims);
  });
}

type Incomplete = Pick<EnvelopeRow, "envelope" | "issuer" | "envelope_id">;

const incomplete = ({ database }: Gateway): Promise<Incomplete[]> =>
  database
    .selectFrom("envelopes")
    .select(["envelope", "issuer", "envelope_id"])
    .where("sequence", "=", 0)
    .orderBy("received_at_seconds")
    .execute();

const isOver = ({ clock }: Gateway, { envelope }: Incomplete): boolean =>
  readEnvelope(envelope).claims.expiresAt <= clock();

/** What cannot be fetched now is fetched another time: the receipt says what is missing, and so does the log. */
async function fetchAll(gateway: Gateway, { issuer, attachments }: Envelope): Promise<void> {
  for (const attachment of attachments) {
    try {
      if (!(await gateway.blobs.has(attachment.cid))) await fetchBlob(gateway, issuer, attachment);
    } catch (error) {
      const code = codeOf(error);
      gateway.log.warn({ partner: issuer, code }, "An attachment cannot be fetched now; it is tried again.");
      if (isCode(error, "PEER_UNAVAILABLE")) return;
    }
  }
}

async function forget({ database }: Gateway, row: Incomplete): Promise<void> {
  await database
    .deleteFrom("envelopes")
    .where("issuer", "=", row.issuer)
    .where("envelope_id", "=", row.envelope_id)
    .where("sequence", "=", 0)
    .execute();
}
