import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ForestName, Grown, Hex32, LabelledLine, TrainSettings, Tree } from "@sealane/sdk";
import type { Database } from "../database/database.ts";

/** What the thread of trainings can be asked, and with what. */
export interface Asked {
  readonly choose: { readonly lines: readonly LabelledLine[]; readonly seed: number };
  readonly hold: { readonly lines: readonly LabelledLine[]; readonly settings: TrainSettings };
  readonly grow: { readonly grown: Grown; readonly count: number };
  readonly finish: { readonly grown: Grown };
}

/** What it answers. */
export interface Answers {
  /** Settings chosen on the newest of the lines. */
  readonly choose: TrainSettings;
  /** So many lines are held from now on to grow on. */
  readonly hold: number;
  /** The next trees, none at the end. */
  readonly grow: readonly GrownTree[];
  readonly finish: { readonly digest: Hex32; readonly text: string };
}

export type Question = keyof Asked;

export interface GrownTree {
  readonly name: ForestName;
  readonly tree: Tree;
}

/** A thread, and the training whose lines it holds. */
export interface TrainingThread {
  readonly worker: Worker;
  holds: number | undefined;
}

const THREADS = new WeakMap<Database, TrainingThread>();

/** The thread of a database's trainings, started when it is needed first. */
export function threadOf(database: Database): TrainingThread {
  const running = THREADS.get(database);
  if (running) return running;
  const worker = new Worker(new URL("./training-thread.ts", import.meta.url));
  // An idle thread keeps no process from ending.
  worker.unref();
  const thread: TrainingThread = { worker, holds: undefined };
  THREADS.set(database, thread);
  // Both: between its error and its exit a thread hears nothing.
  for (const event of ["error", "exit"]) worker.once(event, () => forget(database, thread));
  return thread;
}

function forget(database: Database, thread: TrainingThread): void {
  if (THREADS.get(database) === thread) THREADS.delete(database);
}

/** Ends the thread, and with it what it holds. */
export async function endThread(database: Database): Promise<void> {
  await THREADS.get(database)?.worker.terminate();
}

/** Asks the thread one thing at a time; rejects with what went wrong there, after which another thread is started. */
export async function askThread<Q extends Question>(
  { worker }: TrainingThread,
  question: Q,
  asked: Asked[Q],
): Promise<Answers[Q]> {
  const ended = new AbortController();
  const gone = once(worker, "exit", { signal: ended.signal }).then(() => {
    throw new Error("The thread of trainings ended before it answered.");
  });
  worker.ref();
  try {
    worker.postMessage({ question, asked });
    // `once` rejects when the thread emits an error.
    const [answer] = (await Promise.race([once(worker, "message", { signal: ended.signal }), gone])) as [Answers[Q]];
    return answer;
  } finally {
    gone.catch(() => undefined);
    ended.abort();
    worker.unref();
  }
}
