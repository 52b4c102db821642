/** How the text of an environment variable becomes the value that the schema judges. What cannot be read stays text. */
const READERS = {
  text: (value: string): unknown => value,
  number: (value: string): unknown => (/^[0-9]{1,16}$/.test(value) ? Number(value) : value),
  flag: (value: string): unknown => (value === "true" ? true : value === "false" ? false : value),
  list: (value: string): unknown => value.split(",").map((item) => item.trim()),
  json: (value: string): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  },
};

interface Variable {
  readonly path: string;
  readonly reader: keyof typeof READERS;
  /** Never shown, not even in part. */
  readonly secret?: true;
}

/** The environment variable of each setting. To add a setting: a field in `configSchema` and a row here. */
export const VARIABLES: Readonly<Record<string, Variable>> = {
  SEALANE_MEMBER_ID: { path: "memberId", reader: "number" },
  SEALANE_DATA_DIR: { path: "dataDir", reader: "text" },
  SEALANE_CODES: { path: "codesDir", reader: "text" },
  SEALANE_LISTEN_HOST: { path: "listen.host", reader: "text" },
  SEALANE_LISTEN_PORT: { path: "listen.port", reader: "number" },
  SEALANE_RPC_URLS: { path: "chain.rpcUrls", reader: "list" },
  SEALANE_CHAIN_ID: { path: "chain.chainId", reader: "number" },
  SEALANE_DIRECTORY: { path: "chain.directory", reader: "text" },
  SEALANE_KEYSTORE: { path: "keystore.path", reader: "text" },
  SEALANE_KEYSTORE_PASSPHRASE: { path: "keystore.passphrase", reader: "text", secret: true },
  SEALANE_KEYSTORE_PASSPHRASE_FILE: { path: "keystore.passphraseFile", reader: "text" },
  SEALANE_OIDC_ISSUER: { path: "oidc.issuer", reader: "text" },
  SEALANE_OIDC_AUDIENCE: { path: "oidc.audience", reader: "text" },
  SEALANE_OIDC_EMBEDDED: { path: "oidc.embedded", reader: "flag" },
  SEALANE_OIDC_CLIENTS: { path: "oidc.clients", reader: "json", secret: true },
  SEALANE_DATABASE_URL: { path: "database.url", reader: "text", secret: true },
  SEALANE_DATABASE_URL_FILE: { path: "database.urlFile", reader: "text" },
  SEALANE_BLOBS_URL: { path: "blobs.url", reader: "text" },
  SEALANE_BLOBS_TOKEN: { path: "blobs.token", reader: "text", secret: true },
  SEALANE_ALLOW_LOOPBACK: { path: "outbound.allowLoopback", reader: "flag" },
  SEALANE_ALLOWED_NETWORKS: { path: "outbound.allowedNetworks", reader: "list" },
  SEALANE_WEBHOOKS: { path: "webhooks", reader: "json", secret: true },
  SEALANE_DRAW_PERIOD_SECONDS: { path: "draws.periodSeconds", reader: "number" },
  SEALANE_METRICS_TOKEN: { path: "metricsToken", reader: "text", secret: true },
  SEALANE_JSON_BYTES: { path: "limits.jsonBytes", reader: "number" },
  SEALANE_ORIGINAL_BYTES: { path: "limits.originalBytes", reader: "number" },
  SEALANE_DOSSIER_BYTES: { path: "limits.dossierBytes", reader: "number" },
  SEALANE_HEADERS_TIMEOUT_MS: { path: "limits.headersTimeoutMs", reader: "number" },
  SEALANE_REQUEST_TIMEOUT_MS: { path: "limits.requestTimeoutMs", reader: "number" },
  SEALANE_DRAIN_TIMEOUT_MS: { path: "limits.drainTimeoutMs", reader: "number" },
  SEALANE_LOG_LEVEL: { path: "logLevel", reader: "text" },
  SEALANE_NAMES: { path: "names", reader: "json" },
};

/** Variables with our prefix that others read: the path of the file, the command line's, the tests'. */
const READ_ELSEWHERE = new Set([
  "SEALANE_CONFIG",
  "SEALANE_URL",
  "SEALANE_TOKEN",
  "SEALANE_TRUST",
  "SEALANE_SHARED",
  "SEALANE_TEST_POSTGRES",
  "SEALANE_CRASH_AT",
  "SEALANE_CLIENT_ID",
  "SEALANE_CLIENT_SECRET",
  "SEALANE_DEPLOYER_KEY",
]);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that start with our prefix and mean nothing: a misspelt limit must not pass for a set one. */
export function unknownVariables(environment: Environment): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith("SEALANE_") && !Object.hasOwn(VARIABLES, name) && !READ_ELSEWHERE.has(name),
  );
}

/** The settings in the environment, each with its path in the schema. */
export function readVariables(environment: Environment): { path: string; value: unknown }[] {
  return Object.entries(VARIABLES).flatMap(([name, { path, reader }]) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [{ path, value: READERS[reader](value) }];
  });
}

/** The variable that sets a path or the setting it lies in; the path itself when there is none. */
export function variableOf(path: string): string {
  const found = Object.entries(VARIABLES).find(([, row]) => path === row.path || path.startsWith(`${row.path}.`));
  return found?.[0] ?? path;
}
