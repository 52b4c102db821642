import { isSignedBy, type Member, type ReadJws } from "@sealane/sdk";

/** What a member's signature of a message is worth. `suspect`: the key was stolen by then, so a thief may have made it. */
export type SignatureWorth = "sound" | "suspect" | "false";

/** Judges a signature by a member's statement key, valid in the second that the message states. */
export function worthOf(member: Member | undefined, jws: ReadJws, atSeconds: number): SignatureWorth {
  const key = member?.keys.find(({ kid, use }) => kid === jws.kid && use === "statement");
  if (!key || !isSignedBy(jws, key)) return "false";
  if (atSeconds < key.validFromSeconds || atSeconds >= key.validUntilSeconds) return "false";
  return key.compromisedSinceSeconds > 0 && atSeconds >= key.compromisedSinceSeconds ? "suspect" : "sound";
}
