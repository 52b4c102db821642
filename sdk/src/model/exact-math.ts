const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e to the power of x, by additions and multiplications alone: IEEE 754 fixes those to the bit, and leaves `Math.exp`
 * to the engine. Off by less than 1e-15 of the value; 0 below -700, held to e^700 above.
 */
export function exp(x: number): number {
  if (x < -700) return 0;
  const bounded = Math.min(x, 700);
  const twos = Math.round(bounded / Math.LN2);
  const rest = bounded - twos * LN2_HIGH - twos * LN2_LOW;
  let sum = 1;
  for (let term = 14; term > 0; term--) sum = 1 + (rest / term) * sum;
  // Not `2 **`: its result, too, is left to the engine.
  for (let times = Math.abs(twos); times > 0; times--) sum *= twos > 0 ? 2 : 0.5;
  return sum;
}

/** The natural logarithm of a number above 0, by basic arithmetic alone, for the same reason; off by less than 1e-15. */
export function log(x: number): number {
  let twos = 0;
  let rest = x;
  while (rest > Math.SQRT2) {
    rest /= 2;
    twos++;
  }
  while (rest < Math.SQRT1_2) {
    rest *= 2;
    twos--;
  }
  const ratio = (rest - 1) / (rest + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let term = 23; term > 0; term -= 2) sum = sum * square + 1 / term;
  return twos * LN2_HIGH + (2 * ratio * sum + twos * LN2_LOW);
}

/** The probability that belongs to a margin (log-odds). */
export const sigmoid = (margin: number): number => 1 / (1 + exp(-margin));

/** Log-odds of a probability strictly between 0 and 1. */
export const logOdds = (probability: number): number => log(probability / (1 - probability));
