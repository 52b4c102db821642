import { canonicalize, type Envelope, readEnvelope } from "@sealane/sdk";
import type { Transaction } from "kysely";
import type { Database } from "../../database/database.ts";
import type { EnvelopeRow } from "../../database/schema/peers.ts";
import type { Schema } from "../../database/schema.ts";
import { GatewayError } from "../../errors.ts";

/** Envelopes of one member that may wait for attachments at once. */
const MAX_INCOMPLETE = 1_000;

/** An envelope as it came, with its digest. */
export interface Arrived {
  readonly envelope: Envelope;
  readonly jws: string;
  readonly digest: string;
}

/** What stands in the inbox under an envelope's id. */
export function findArrived(database: Database, { issuer, envelopeId }: Envelope): Promise<EnvelopeRow | undefined> {
  return database
    .selectFrom("envelopes")
    .selectAll()
    .where("issuer", "=", issuer)
    .where("envelope_id", "=", envelopeId)
    .executeTakeFirst();
}

/** Whether a row is of the same content: a sender whose key or time went by signs the same again. */
export const isSameContent = (row: EnvelopeRow, { envelope, digest }: Arrived): boolean =>
  row.digest === digest || contentOf(readEnvelope(row.envelope).claims) === contentOf(envelope);

const contentOf = ({ issuedAt: _at, expiresAt: _end, attachments, ...rest }: Envelope): string =>
  canonicalize({ ...rest, attachments: attachments.map(({ cid, sizeBytes }) => ({ cid, sizeBytes })) });

/** Notes an envelope whose attachments are missing, so that they are fetched. @throws GatewayError PEER_INBOX_FULL */
export async function keepIncomplete(database: Database, arrived: Arrived, timeSeconds: number): Promise<void> {
  const { issuer } = arrived.envelope;
  await database.transaction().execute(async (transaction) => {
    if (await findArrived(transaction, arrived.envelope)) return;
    const { count } = await transaction
      .selectFrom("envelopes")
      .select((row) => row.fn.countAll<number>().as("count"))
      .where("issuer", "=", issuer)
      .where("sequence", "=", 0)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MAX_INCOMPLETE)
      throw new GatewayError("PEER_INBOX_FULL", "Too many envelopes of this member wait for their attachments.");
    await transaction
      .insertInto("envelopes")
      .values(rowOf(arrived, { receipt: null, received_at_seconds: timeSeconds, sequence: 0 }))
      .execute();
  });
}

/** Keeps an acknowledged envelope, in the transaction that keeps what it carries. */
export async function keepAcknowledged(
  transaction: Transaction<Schema>,
  arrived: Arrived,
  { receipt, timeSeconds }: { receipt: string; timeSeconds: number },
): Promise<void> {
  const { issuer, envelopeId } = arrived.envelope;
  const { last } = await transaction
    .selectFrom("envelopes")
    .select((row) => row.fn.max("sequence").as("last"))
    .where("issuer", "=", issuer)
    .executeTakeFirstOrThrow();
  const kept = { receipt, received_at_seconds: timeSeconds, sequence: Number(last ?? 0) + 1 };
  await transaction
    .deleteFrom("envelopes")
    .where("issuer", "=", issuer)
    .where("envelope_id", "=", envelopeId)
    .execute();
  await transaction.insertInto("envelopes").values(rowOf(arrived, kept)).execute();
}

/** Notes that an envelope came signed anew: from now on its receipt names the newer copy. */
export async function keepNewerCopy(database: Database, arrived: Arrived, receipt: string): Promise<void> {
  await database
    .updateTable("envelopes")
    .set({ digest: arrived.digest, envelope: arrived.jws, receipt })
    .where("issuer", "=", arrived.envelope.issuer)
    .where("envelope_id", "=", arrived.envelope.envelopeId)
    .where("receipt", "is not", null)
    .execute();
}

const rowOf = (
  { envelope, jws, digest }: Arrived,
  kept: Pick<EnvelopeRow, "receipt" | "received_at_seconds" | "sequence">,
): EnvelopeRow => ({
  issuer: envelope.issuer,
  envelope_id: envelope.envelopeId,
  digest,
  type: envelope.type,
  lane: envelope.lane,
  envelope: jws,
  ...kept,
});
