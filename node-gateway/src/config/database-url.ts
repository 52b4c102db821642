import { fileURLToPath } from "node:url";
import { GatewayError } from "../errors.ts";
import { isLoopbackHost } from "./addresses.ts";

export interface SqliteAddress {
  readonly engine: "sqlite";
  /** Path of the file; `:memory:` for one that is gone on close. */
  readonly path: string;
}

export interface PostgresAddress {
  readonly engine: "postgres";
  /** A host, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  /** Made when it is not there; the account's own search path when not given. */
  readonly schema?: string;
  readonly tls: PostgresTls;
}

/** As libpq's parameters of the same names: `require` encrypts without knowing to whom, `verify-ca` takes any name. */
export interface PostgresTls {
  readonly sslmode: (typeof TLS_MODES)[number];
  /** Paths of PEM files. */
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
}

export type DatabaseAddress = SqliteAddress | PostgresAddress;

const TLS_MODES = ["disable", "require", "verify-ca", "verify-full"] as const;
const PARAMETERS = ["host", "schema", "sslmode", "sslrootcert", "sslcert", "sslkey"] as const;
/** An identifier that needs no quotes, so that it means the same wherever it is written. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/** How each scheme is read. To add an engine, add a row here and one in database/open-database.ts. */
const SCHEMES: Readonly<Record<string, (url: URL) => DatabaseAddress>> = {
  "file:": (url) => ({ engine: "sqlite", path: fileURLToPath(url) }),
  "postgres:": readPostgres,
  "postgresql:": readPostgres,
};

/**
 * Where a database is: a path or `file:` URL, or `postgres://user:password@host:5432/name?sslmode=verify-full`. To a host
 * that is not this machine the connection is `verify-full` unless `sslmode` says otherwise.
 * @throws GatewayError CONFIG_INVALID with a sentence that quotes nothing of the URL.
 */
export function databaseAddress(url: string): DatabaseAddress {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(url)) return { engine: "sqlite", path: url };
  const parsed = URL.canParse(url) ? new URL(url) : refuse("It cannot be read as a URL.");
  const read = SCHEMES[parsed.protocol] ?? refuse("Expected a path, or a URL that begins with file: or postgres:.");
  return read(parsed);
}

/** What is wrong with such a URL, as a sentence; undefined when nothing is. */
export function databaseUrlFault(url: string): string | undefined {
  try {
    databaseAddress(url);
    return undefined;
  } catch (error) {
    return error instanceof GatewayError ? error.message : "It cannot be read as a URL.";
  }
}

function readPostgres(url: URL): PostgresAddress {
  const given = parametersOf(url);
  const host = given.host ?? decode(url.hostname).replace(/^\[(.*)\]$/, "$1");
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decode) as [
    string,
    string,
    string,
  ];
  if (host === "") refuse("Expected a host, or the parameter host with the directory of a socket.");
  if (user === "" && !host.startsWith("/")) refuse("Expected the account's name before the host.");
  if (database === "" || database.includes("/")) refuse("Expected the database's name after the host.");
  if (given.schema !== undefined && !SCHEMA.test(given.schema)) {
    refuse("Expected a schema of lower-case letters, digits and underscores.");
  }
  return {
    engine: "postgres",
    host,
    port: url.port === "" ? 5432 : Number(url.port),
    user: user || "sealane",
    ...(password !== "" && { password }),
    database,
    ...(given.schema !== undefined && { schema: given.schema }),
    tls: tlsOf(given, host.startsWith("/") || isLoopbackHost(host)),
  };
}

type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;

/** A misspelt sslmode must not pass for none. */
function parametersOf(url: URL): Parameters {
  const given: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (!PARAMETERS.some((known) => known === name) || Object.hasOwn(given, name) || value === "") {
      refuse(`Expected no other parameters than ${PARAMETERS.join(", ")}, each once and with a value.`);
    }
    given[name] = value;
  }
  return given;
}

function tlsOf({ sslmode, sslrootcert, sslcert, sslkey }: Parameters, isLocal: boolean): PostgresTls {
  const mode = sslmode === undefined ? (isLocal ? "disable" : "verify-full") : TLS_MODES.find((one) => one === sslmode);
  if (mode === undefined) refuse(`Expected an sslmode of ${TLS_MODES.join(", ")}.`);
  if ((sslcert === undefined) !== (sslkey === undefined)) refuse("Expected sslcert and sslkey together.");
  return {
    sslmode: mode,
    ...(sslrootcert !== undefined && { sslrootcert }),
    ...(sslcert !== undefined && { sslcert }),
    ...(sslkey !== undefined && { sslkey }),
  };
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse("It holds a per cent sign that is not followed by two hexadecimal digits.");
  }
};

function refuse(sentence: string): never {
  throw new GatewayError("CONFIG_INVALID", sentence);
}
