import { GatewayError } from "../errors.ts";
import type { Hex0x, SendOutcome } from "./chain.ts";
import type { RpcAnswer } from "./json-rpc.ts";
import type { Nodes } from "./nodes.ts";

/** What nodes say (Besu, CometBFT's EVM, anvil), and what it means. To add a wording, add a row. */
const WORDINGS: readonly (readonly [RegExp, SendOutcome])[] = [
  [/already known|known transaction|already imported|already exists|already in (the )?(cache|mempool)/i, "known"],
  [
    /nonce (is )?too low|nonce too old|below (the )?(current|account) nonce|invalid nonce; got \d+, expected/i,
    "nonceUsed",
  ],
  [/distant|nonce too high|too far|pool is full|limit reached|mempool is full|nonce gap/i, "nonceTooDistant"],
];

/**
 * Hands over a transaction. One sender's transactions go to one node while it answers: nodes queue what comes out of
 * order, but do not gossip it.
 * @throws GatewayError CHAIN_REFUSED, CHAIN_UNAVAILABLE.
 */
export async function sendTo(nodes: Nodes, raw: Hex0x, reach: "one" | "all"): Promise<SendOutcome> {
  if (reach === "one") return outcomeOf(await nodes.ask("eth_sendRawTransaction", [raw]));
  const answers: RpcAnswer[] = [];
  for (let index = 0; index < nodes.count; index++) {
    const answer = await nodes.askOne(index, "eth_sendRawTransaction", [raw]).catch(() => undefined);
    if (answer) answers.push(answer);
  }
  const best = answers.find((answer) => "result" in answer) ?? answers[0];
  if (best) return outcomeOf(best);
  throw new GatewayError("CHAIN_UNAVAILABLE", "No node of the chain took the transaction.");
}

function outcomeOf(answer: RpcAnswer): SendOutcome {
  if ("result" in answer) return "taken";
  const { message } = answer.fault;
  const row = WORDINGS.find(([wording]) => wording.test(message));
  if (row) return row[1];
  // The node's words are safe to keep: they speak of our own transaction, which is public.
  throw new GatewayError("CHAIN_REFUSED", `The chain refuses a transaction: ${message.slice(0, 200)}`);
}
