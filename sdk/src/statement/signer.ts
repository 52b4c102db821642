import { es256Sign } from "#es256";
import type { PrivateKey } from "../primitives/p256.ts";
import { type Signer, thumbprintOf } from "./jws.ts";

/** A signer over a P-256 private key held in memory. */
export function createEs256Signer({ x, y, d }: PrivateKey): Signer {
  return { kid: thumbprintOf({ x, y }), sign: (bytes) => es256Sign({ x, y, d }, bytes) };
}
