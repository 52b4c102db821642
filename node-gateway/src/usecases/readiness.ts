import { judgeDisk } from "../blobs/judge-disk.ts";
import { refusedWrite } from "../database/refused-writes.ts";
import { codeOf, isCode } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readCursor } from "../indexer/cursor.ts";
import { partnersHealth } from "../peers/wire/partners-health.ts";
import { readingsHealth } from "../readings/log-check.ts";
import { keysHealth } from "../rotation/keys-health.ts";

/** One thing the gateway needs; `isReady` false of any makes the whole not ready. */
export interface DependencyHealth {
  readonly name: keyof typeof LOOKS | "issuer";
  readonly isReady: boolean;
  /** A sentence for the operator; no secret, no URL with credentials. */
  readonly message: string;
  /** Figures such as headAgeSeconds, lagBlocks, oldestWaitingSeconds. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly dependencies: readonly DependencyHealth[];
}

type Health = Omit<DependencyHealth, "name">;

/** A head this old means that the chain stands still, though its nodes answer. */
const MAX_HEAD_AGE_SECONDS = 30;
/** Validators' clocks differ a little, and a block may bear the time of the one that is ahead. */
const MAX_CLOCK_BEHIND_SECONDS = 60;
const MAX_LAG_BLOCKS = 60;
const MAX_WAITING_SECONDS = 120;
/** Damaged blobs named; `figures.damaged` counts all. */
const MAX_NAMED = 10;

/** How each dependency is looked at. To add one, add a row. */
const LOOKS = {
  database: databaseHealth,
  disk: diskHealth,
  chain: chainHealth,
  blobs: blobsHealth,
  outbox: outboxHealth,
  index: indexHealth,
  partners: partnersHealth,
  readings: readingsHealth,
  keys: keysHealth,
} satisfies Readonly<Record<string, (gateway: Gateway) => Promise<Health>>>;

/**
 * Whether the gateway can do its work now, dependency by dependency; never throws.
 * @param issuer How the issuer of the officers' tokens does, where this gateway depends on one.
 */
export async function readiness(gateway: Gateway, issuer?: Health): Promise<Readiness> {
  const dependencies = await Promise.all(
    Object.entries(LOOKS).map(async ([name, look]): Promise<DependencyHealth> => {
      const health = await look(gateway).catch((error: unknown): Health => {
        const code = codeOf(error);
        return { isReady: false, message: `It does not answer (${code}).`, figures: {} };
      });
      return { name: name as DependencyHealth["name"], ...health };
    }),
  );
  if (issuer) dependencies.push({ name: "issuer", ...issuer });
  return { isReady: dependencies.every(({ isReady }) => isReady), dependencies };
}

/** The database's own sentence says what is the matter: a full disk, too many connections, a server that is not there. */
async function databaseHealth({ database }: Gateway): Promise<Health> {
  try {
    await readCursor(database);
    const refusal = refusedWrite(database);
    return { isReady: refusal === undefined, message: refusal ?? "The database answers.", figures: {} };
  } catch (error) {
    if (!isCode(error, "STORAGE_UNAVAILABLE") || !(error instanceof Error)) throw error;
    return { isReady: false, message: error.message, figures: {} };
  }
}

/** Originals and parts of attachments are kept in the data folder while they arrive, wherever blobs and database are. */
async function diskHealth({ dataDir }: Gateway): Promise<Health> {
  const fault = await judgeDisk(dataDir);
  const message = fault === undefined ? "The data folder's disk has room." : `The data folder's disk ${fault}.`;
  return { isReady: fault === undefined, message, figures: {} };
}

/** Damage to one blob stops nothing else, so the gateway stays ready and says which it is. */
async function blobsHealth({ blobs }: Gateway): Promise<Health> {
  const damaged = blobs.damaged();
  const figures = { damaged: damaged.length };
  const refusal = await blobs.check().then(() => blobs.refusal(), sentenceOf);
  if (refusal !== undefined) return { isReady: false, message: refusal, figures };
  const message =
    damaged.length === 0
      ? "The blob store answers."
      : `The blob store answers, but these are damaged or lost: ${damaged.slice(0, MAX_NAMED).join(", ")}.`;
  return { isReady: true, message, figures };
}

/** A store's own sentence about why it would not keep anything. */
function sentenceOf(error: unknown): string {
  if (!isCode(error, "BLOB_UNAVAILABLE")) throw error;
  return error.message;
}

async function chainHealth(gateway: Gateway): Promise<Health> {
  const head = await gateway.chain.head();
  const lateSeconds = gateway.clock() - head.timeSeconds;
  const headAgeSeconds = Math.max(0, lateSeconds);
  const nodes = gateway.chain.nodes();
  const figures = {
    headNumber: head.number,
    headAgeSeconds,
    nodesUp: nodes.filter(({ isUp }) => isUp).length,
    nodes: nodes.length,
  };
  if (lateSeconds < -MAX_CLOCK_BEHIND_SECONDS) {
    const message = `The chain's newest block is ${-lateSeconds} s ahead of this machine's clock; set the clock.`;
    return { isReady: false, message, figures };
  }
  const isReady = headAgeSeconds <= MAX_HEAD_AGE_SECONDS;
  const late = `The chain's nodes answer, but their newest block is ${headAgeSeconds} s old: the chain stands, or this machine's clock is ahead.`;
  return { isReady, message: isReady ? "The chain goes on." : late, figures };
}

async function indexHealth(gateway: Gateway): Promise<Health> {
  const cursor = await readCursor(gateway.database);
  const head = await gateway.chain.head().catch(() => undefined);
  const lagBlocks = head ? Math.max(0, head.number - cursor.number) : 0;
  const figures = { blockNumber: cursor.number, lagBlocks };
  if (cursor.alarm) return { isReady: false, message: cursor.alarm.message, figures };
  const isReady = lagBlocks <= MAX_LAG_BLOCKS;
  return { isReady, message: isReady ? "The index follows the chain." : "The index is behind the chain.", figures };
}

async function outboxHealth(gateway: Gateway): Promise<Health> {
  const { oldest, count } = await gateway.database
    .selectFrom("outbox_items")
    .select((row) => [row.fn.min("created_at_seconds").as("oldest"), row.fn.countAll<number>().as("count")])
    .where("state", "in", ["waiting", "signed"])
    .executeTakeFirstOrThrow();
  const { refused } = await gateway.database
    .selectFrom("outbox_items")
    .select((row) => row.fn.countAll<number>().as("refused"))
    .where("state", "=", "refused")
    .executeTakeFirstOrThrow();
  const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, gateway.clock() - Number(oldest));
  const figures = { waiting: Number(count), oldestWaitingSeconds, refused: Number(refused) };
  const isReady = oldestWaitingSeconds <= MAX_WAITING_SECONDS;
  return { isReady, message: isReady ? "The outbox drains." : "Something waits in the outbox for long.", figures };
}
