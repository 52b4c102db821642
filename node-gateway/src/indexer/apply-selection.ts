import { type Apply, placeOf } from "./apply.ts";
import type { EventValue } from "./decode-event.ts";

const keep =
  (name: "SeedCommitted" | "SeedRevealed"): Apply =>
  async (transaction, event, timeSeconds) => {
    const { memberId, period, commitment, beginsAtSeconds, endsAtSeconds, seed } = event.args;
    await transaction
      .insertInto("selection_events")
      .values({
        ...placeOf(event, timeSeconds),
        ...{ member_id: Number(memberId), period: Number(period), name },
        commitment: textOf(commitment),
        begins_at_seconds: numberOf(beginsAtSeconds),
        ends_at_seconds: numberOf(endsAtSeconds),
        seed: textOf(seed),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };

const textOf = (value: EventValue | undefined): string | null => (value === undefined ? null : String(value));
const numberOf = (value: EventValue | undefined): number | null => (value === undefined ? null : Number(value));

/** What each event of the registry of seeds writes down. */
export const SELECTION_EVENTS: Readonly<Record<string, Apply>> = {
  SeedCommitted: keep("SeedCommitted"),
  SeedRevealed: keep("SeedRevealed"),
};
