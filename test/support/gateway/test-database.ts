import { randomUUID } from "node:crypto";
import type { Database } from "../../../node-gateway/src/database/database.ts";
import { openDatabase } from "../../../node-gateway/src/database/open-database.ts";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { databaseUrlOf, dropDatabases } from "./postgres.ts";

/** A fresh database without a gateway, on the engine that the suites run on; it is gone after `close`. */
export async function openTestDatabase(): Promise<{ readonly database: Database; close(): Promise<void> }> {
  const folder = randomUUID();
  const url = databaseUrlOf(folder);
  const database = await (url === undefined ? openSqlite(":memory:") : openDatabase(url, "sealane-test"));
  return {
    database,
    close: async () => {
      await database.destroy();
      await dropDatabases([folder]);
    },
  };
}
