import type { Kysely } from "kysely";

/** A database while its tables are being made, before the types know them. */
export type Untyped = Kysely<Record<string, Record<string, unknown>>>;
