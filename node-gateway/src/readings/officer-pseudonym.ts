import { createHmac } from "node:crypto";
import type { Hex32 } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";

/**
 * What a reading calls its officer: HMAC-SHA-256 under a key that never leaves this gateway, so that an owner sees whether
 * two readings are one person's and not whose. Here the audit log has his name. With a new sealing key he has a new one.
 */
export function officerPseudonym({ keys }: Pick<Gateway, "keys">, actor: string): Hex32 {
  const key = createHmac("sha256", Buffer.from(keys.sealing.d, "base64url")).update("sealane officer").digest();
  return createHmac("sha256", key).update(actor).digest("hex");
}
