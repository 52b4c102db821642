import { databaseAddress } from "../config/database-url.ts";
import type { Database } from "./database.ts";
import { openPostgres } from "./postgres/open-postgres.ts";
import { openSqlite } from "./sqlite.ts";

/**
 * The database at a path, `file:` or `postgres:` URL, made or brought up to date. Both engines behave alike: writers come
 * one after the other, transactions keep all or nothing, numbers are numbers and text is compared by its bytes.
 * @param applicationName How the server's own tools show the gateway's connections.
 * @throws GatewayError CONFIG_INVALID, DATABASE_VERSION_UNKNOWN, STORAGE_UNAVAILABLE.
 */
export async function openDatabase(url: string, applicationName: string): Promise<Database> {
  const address = databaseAddress(url);
  return address.engine === "postgres" ? openPostgres(address, applicationName) : openSqlite(address.path);
}
