import { createChainIndex } from "./tables/chain-index.ts";
import { createDocuments } from "./tables/documents.ts";
import { createEvents, createSeenTokens } from "./tables/events.ts";
import { createLedgers } from "./tables/ledgers.ts";
import { countAttempts, createOutbox } from "./tables/outbox.ts";
import { createPeers } from "./tables/peers.ts";
import { indexReadings } from "./tables/readings.ts";
import { addSharingPlaces, createSharing, createSharingIndex } from "./tables/sharing.ts";
import type { Untyped } from "./untyped.ts";

/** Steps from an empty database to today's, in order. To change the schema, append; a released step never changes. */
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
];
