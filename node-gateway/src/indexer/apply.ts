import type { Transaction } from "kysely";
import type { Schema } from "../database/schema.ts";
import type { ChainEvent } from "./decode-event.ts";

/** Writes an event down. Applied twice it changes nothing. */
export type Apply = (transaction: Transaction<Schema>, event: ChainEvent, timeSeconds: number) => Promise<void>;

/** The columns that say where an event stands in the chain. */
export const placeOf = ({ blockNumber, logIndex }: ChainEvent, timeSeconds: number) => ({
  block_number: blockNumber,
  log_index: logIndex,
  time_seconds: timeSeconds,
});
