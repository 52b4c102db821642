export interface LoopOptions {
  /** One round; it must be harmless to run again. */
  readonly run: () => Promise<void>;
  readonly pauseMs: number;
  /** Told of the first of several failed rounds in a row, so that an outage is one line in the log and not thousands. */
  readonly onError: (error: unknown) => void;
}

const MAX_PAUSE_MS = 5_000;

/** Runs rounds one after the other with a pause between, longer after failures, until stopped. */
export function startLoop({ run, pauseMs, onError }: LoopOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await run();
        failures = 0;
      } catch (error) {
        if (failures++ === 0) onError(error);
      }
      await pause(Math.min(pauseMs * 2 ** failures, Math.max(pauseMs, MAX_PAUSE_MS)), stopping.signal);
    }
  };
  const ended = loop();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
