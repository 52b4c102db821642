import { type EvaluatedFact, evaluate } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { writeReceipt } from "../readings/serve-reading.ts";
import { comparisonScalars } from "./comparison-scalars.ts";
import { type AskedComparison, judgeComparison } from "./judge-comparison.ts";

export interface ServedComparison {
  /** Compact JWS: the comparison is a reading of the owner's log. */
  readonly receipt: string;
  readonly facts: readonly EvaluatedFact[];
}

/**
 * Answers whether facts are those of a paper of this member, and opens nothing. It counts as one reading; the same
 * question again has the same answer and counts no more.
 * @throws those of {@link judgeComparison}; GatewayError GRANT_USES_SPENT, READING_DIFFERS.
 */
export async function serveComparison(gateway: Gateway, asked: AskedComparison): Promise<ServedComparison> {
  const { reading, question, own } = await judgeComparison(gateway, asked);
  const { receipt } = await writeReceipt(gateway, reading, true);
  const scalars = comparisonScalars(gateway.keys.sealing, "owner", reading.claims.readingId);
  return { receipt, facts: evaluate(question, own, scalars) };
}
