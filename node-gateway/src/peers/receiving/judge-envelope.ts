import { type Envelope, readEnvelope } from "@sealane/sdk";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { catchUp } from "../../indexer/catch-up.ts";
import { ENVELOPE_TYPES } from "../envelope-types.ts";
import { isSignedByMember } from "../wire/member-key.ts";
import type { Refusal } from "../wire/refusal.ts";

/** Signed by a clock this far ahead, an envelope is left for later: refusing it for good could lose it. */
const MAX_AHEAD_SECONDS = 3_600;
const MAX_ATTACHMENT_BYTES = 128 * 1024 * 1024;

export interface Arrival {
  /** The member whose token brought it. */
  readonly peer: number;
  readonly jws: string;
}

/** An envelope of strict form; a refusal for any other text. */
export function openEnvelope(jws: string): ReturnType<typeof readEnvelope> | undefined {
  try {
    return readEnvelope(jws);
  } catch {
    return undefined;
  }
}

/**
 * Why an envelope is not its sender's, or not for this member now; undefined when it is. Judged before anything it says is
 * looked up.
 * @throws GatewayError PEER_CLOCK_DIFFERS; CHAIN_UNAVAILABLE when its key may be newer than this gateway's index.
 */
export async function judgeSender(
  gateway: Gateway,
  { peer }: Arrival,
  { claims, jws }: ReturnType<typeof readEnvelope>,
): Promise<Refusal | undefined> {
  if (claims.issuer !== peer) return { code: "BENV", message: "It was not signed by the member that sends it." };
  const question = {
    memberId: peer,
    use: "statement",
    atSeconds: claims.issuedAt,
    nowSeconds: gateway.clock(),
  } as const;
  if (!(await isSignedByMember(gateway.database, jws, question))) {
    await catchUp(gateway);
    if (!(await isSignedByMember(gateway.database, jws, question)))
      return {
        code: "BSIG",
        message: "It is not signed with a statement key that its sender had then and has not lost.",
      };
  }
  return judgeAddress(gateway, claims);
}

function judgeAddress({ memberId, clock }: Gateway, envelope: Envelope): Refusal | undefined {
  const { audience, issuedAt, expiresAt, attachments } = envelope;
  if (audience !== memberId) return { code: "BENV", message: "It is for another member." };
  if (expiresAt <= clock()) return { code: "BENV", message: "It is over." };
  if (issuedAt > clock() + MAX_AHEAD_SECONDS)
    throw new GatewayError("PEER_CLOCK_DIFFERS", "The envelope was signed in what is the future here.");
  if (attachments.some(({ sizeBytes }) => sizeBytes > MAX_ATTACHMENT_BYTES))
    return { code: "BENV", message: "An attachment is larger than 128 MiB." };
  return undefined;
}

/** Why what an envelope carries is refused; undefined when it is taken. */
export async function judgeContent(gateway: Gateway, envelope: Envelope): Promise<Refusal | undefined> {
  const type = Object.hasOwn(ENVELOPE_TYPES, envelope.type) ? ENVELOPE_TYPES[envelope.type] : undefined;
  if (!type) return { code: "BENV", message: "This gateway does not know its type." };
  return type.judge(gateway, envelope);
}
