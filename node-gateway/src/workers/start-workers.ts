import type { Gateway } from "../gateway.ts";

/** Starts the sender and the indexer; `stop` lets the tick that runs end and resolves after it. */
export function startWorkers(_gateway: Gateway, _options: { tickMs?: number } = {}): { stop(): Promise<void> } {
  throw new Error("not written yet");
}
