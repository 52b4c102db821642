import { bytes32 } from "../chain/terms.ts";
import type { Call, PurposeOf } from "./arguments.ts";

/** The call of what is said of a seed. */
export function selectionCall({ subjectId, payload }: PurposeOf<"selection">): Call {
  const call = (...args: unknown[]): Call => ({ contract: "selectionRegistry", method: payload.action, args });
  if (payload.action === "reveal") return call(payload.period, bytes32(payload.seed));
  const { period, beginsAtSeconds, endsAtSeconds } = payload;
  return call(period, beginsAtSeconds, endsAtSeconds, bytes32(subjectId));
}
