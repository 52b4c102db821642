import { alertRounds } from "../alerts/alert-rounds.ts";
import { withLease } from "../database/with-lease.ts";
import { drawRounds } from "../draws/draw-rounds.ts";
import { codeOf } from "../errors.ts";
import { eventRounds } from "../events/event-rounds.ts";
import type { Gateway } from "../gateway.ts";
import { catchUp } from "../indexer/catch-up.ts";
import { ledgerRounds } from "../ledger/ledger-rounds.ts";
import { modelRounds } from "../model/model-rounds.ts";
import { sendTick } from "../outbox/send-tick.ts";
import { peerRounds } from "../peers/peer-rounds.ts";
import { readingRounds } from "../readings/reading-rounds.ts";
import { rotationRounds } from "../rotation/rotation-rounds.ts";
import { selectivityRounds } from "../selectivity/selectivity-rounds.ts";
import { sharingRounds } from "../sharing/sharing-rounds.ts";
import { startLoop } from "./start-loop.ts";

export interface Workers {
  /** Lets the rounds that run end, and resolves after them. */
  stop(): Promise<void>;
}

/**
 * Starts the sender, the indexer and what else goes on by itself. Of several processes on one database, one at a time is
 * at each of these; rounds for partners and readings take their leases themselves. `tickMs` is also how long a batch
 * gathers documents at most when the lane is idle.
 */
export function startWorkers(gateway: Gateway, { tickMs = 250 }: { tickMs?: number } = {}): Workers {
  const report = (worker: string) => (error: unknown) => {
    const code = codeOf(error);
    gateway.log.warn({ worker, code, err: error }, "A worker's round failed; it goes on with the next.");
  };
  const leased = (name: string, work: () => Promise<void>, pauseMs: number) =>
    startLoop({
      run: async () => void (await withLease(gateway.database, name, work)),
      pauseMs,
      onError: report(name),
    });
  const peers = peerRounds(gateway, { tickMs });
  const loops = [
    leased("indexer", () => catchUp(gateway), tickMs),
    leased("sender", () => sendTick(gateway), tickMs),
    ...[
      ...eventRounds(gateway),
      ...sharingRounds(gateway),
      ...ledgerRounds(gateway),
      ...selectivityRounds(gateway),
      ...modelRounds(gateway),
      ...alertRounds(gateway),
    ].map(({ name, pauseMs, round }) => leased(name, round, pauseMs)),
    ...drawRounds(gateway).map(({ name, pauseMs, round }) => leased(name, round, pauseMs)),
    ...[...readingRounds(gateway), ...rotationRounds(gateway)].map(({ name, pauseMs, round }) =>
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
