import type { Outcome, Subject } from "../subject.ts";

/** The key was not stolen before the document was anchored. */
export function keySound({ key, found, statement, compromisedSinceSeconds }: Subject): Outcome | undefined {
  if (!key || !statement) return undefined;
  const madeBefore = found?.anchor?.anchoredAtSeconds ?? Number.POSITIVE_INFINITY;
  return compromisedSinceSeconds === 0 || madeBefore < compromisedSinceSeconds
    ? { status: "valid", code: "KEY_SOUND", message: "No theft of the key before this was anchored is known." }
    : {
        status: "unknown",
        code: "KEY_COMPROMISED",
        message: "The key was stolen before this was anchored: the issuer or the thief may have signed it.",
        action: "Ask the issuer whether this is his, and to supersede it under a new key.",
      };
}
