/** The instants at which a gateway may be killed in tests; test/gateway/crash kills it at each. */
export const CRASH_POINTS = [
  "intake:after-temp",
  "intake:after-rename",
  "intake:before-commit",
  "intake:after-commit",
  "signing:before-commit",
  "signing:after-commit",
  "sending:before-broadcast",
  "sending:after-broadcast",
  "indexing:before-commit",
  "indexing:after-commit",
  "sharing:after-wrap",
  "sharing:before-commit",
  "delivering:before-send",
  "delivering:after-send",
  "receiving:before-commit",
  "receiving:after-commit",
  "reading:before-commit",
  "reading:after-commit",
  "receipt:before-commit",
  "receipt:after-commit",
  "seed:before-commit",
  "seed:after-commit",
  "alert:before-commit",
  "alert:after-commit",
  "match:before-commit",
  "match:after-commit",
  "training:before-commit",
  "training:after-commit",
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Ends this process at once, without any clean-up, when the environment variable SEALANE_CRASH_AT names this point. */
export function crashPoint(name: CrashPoint): void {
  if (process.env["SEALANE_CRASH_AT"] === name) process.kill(process.pid, "SIGKILL");
}
