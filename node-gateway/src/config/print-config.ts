import { maskUrl } from "./addresses.ts";
import type { Config } from "./config.ts";
import { databaseAddress } from "./database-url.ts";

const MASK = "***";

/** The configuration as indented JSON that can be put into a ticket: passphrases, tokens and URL credentials masked. */
export function printConfig(config: Config): string {
  const shown = {
    ...config,
    chain: { ...config.chain, rpcUrls: config.chain.rpcUrls.map(maskUrl) },
    keystore: { ...config.keystore, passphrase: MASK },
    oidc: {
      ...config.oidc,
      ...(config.oidc.issuer !== undefined && { issuer: withoutCredentials(config.oidc.issuer) }),
      clients: config.oidc.clients.map((client) => ({ ...client, secretSha256: MASK })),
    },
    webhooks: config.webhooks.map((it) => ({ ...it, url: maskUrl(it.url), secret: MASK })),
    database: config.database.url === undefined ? {} : { url: maskDatabase(config.database.url) },
    blobs: { ...config.blobs, ...(config.blobs.token !== undefined && { token: MASK }) },
    ...(config.metricsToken !== undefined && { metricsToken: MASK }),
  };
  return JSON.stringify(shown, null, 2);
}

/** A file's path is no secret. */
const maskDatabase = (url: string): string => (databaseAddress(url).engine === "sqlite" ? url : maskUrl(url));

/** An issuer's path is part of its public name, unlike that of an RPC URL, where providers put their keys. */
function withoutCredentials(issuer: string): string {
  const url = new URL(issuer);
  return url.username || url.password || url.search ? maskUrl(issuer) : issuer;
}
