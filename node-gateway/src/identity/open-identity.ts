import type { Config } from "../config/config.ts";
import { createEmbeddedIssuer, type EmbeddedIssuer } from "./embedded-issuer.ts";
import { discoverKeys } from "./issuer-keys.ts";
import { type Identity, issuerOf } from "./officer.ts";

/** Whom this gateway believes about its officers, and the embedded issuer when it is one itself. */
export async function openIdentity(
  config: Pick<Config, "oidc" | "listen" | "dataDir">,
  nowSeconds: () => number,
): Promise<{ identity: Identity; embedded: EmbeddedIssuer | undefined }> {
  const name = issuerOf(config);
  const { audience, clients } = config.oidc;
  const embedded = config.oidc.embedded
    ? await createEmbeddedIssuer({ name, audience, clients, dataDir: config.dataDir, nowSeconds })
    : undefined;
  const ground = { issuer: name, audience, nowSeconds };
  if (embedded) return { identity: { ...ground, keys: embedded.keys }, embedded };
  const keys = discoverKeys(name, nowSeconds);
  return { identity: { ...ground, keys, health: keys.health }, embedded };
}
