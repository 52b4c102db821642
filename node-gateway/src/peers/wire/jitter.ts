import type { Gateway } from "../../gateway.ts";

const MAX_BACK_OFF_SECONDS = 900;

/** 1 to `seconds`, evenly: full jitter, so that gateways which failed together do not come back together. */
export function jitter({ randomBytes }: Pick<Gateway, "randomBytes">, seconds: number): number {
  const share = Buffer.from(randomBytes(4)).readUInt32BE() / 2 ** 32;
  return 1 + Math.floor(share * seconds);
}

/** Seconds until the next attempt: up to twice as long each time, at most `maxSeconds`. */
export const backOff = (
  gateway: Pick<Gateway, "randomBytes">,
  attempts: number,
  maxSeconds: number = MAX_BACK_OFF_SECONDS,
): number => jitter(gateway, Math.min(maxSeconds, 2 ** Math.min(attempts, 20)) - 1);
