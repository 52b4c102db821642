import { GatewayError } from "../errors.ts";
import type { CallOutcome, Hex0x } from "./chain.ts";
import type { RpcAnswer, RpcFault } from "./json-rpc.ts";
import type { Nodes } from "./nodes.ts";
import { bytesOf, hexOfNumber, isBytes } from "./readings.ts";

interface Call {
  readonly from?: Hex0x;
  readonly to: Hex0x;
  readonly data: Hex0x;
  readonly gas?: number;
  readonly block?: number;
}

/**
 * Runs a call; a revert is an outcome, anything else that a node refuses (a block it does not have) is asked elsewhere.
 * @throws GatewayError CHAIN_UNAVAILABLE.
 */
export async function callOn(nodes: Nodes, { block, gas, ...call }: Call): Promise<CallOutcome> {
  const params = [
    { ...call, ...(gas === undefined ? {} : { gas: hexOfNumber(gas) }) },
    block === undefined ? "latest" : hexOfNumber(block),
  ];
  const isUnclear = (answer: RpcAnswer): boolean =>
    "fault" in answer ? revertOf(answer.fault) === undefined : !isBytes(answer.result);
  const answer = await nodes.ask("eth_call", params, isUnclear);
  if ("result" in answer) return { reverted: false, data: bytesOf(answer.result) };
  const data = revertOf(answer.fault);
  if (data === undefined) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not run the call.");
  return { reverted: true, data };
}

/** Nodes put the data of a revert in different places; undefined when the fault is no revert. */
function revertOf({ code, message, data }: RpcFault): Hex0x | undefined {
  const found = typeof data === "string" ? data : (data as { data?: unknown } | undefined)?.data;
  if (typeof found === "string" && /^0x[0-9a-f]*$/i.test(found)) return found;
  return code === 3 || /revert/i.test(message) ? "0x" : undefined;
}
