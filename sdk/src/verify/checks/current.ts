import type { Outcome, Subject } from "../subject.ts";

/** The document was neither taken back nor replaced, as far as the evidence's block. */
export function current({ found, evidence }: Subject): Outcome | undefined {
  if (!found?.anchor) return undefined;
  const { tombstone } = found;
  if (tombstone && tombstone.withdrawnAtSeconds > 0) {
    return {
      status: "invalid",
      code: "WITHDRAWN",
      message: `Its issuer took it back (reason ${tombstone.withdrawReason}).`,
      action: "Do not rely on this paper.",
    };
  }
  if (tombstone && tombstone.supersededAtSeconds > 0) {
    return {
      status: "invalid",
      code: "SUPERSEDED",
      message: "A newer document has taken its place.",
      action: `Ask for document ${tombstone.successorId}.`,
    };
  }
  return {
    status: "valid",
    code: "CURRENT",
    message: `Neither withdrawn nor superseded as of block ${evidence.block.number}.`,
  };
}
