import type { Gateway } from "../gateway.ts";

/** One thing the gateway needs; `isReady` false of any makes the whole not ready. */
export interface DependencyHealth {
  readonly name: "database" | "chain" | "blobs" | "outbox" | "index";
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

/** Whether the gateway can do its work now, dependency by dependency; never throws. */
export async function readiness(_gateway: Gateway): Promise<Readiness> {
  throw new Error("not written yet");
}
