import { createAlerts } from "./tables/alerts.ts";
import { createChainIndex } from "./tables/chain-index.ts";
import { createComparisons } from "./tables/comparisons.ts";
import { createCustody } from "./tables/custody.ts";
import { createDocuments } from "./tables/documents.ts";
import { indexDue } from "./tables/due.ts";
import { createDuty } from "./tables/duty.ts";
import { createEvents, createSeenTokens } from "./tables/events.ts";
import { createLedgerIndex } from "./tables/ledger-index.ts";
import { createLedgers } from "./tables/ledgers.ts";
import { indexLookups } from "./tables/lookups.ts";
import { createModels } from "./tables/model.ts";
import { countAttempts, createOutbox } from "./tables/outbox.ts";
import { createPeers } from "./tables/peers.ts";
import { indexReadings } from "./tables/readings.ts";
import { createSelectionIndex } from "./tables/selection-index.ts";
import { createSelectivity } from "./tables/selectivity.ts";
import { addSharingPlaces, createSharing, createSharingIndex } from "./tables/sharing.ts";
import { createTaxii } from "./tables/taxii.ts";
import type { Untyped } from "./untyped.ts";

/**
 * Steps from an empty database to today's, in order. To change the schema, append; a released step never changes.
 *
 * A step runs on SQLite and on PostgreSQL, in one transaction with its mark. So it keeps to what both mean alike:
 * - types `text` (ids, JSON, names), `bigint` (all numbers and times) and `integer` (row numbers that stay small); booleans
 *   are `bigint` 0 or 1; no dates, no floats, no `serial`. Numbers come from `max() + 1` in the transaction that uses them;
 * - Kysely's schema builder; in raw SQL, `text` would be ordered by the server's language and not by its bytes;
 * - a new column of a table with rows is nullable or has a default.
 *
 * Queries too: `on conflict` names its columns, or does nothing; every selected column is grouped or aggregated; an order
 * over a nullable column says where nulls are; no `rowid`, `insert or replace`, `json_extract` or `like`. A statement that
 * fails ends its transaction on PostgreSQL, so ask before rather than catch after. Writers come one after the other on both.
 * `npm run test:postgres` runs the suites on PostgreSQL.
 */
export const MIGRATIONS: readonly ((database: Untyped) => Promise<void>)[] = [
  createDocuments,
  createChainIndex,
  createOutbox,
  createLedgers,
  countAttempts,
  createSharingIndex,
  createSharing,
  addSharingPlaces,
  createSeenTokens,
  createEvents,
  createPeers,
  indexReadings,
  indexLookups,
  indexDue,
  createLedgerIndex,
  createComparisons,
  createCustody,
  createAlerts,
  createSelectionIndex,
  createSelectivity,
  createModels,
  createDuty,
  createTaxii,
];
