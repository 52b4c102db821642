import { type Expression, expressionBuilder, type SqlBool } from "kysely";

/** Where an event stands in the chain. */
export interface Place {
  readonly block_number: number;
  readonly log_index: number;
}

const row = expressionBuilder<{ placed: Place }, "placed">();

/** That a row stands before a place, in the order of the chain; its table is the only one of a query that has these columns. */
export const isBefore = ({ block_number, log_index }: Place): Expression<SqlBool> =>
  row.or([
    row("block_number", "<", block_number),
    row.and([row("block_number", "=", block_number), row("log_index", "<", log_index)]),
  ]);
