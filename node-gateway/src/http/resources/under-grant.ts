import { z } from "zod";
import { hex32 } from "../schemas/words.ts";
import type { ErrorCode } from "../status-of.ts";

/** The grant to read another member's paper under; the best that is effective when none is named. */
export const underGrant = z.strictObject({ grantId: hex32.exactOptional() });

/** Why a paper that another member shared is not opened. */
export const NOT_GRANTED: readonly ErrorCode[] = [
  "GRANT_NOT_EFFECTIVE",
  "GRANT_USES_SPENT",
  "SHARED_PAPER_INVALID",
  "READING_INVALID",
  "READING_DIFFERS",
  "CHAIN_UNAVAILABLE",
  "PEER_UNAVAILABLE",
  "PEER_UNKNOWN",
  "OUTBOUND_REFUSED",
];
