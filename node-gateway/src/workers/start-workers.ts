import { eventRounds } from "../events/event-rounds.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { sendTick } from "../outbox/send-tick.ts";
import { peerRounds } from "../peers/peer-rounds.ts";
import { readingRounds } from "../readings/reading-rounds.ts";
import { startLoop } from "./start-loop.ts";

export interface Workers {
  /** Lets the rounds that run end, and resolves after them. */
  stop(): Promise<void>;
}

/** Starts the sender and the indexer. `tickMs` is also how long a batch gathers documents at most when the lane is idle. */
export function startWorkers(gateway: Gateway, { tickMs = 250 }: { tickMs?: number } = {}): Workers {
  const report = (worker: string) => (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "INTERNAL";
    gateway.log.warn({ worker, code, err: error }, "A worker's round failed; it goes on with the next.");
  };
  const peers = peerRounds(gateway, { tickMs });
  const loops = [
    startLoop({ run: () => catchUp(gateway), pauseMs: tickMs, onError: report("indexer") }),
    startLoop({ run: () => sendTick(gateway), pauseMs: tickMs, onError: report("sender") }),
    ...eventRounds(gateway).map(({ name, run }) => startLoop({ run, pauseMs: 1_000, onError: report(name) })),
    ...readingRounds(gateway).map(({ name, pauseMs, round }) =>
      startLoop({ run: round, pauseMs, onError: report(name) }),
    ),
    ...peers.map(({ name, pauseMs, round }) => startLoop({ run: round, pauseMs, onError: report(name) })),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all(peers.map((peer) => peer.idle()));
    },
  };
}
