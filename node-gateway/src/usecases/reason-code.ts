import { REASONS, rowByName } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";

/** Code of a reason by its name. @throws GatewayError REASON_UNKNOWN */
export function reasonCode(name: string): number {
  const reason = rowByName(REASONS, name);
  if (reason) return reason.code;
  throw new GatewayError("REASON_UNKNOWN", `A reason is one of ${REASONS.map((row) => row.name).join(", ")}.`);
}
