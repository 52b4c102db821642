import { headOf, type Node, NodeFault, numberOf } from "../../chain/node.ts";
import { type Diagnosis, type DoctorCheck, fault, ok, warning } from "../check.ts";
import { ofEachNode } from "../each-node.ts";

/** Blocks of which a gateway asks the events at once, where the node lets it. */
const LOG_WINDOW = 5_000;
/** A batch of 1,000 documents is a transaction of about as many bytes; twice as many characters of JSON. */
const TRANSACTION_BYTES = 131_072;
/** No contract is there, so its answer costs nothing. */
const NOBODY = `0x${"00".repeat(18)}dead`;
const ONE = `0x${"1".padStart(64, "0")}`;

/**
 * Instructions that the contracts are compiled to, each with init code that returns a word of 1 by it: a chain without
 * the instruction halts at it. Nothing is deployed. To add one, add a row.
 */
const RULES = [
  { name: "PUSH0", eip: 3855, code: "0x60015f5260205ff3" },
  { name: "TSTORE", eip: 1153, code: "0x600160005d60005c60005260206000f3" },
  { name: "MCOPY", eip: 5656, code: "0x60016000526020600060205e60206020f3" },
] as const;

export const ENGINE_CHECKS: readonly DoctorCheck[] = [
  ofEachNode("evm rules", async (node) => {
    const missing: string[] = [];
    for (const { name, eip, code } of RULES) if (!(await runs(node, code))) missing.push(`${name} (EIP-${eip})`);
    const fix = "The contracts need Cancun: set cancunTime in the genesis of every node.";
    return missing.length === 0
      ? ok(`The chain runs Cancun (${RULES.map(({ name }) => name).join(", ")}).`)
      : fault(`The chain does not know ${missing.join(", ")}.`, fix);
  }),
  ofEachNode("log range", async (node, { directory }) => {
    const { number } = await headOf(node);
    const wanted = Math.min(number + 1, LOG_WINDOW);
    for (let blocks = wanted; blocks >= 1; blocks = Math.floor(blocks / 2)) {
      const found = await logsOf(node, { last: number, blocks, directory });
      if (found === "refused") continue;
      if (found === "not logs") return fault("It answers with what are no events.", "Name another node.");
      return judgeWindow(blocks, wanted);
    }
    return fault("It refuses the events even of one block.", "Turn eth_getLogs on, or name another node.");
  }),
  ofEachNode("request size", async (node) => {
    const data = `0x${"00".repeat(TRANSACTION_BYTES)}`;
    const kib = TRANSACTION_BYTES / 1024;
    try {
      await node.ask("eth_call", [{ to: NOBODY, data }, "latest"]);
      return ok(`A call with ${kib} KiB gets through; whether a transaction does, only sending tells.`);
    } catch {
      // A proxy or node that cuts it off answers with anything, or not at all.
      const fix =
        "Raise the limit of request bodies to 1 MiB, at the node (rpc-http-max-request-content-length) and proxy.";
      return fault(`A call with ${kib} KiB does not get through, so no batch of 1,000 documents will.`, fix);
    }
  }),
];

/** Whether init code runs to its end. Some nodes want a callee for a call, but estimate a deployment. */
async function runs(node: Node, data: string): Promise<boolean> {
  const called = await node.ask("eth_call", [{ data }, "latest"]).catch(undefinedIfRefused);
  if (called !== undefined) return called === ONE;
  return numberOf(await node.ask("eth_estimateGas", [{ data }]).catch(undefinedIfRefused)) > 0;
}

function undefinedIfRefused(error: unknown): undefined {
  if (!(error instanceof NodeFault)) throw error;
}

interface Window {
  readonly last: number;
  readonly blocks: number;
  readonly directory: string | undefined;
}

async function logsOf(node: Node, { last, blocks, directory }: Window): Promise<"logs" | "not logs" | "refused"> {
  const [fromBlock, toBlock] = [last - blocks + 1, last].map((number) => `0x${number.toString(16)}`);
  const filter = { fromBlock, toBlock, ...(directory !== undefined && { address: directory }) };
  const logs = await node.ask("eth_getLogs", [filter]).catch(undefinedIfRefused);
  if (logs === undefined) return "refused";
  return Array.isArray(logs) ? "logs" : "not logs";
}

function judgeWindow(blocks: number, wanted: number): Diagnosis {
  const text = `Events of ${blocks} blocks come in one answer`;
  return blocks === wanted
    ? ok(`${text}.`)
    : warning(
        `${text}, those of ${wanted} do not.`,
        `Gateways ask for less then, more often. Allow ${LOG_WINDOW} blocks.`,
      );
}
