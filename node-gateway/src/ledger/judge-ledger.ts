import { type Facts, type Finding, type FindingCode, type Hex32, type Paper, readStatement } from "@sealane/sdk";
import { DRAW_REFUSALS } from "../chain/terms.ts";
import type { Database } from "../database/database.ts";
import type { Gateway } from "../gateway.ts";
import { openFields } from "../papers/facts-of.ts";
import { balancesNaming, type FoldedBalance, findBalance } from "./balances.ts";
import { DRAWING_KINDS, OPENING_KINDS } from "./kinds.ts";
import { statedIn, statedQuantity } from "./quantity.ts";

/**
 * Whether the ledger has what a paper states: of a declaration the balances that rest on it, of a re-export certificate
 * what it drew. The chain compares quantities with each other, and only who may open the paper compares them with it.
 * @returns undefined where the ledger does not speak of the paper, its quantities are not open, or nothing can be read.
 */
export async function judgeLedger(gateway: Gateway, paper: Paper): Promise<Finding | undefined> {
  const read = readPaper(paper);
  if (read === undefined) return undefined;
  if (OPENING_KINDS.includes(read.kind)) return judgeOpening(gateway, read);
  return DRAWING_KINDS.includes(read.kind) ? judgeCertificate(gateway, read) : undefined;
}

type ReadPaper = NonNullable<ReturnType<typeof readPaper>>;

function readPaper({ statement, body }: Paper) {
  try {
    const { documentId, issuer, kind, links } = readStatement(statement).claims;
    const { facts } = openFields(body);
    return facts.quantities === undefined ? undefined : { documentId, issuer, kind, links, facts };
  } catch {
    // What cannot be read, other checks find.
    return undefined;
  }
}

async function judgeOpening({ database }: Gateway, { documentId, issuer, facts }: ReadPaper) {
  const balances = (await balancesOf(database, documentId, issuer)).filter((one) => one.documentId === documentId);
  if (balances.length === 0) return undefined;
  const agrees = balances.every(({ item, unit, opened }) => {
    const stated = statedQuantity(facts, item);
    return stated?.unit === unit && stated.quantity === opened;
  });
  return finding(agrees ? "QUANTITY_AGREES" : "QUANTITY_CONTRADICTED");
}

async function judgeCertificate(gateway: Gateway, paper: ReadPaper): Promise<Finding | undefined> {
  const { documentId, issuer, facts } = paper;
  const balances = await balancesOf(gateway.database, documentId, issuer);
  const drawn = drawnBy(balances, documentId, issuer);
  if (drawn.size > 0) {
    const isCovered = [...drawn].every(([unit, quantity]) => statedIn(facts, unit) <= quantity);
    return finding(isCovered ? "QUANTITY_AGREES" : "QUANTITY_OVERDRAWN");
  }
  if (await wasShort(gateway, paper)) return finding("QUANTITY_OVERDRAWN");
  const sources = await sourcesOf(gateway.database, paper);
  if (sources.length === 0) return undefined;
  return finding(sources.some((source) => isShort(source, facts)) ? "QUANTITY_OVERDRAWN" : "QUANTITY_NOT_DRAWN");
}

const balancesOf = async (database: Database, documentId: Hex32, memberId: number): Promise<FoldedBalance[]> =>
  findBalances(database, await balancesNaming(database, documentId, memberId));

async function findBalances(database: Database, ids: readonly Hex32[]): Promise<FoldedBalance[]> {
  const found = await Promise.all(ids.map((id) => findBalance(database, id)));
  return found.filter((balance) => balance !== undefined);
}

/** What a certificate drew and did not give back, by unit. */
function drawnBy(balances: readonly FoldedBalance[], documentId: Hex32, memberId: number): Map<string, bigint> {
  const drawn = new Map<string, bigint>();
  for (const { unit, draws } of balances)
    for (const draw of draws)
      if (draw.memberId === memberId && draw.documentId === documentId && draw.givenBackAtSeconds === null)
        drawn.set(unit, (drawn.get(unit) ?? 0n) + draw.quantity);
  return drawn;
}

/** Whether it wanted more than there was, on the chain or, of a certificate of this member, before that. */
async function wasShort({ database, memberId }: Gateway, { documentId, issuer }: ReadPaper): Promise<boolean> {
  const told = await database
    .selectFrom("ledger_events")
    .select("args")
    .where("name", "=", "DrawRefused")
    .where("document_id", "=", documentId)
    .where("member_id", "=", issuer)
    .execute();
  if (told.some(({ args }) => DRAW_REFUSALS[(JSON.parse(args) as { refusal: number }).refusal] === "QuantityShort"))
    return true;
  if (issuer !== memberId) return false;
  const ours = await database
    .selectFrom("outbox_items")
    .select("item_id")
    .where("purpose", "=", "ledger")
    .where("document_id", "=", documentId)
    .where("state", "=", "refused")
    .where("refusal", "=", "QuantityShort")
    .executeTakeFirst();
  return ours !== undefined;
}

/** Balances that rest on what a certificate is derived from. */
async function sourcesOf(database: Database, { links }: ReadPaper): Promise<FoldedBalance[]> {
  const ids = links.filter(({ relation }) => relation === "derivedFrom").map(({ documentId }) => documentId);
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom("ledger_events")
    .select("balance_id")
    .distinct()
    .where("document_id", "in", ids)
    .where("name", "in", ["BalanceOpened", "BalanceRevised"])
    .execute();
  return findBalances(
    database,
    rows.map(({ balance_id }) => balance_id),
  );
}

const isShort = ({ unit, opened, drawn }: FoldedBalance, facts: Facts): boolean =>
  statedIn(facts, unit) > opened - drawn;

/** What each code says; the order of the statuses is the SDK's. */
const SAID = {
  QUANTITY_AGREES: { status: "valid", message: "The ledger has the quantity that the paper states." },
  QUANTITY_CONTRADICTED: {
    status: "invalid",
    message: "The balance that rests on the paper was opened with another quantity than it states.",
    action: "Do not rely on the balance; ask its opener.",
  },
  QUANTITY_OVERDRAWN: {
    status: "invalid",
    message: "It certifies more than it drew from the balance of what came in.",
    action: "Do not rely on the quantity; ask the issuer what it stands on.",
  },
  QUANTITY_NOT_DRAWN: {
    status: "unknown",
    message: "What it is derived from has a balance, from which it has drawn nothing.",
    action: "Ask the issuer to draw, and look again.",
  },
} as const satisfies Partial<Record<FindingCode, object>>;

const finding = (code: keyof typeof SAID): Finding => ({ check: "quantityInLedger", code, ...SAID[code] });
