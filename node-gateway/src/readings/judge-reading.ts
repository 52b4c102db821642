import { type Hex32, messageDigest, type Reading, type ReadMessage, readReading } from "@sealane/sdk";
import type { GrantRow } from "../database/schema/chain-sharing.ts";
import type { EntryRow } from "../database/schema.ts";
import { GatewayError } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { findGrant } from "../sharing/grant-line.ts";
import { coversDocument } from "./grant-family.ts";
import { worthOf } from "./signed-by.ts";

/** A reading of a paper of this member that can be answered, with what the index has of it. */
export interface JudgedReading {
  readonly jws: string;
  readonly digest: Hex32;
  readonly claims: Reading;
  readonly grant: GrantRow;
  readonly entry: EntryRow;
}

/**
 * Judges a reading that a member's gateway sends: whose it is, of what and under which grant. Whether the grant is
 * effective is not judged here.
 * @throws GatewayError READING_INVALID, READING_GRANT_UNKNOWN.
 */
export async function judgeReading(gateway: Gateway, peer: number, jws: string): Promise<JudgedReading> {
  const { claims, jws: read } = readOrRefuse(jws);
  const { documentId, grantId } = claims;
  if (claims.owner !== gateway.memberId) throw invalid("It is of another member's paper.");
  if (claims.reader !== peer) throw invalid("Another member sends it than the one that read.");
  const [found] = await readMembers(gateway.database, [peer]);
  const worth = worthOf(found?.member, read, claims.readAt);
  // An opening that was made is written down even when a thief may have signed it; a key is given to no thief.
  const isStolen = found?.member.keys.some(({ kid, compromisedSinceSeconds: since }) => kid === read.kid && since > 0);
  if (worth === "false" || (isStolen && !claims.isOpened)) throw invalid("Its signature is not its reader's.");
  const grant = await findGrant(gateway.database, grantId);
  if (!grant)
    throw new GatewayError("READING_GRANT_UNKNOWN", "The chain does not tell of the reading's grant, as yet.");
  if (grant.owner !== gateway.memberId || grant.reader !== peer) throw invalid("The grant is not its reader's.");
  const entry = await gateway.database
    .selectFrom("entries")
    .selectAll()
    .where("document_id", "=", documentId)
    .where("member_id", "=", gateway.memberId)
    .orderBy("block_number")
    .executeTakeFirst();
  if (!entry || !coversDocument(grant, { documentId, subjectTag: entry.subject_tag })) {
    throw invalid("The grant does not open the document.");
  }
  return { jws, digest: messageDigest(jws), claims, grant, entry };
}

function readOrRefuse(jws: string): ReadMessage<Reading> {
  try {
    return readReading(jws);
  } catch (cause) {
    throw new GatewayError("READING_INVALID", "What was sent is not a signed reading.", cause);
  }
}

const invalid = (why: string): GatewayError => new GatewayError("READING_INVALID", `The reading is refused. ${why}`);
