import { setTimeout as pause } from "node:timers/promises";
import type { Chain } from "../../node-gateway/src/chain/chain.ts";
import { GatewayError } from "../../node-gateway/src/errors.ts";
import type { SignedStep } from "./sign.ts";

export interface SettleOptions {
  /** 0x, the account that signed. */
  readonly account: string;
  readonly timeoutMs?: number;
  readonly log?: (line: string) => void;
}

const POLL_MS = 150;
/** A node may have forgotten its pool: what is not mined is sent again every so many rounds. */
const RESEND_ROUNDS = 20;
/** Nodes answer for receipts a little later than for nonces. */
const RECEIPT_WAIT_MS = 4_000;

/**
 * Sends signed steps, the same bytes again and again, until each nonce is used.
 * @returns The steps that were not done because other transactions of the account came in between; mostly none.
 * @throws GatewayError CHAIN_REVERTED, CHAIN_REFUSED, CHAIN_UNAVAILABLE (also when the time is over).
 */
export async function settle(
  chain: Chain,
  steps: readonly SignedStep[],
  { account, timeoutMs = 180_000, log = () => {} }: SettleOptions,
): Promise<readonly SignedStep[]> {
  const deadlineMs = performance.now() + timeoutMs;
  const undone: SignedStep[] = [];
  let waiting = steps;
  for (let round = 0; ; round++) {
    const used = await chain.nonce(account);
    const spent = waiting.filter(({ nonce }) => nonce < used);
    const ends = await Promise.all(spent.map((step) => endOf(chain, step)));
    for (const [index, step] of spent.entries()) {
      // Without an earlier step, a later one may well revert: both are done again.
      if (ends[index] === "reverted" && undone.length === 0) throw reverted(step);
      if (ends[index] === "mined") log(`Mined: ${step.title}`);
      else undone.push(step);
    }
    waiting = waiting.slice(spent.length);
    if (waiting.length === 0) return undone;
    if (performance.now() > deadlineMs) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain mines nothing in time.");
    if (round % RESEND_ROUNDS === 0) await sendAll(chain, waiting, log);
    await pause(POLL_MS);
  }
}

/** Sends in order, as many as the node takes at once. */
async function sendAll(chain: Chain, steps: readonly SignedStep[], log: (line: string) => void): Promise<void> {
  for (const step of steps) {
    const outcome = await chain.send(step.raw).catch(refusedReplacement);
    if (outcome === "nonceTooDistant") return;
    if (outcome === "taken") log(`Sent: ${step.title}`);
  }
}

/** A pending transaction with this nonce cannot be replaced at price 0: whether it was this one, its receipt will say. */
function refusedReplacement(cause: unknown): "known" {
  if (cause instanceof GatewayError && cause.code === "CHAIN_REFUSED" && /replace|underpriced/i.test(cause.message)) {
    return "known";
  }
  throw cause;
}

/** What became of a step whose nonce is used; lost when another transaction used it. */
async function endOf(chain: Chain, { hash }: SignedStep): Promise<"mined" | "reverted" | "lost"> {
  const deadlineMs = performance.now() + RECEIPT_WAIT_MS;
  for (;;) {
    const receipt = await chain.receipt(hash);
    if (receipt) return receipt.succeeded ? "mined" : "reverted";
    if (performance.now() > deadlineMs) return "lost";
    await pause(POLL_MS);
  }
}

const reverted = ({ title }: SignedStep): GatewayError =>
  new GatewayError("CHAIN_REVERTED", `The chain reverted the step "${title}".`);
