/** Validators below which a chain stops at the first fault. */
export const MIN_VALIDATORS = 4;

/** How many of n validators may be dead or dishonest while the chain goes on: ⌊(n − 1) / 3⌋. */
export const faultTolerance = (validators: number): number => Math.floor((validators - 1) / 3);

/** How many of n validators must seal a block: ⌈2n / 3⌉. */
export const quorum = (validators: number): number => Math.ceil((2 * validators) / 3);

/**
 * Refuses a consortium that one fault stops, unless that is wanted.
 * @throws Error.
 */
export function refuseFewValidators(validators: number, isUnsafe: boolean): void {
  if (!Number.isSafeInteger(validators) || validators < 1 || validators > 100) {
    throw new Error("A consortium has 1 to 100 members.");
  }
  if (validators >= MIN_VALIDATORS || isUnsafe) return;
  throw new Error(
    `With ${validators} validators the chain stops as soon as one is away or lies: n validators bear ⌊(n − 1) / 3⌋ ` +
      `faults, so one needs ${MIN_VALIDATORS}. Say --unsafe for a chain that may stop.`,
  );
}
