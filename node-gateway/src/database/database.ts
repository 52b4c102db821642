import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** The member's own database: a projection of chain and blobs, plus what only the member knows. */
export type Database = Kysely<Schema>;
