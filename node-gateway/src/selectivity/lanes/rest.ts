import type { Database } from "../../database/database.ts";
import type { Gateway } from "../../gateway.ts";

/** What is tried again and again, each for itself: deciding, stating and telling. */
export type Attempt = "decide" | "state" | "tell";

/** How long a declaration rests with which an attempt failed, so that any number of such hold up no other. */
const REST_SECONDS = 60;
/** Until when which ones rest; a process that starts again tries them at once. */
const RESTING = new WeakMap<Database, Record<Attempt, Map<string, number>>>();

type Clocked = Pick<Gateway, "database" | "clock">;

/** Lets a declaration rest. */
export function letRest({ database, clock }: Clocked, attempt: Attempt, documentId: string): void {
  restsOf(database)[attempt].set(documentId, clock() + REST_SECONDS);
}

/** The declarations that rest now. */
export function resting({ database, clock }: Clocked, attempt: Attempt): ReadonlySet<string> {
  const rests = restsOf(database)[attempt];
  for (const [documentId, until] of rests) if (until <= clock()) rests.delete(documentId);
  return new Set(rests.keys());
}

function restsOf(database: Database): Record<Attempt, Map<string, number>> {
  const known = RESTING.get(database) ?? { decide: new Map(), state: new Map(), tell: new Map() };
  RESTING.set(database, known);
  return known;
}
