import { readFileSync } from "node:fs";
import type { ClientConfig } from "pg";
import type { PostgresAddress } from "../../config/database-url.ts";
import { GatewayError } from "../../errors.ts";
import { POSTGRES_TYPES } from "./types.ts";

/** Patience with the server, in milliseconds. */
const CONNECT_MS = 10_000;
/** How long a change waits for the writers before it. */
const LOCK_MS = 10_000;
const STATEMENT_MS = 30_000;
/** Longer than the server takes to give a statement up: this one is for a server that is cut off and says nothing. */
const ANSWER_MS = 35_000;
/** How long a gateway that stands still may hold up the others of its member. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** Seconds of silence, between probes, and probes, after which the server takes a vanished gateway for gone. */
const KEEPALIVE = { tcp_keepalives_idle: 15, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };

/** Settings of every connection. @throws GatewayError CONFIG_INVALID when a file of the TLS settings cannot be read. */
export function connectionConfig(address: PostgresAddress, applicationName: string): ClientConfig {
  const { host, port, user, password, database, schema } = address;
  const options = Object.entries({ ...KEEPALIVE, ...(schema !== undefined && { search_path: schema }) });
  return {
    host,
    port,
    user,
    ...(password !== undefined && { password }),
    database,
    ssl: tlsOptions(address),
    application_name: applicationName,
    options: options.map(([name, value]) => `-c ${name}=${value}`).join(" "),
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: POSTGRES_TYPES,
  };
}

/** For the steps of a migration, which may take long on a large table. */
export function patient(config: ClientConfig): ClientConfig {
  const { query_timeout: _, ...rest } = config;
  return { ...rest, statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 };
}

function tlsOptions({ host, tls: { sslmode, sslrootcert, sslcert, sslkey } }: PostgresAddress): ClientConfig["ssl"] {
  if (sslmode === "disable") return false;
  return {
    host,
    rejectUnauthorized: sslmode !== "require",
    ...(sslmode === "verify-ca" && { checkServerIdentity: () => undefined }),
    ...(sslrootcert !== undefined && { ca: pem(sslrootcert) }),
    ...(sslcert !== undefined && { cert: pem(sslcert) }),
    ...(sslkey !== undefined && { key: pem(sslkey) }),
  };
}

function pem(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new GatewayError("CONFIG_INVALID", `SEALANE_DATABASE_URL: ${path} cannot be read.`, cause);
  }
}
