import { sql } from "kysely";
import { GatewayError } from "../../errors.ts";
import type { Database } from "../database.ts";

interface Settings {
  readonly version: number;
  readonly encoding: string;
  readonly schema: string | null;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

/** What a server must be like, and what to say when it is not. To ask for more, add a row. */
const DEMANDS: readonly [isMet: (settings: Settings) => boolean, sentence: string][] = [
  [({ version }) => version >= 150_000, "PostgreSQL 15 or newer is needed."],
  [({ encoding }) => encoding === "UTF8", "The database must be of the encoding UTF8."],
  [({ schema }) => schema !== null, "The account has no schema to work in; name one by the parameter schema."],
  [({ fsync }) => fsync === "on", "The server may lose what was acknowledged: turn fsync on."],
  [({ full_page_writes: pages }) => pages === "on", "A power cut may damage the database: turn full_page_writes on."],
  [
    ({ synchronous_commit: sync }) => sync !== "off",
    "The server may lose what was acknowledged: turn synchronous_commit on.",
  ],
];

/** @throws GatewayError CONFIG_INVALID naming every demand that the server does not meet. */
export async function checkServer(database: Database): Promise<void> {
  const { rows } = await sql<Settings>`select current_setting('server_version_num')::int as version,
    current_setting('server_encoding') as encoding, current_schema() as schema, current_setting('fsync') as fsync,
    current_setting('full_page_writes') as full_page_writes,
    current_setting('synchronous_commit') as synchronous_commit`.execute(database);
  const settings = rows[0] as Settings;
  const faults = DEMANDS.filter(([isMet]) => !isMet(settings)).map(
    ([, sentence]) => `\n  SEALANE_DATABASE_URL: ${sentence}`,
  );
  if (faults.length > 0) throw new GatewayError("CONFIG_INVALID", `The database is refused.${faults.join("")}`);
}
