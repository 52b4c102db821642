import { messageDigest, type ReceiptCode, signReceipt, ZERO_HEX32 } from "@sealane/sdk";
import { isLimited, takeAlertShare } from "../../alerts/limit-alerts.ts";
import { crashPoint } from "../../crash-points.ts";
import type { Gateway } from "../../gateway.ts";
import { ENVELOPE_TYPES } from "../envelope-types.ts";
import { fetchSoon } from "./fetch-attachments.ts";
import { type Arrived, findArrived, isSameContent, keepAcknowledged, keepIncomplete, keepNewerCopy } from "./inbox.ts";
import { type Arrival, judgeContent, judgeSender, openEnvelope } from "./judge-envelope.ts";

/** What a receipt says beside whose and of what it is. */
interface Outcome {
  readonly code: ReceiptCode;
  readonly message: string;
  readonly missing?: readonly string[];
}

/**
 * Takes an envelope that a member's gateway brought; the signed receipt that answers it. The cheap and certain is judged
 * before the costly. What cannot be decided now is thrown, never signed: an unsigned answer means that it comes again.
 * @throws GatewayError PEER_CLOCK_DIFFERS, PEER_INBOX_FULL, ALERTS_TOO_MANY, CHAIN_UNAVAILABLE, BLOB_UNAVAILABLE, STORAGE_UNAVAILABLE
 */
export async function receiveEnvelope(gateway: Gateway, arrival: Arrival): Promise<string> {
  const { jws } = arrival;
  const digest = messageDigest(jws);
  const read = openEnvelope(jws);
  // Its id cannot be read, so the receipt names it by its digest alone.
  if (!read) return receiptFor(gateway, { ...arrival, digest, envelopeId: ZERO_HEX32 }, notAnEnvelope);
  const { claims: envelope } = read;
  if (isLimited(envelope.type)) takeAlertShare(gateway, arrival.peer);
  const arrived: Arrived = { envelope, jws, digest };
  const answer = (outcome: Outcome): string =>
    receiptFor(gateway, { ...arrival, digest, envelopeId: envelope.envelopeId }, outcome);
  const refusal = await judgeSender(gateway, arrival, read);
  if (refusal) return answer(refusal);
  const before = await judgeBefore(gateway, arrived, answer);
  if (before !== undefined) return before;
  const fault = await judgeContent(gateway, envelope);
  if (fault) return answer(fault);
  const missing = await fetchSoon(gateway, envelope, () => keepIncomplete(gateway.database, arrived, gateway.clock()));
  if (missing.length > 0) return answer({ code: "MDOC", message: "Attachments are missing.", missing });
  return keep(gateway, arrived, answer);
}

const notAnEnvelope: Outcome = { code: "BENV", message: "It is not an envelope of the strict form." };

/** The answer to an envelope whose id came before; undefined when it did not, or still lacks attachments. */
async function judgeBefore(
  { database }: Pick<Gateway, "database">,
  arrived: Arrived,
  answer: (outcome: Outcome) => string,
): Promise<string | undefined> {
  const row = await findArrived(database, arrived.envelope);
  if (!row) return undefined;
  if (!isSameContent(row, arrived))
    return answer({ code: "DISE", message: "Another envelope came under the same id before." });
  if (row.receipt === null) return undefined;
  const receipt = answer({ code: "DUPE", message: "It was received before." });
  if (row.digest !== arrived.digest) await keepNewerCopy(database, arrived, receipt);
  return receipt;
}

/** Keeps what an envelope carries and acknowledges it, both or neither; of many at once one does it. */
async function keep(gateway: Gateway, arrived: Arrived, answer: (outcome: Outcome) => string): Promise<string> {
  const receipt = answer({ code: "RECE", message: "Received." });
  const timeSeconds = gateway.clock();
  const answered = await gateway.database.transaction().execute(async (transaction) => {
    const before = await judgeBefore({ database: transaction }, arrived, answer);
    if (before !== undefined) return before;
    await ENVELOPE_TYPES[arrived.envelope.type]?.keep(gateway, transaction, arrived.envelope);
    await keepAcknowledged(transaction, arrived, { receipt, timeSeconds });
    crashPoint("receiving:before-commit");
    return receipt;
  });
  crashPoint("receiving:after-commit");
  return answered;
}

function receiptFor(
  { memberId, keys, clock }: Gateway,
  { envelopeId, digest, peer }: { envelopeId: string; digest: string; peer: number },
  { code, message, missing = [] }: Outcome,
): string {
  return signReceipt(
    {
      ...{ envelopeId, envelopeDigest: digest, code, message, missing },
      ...{ issuer: memberId, audience: peer, issuedAt: clock() },
    },
    keys.statement,
  );
}
