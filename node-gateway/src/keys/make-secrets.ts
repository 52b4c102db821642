import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { PrivateKey } from "@sealane/sdk";
import type { Secrets } from "./keystore.ts";

/** Fresh secrets for one member; the tag keys are the consortium's and therefore given. */
export function makeSecrets(tagKeys: Secrets["tagKeys"]): Secrets {
  return {
    operatorKey: `0x${randomBytes(32).toString("hex")}`,
    statementKey: makeP256(),
    sealingKey: makeP256(),
    transportKey: makeP256(),
    tagKeys,
  };
}

/** A fresh P-256 key. */
export function makeP256(): PrivateKey {
  const { x, y, d } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  return { x: String(x), y: String(y), d: String(d) };
}
