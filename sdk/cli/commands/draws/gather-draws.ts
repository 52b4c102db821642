import { type Client, ClientError, type Page, type Paging } from "../../../client/index.ts";
import type { DrawEvidence } from "../../../src/index.ts";

const LIMIT = 200;

/** What an audit of a period of a member needs, as a gateway's index and papers have it. @throws ClientError */
export async function gatherDraws(client: Client, memberId: number, period: number): Promise<DrawEvidence> {
  const committed = await client.getDrawPeriod(memberId, period).catch((error: unknown) => {
    if (error instanceof ClientError && error.code === "DRAW_PERIOD_NOT_FOUND") return null;
    throw error;
  });
  const nothing = { memberId, period, committed, timeSeconds: 0, declarations: [], decisions: [] };
  if (committed === null) return nothing;
  const declarations = await every((query) => client.listDrawnDeclarations(memberId, period, query));
  const decisions = await every((query) => client.listDrawnDecisions(memberId, period, query));
  // What is closed and came after the period may be about a later one; if not, its declaration lacks a decision.
  const about = decisions.filter(
    ({ content, anchoredAtSeconds }) => content !== null || anchoredAtSeconds < committed.endsAtSeconds,
  );
  return { ...nothing, timeSeconds: committed.blockTimeSeconds, declarations, decisions: about };
}

async function every<Item>(read: (query: Paging) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await read({ limit: LIMIT, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
