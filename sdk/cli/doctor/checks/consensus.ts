import { headOf, type Node, NodeFault } from "../../chain/node.ts";
import { type DoctorCheck, fault, notTold, ok, unknown, warning } from "../check.ts";

/** Validators below which one fault stops the chain. */
const MIN_VALIDATORS = 4;
/** Blocks by which a node may be behind the others while it is asked. */
const LAG_BLOCKS = 10;

export const CONSENSUS_CHECKS: readonly DoctorCheck[] = [
  {
    name: "validators",
    run: async ({ nodes }) => {
      if (nodes.length === 0) return undefined;
      const told: string[] = [];
      for (const node of nodes) {
        const validators = await validatorsOf(node);
        if (validators === "not validators")
          return fault(`${node.host} answers with what are no addresses.`, OTHER_NODE);
        if (validators !== undefined) told.push(validators.join(" "));
      }
      const [first, ...others] = new Set(told);
      if (first === undefined) {
        return notTold("The nodes do not tell who validates.", "On Besu, add QBFT to rpc-http-api to see it.");
      }
      if (others.length > 0) return warning("The nodes name different validators.", "Look again after the next block.");
      return judgeCount(first.split(" ").length);
    },
  },
  {
    name: "nodes agree",
    run: async ({ nodes }) => {
      if (nodes.length < 2) return undefined;
      const heads = await Promise.all(nodes.map(async (node) => (await headOf(node)).number));
      const [lowest, highest] = [Math.min(...heads), Math.max(...heads)];
      if (Number.isNaN(lowest)) return fault("A node answers with what is no block.", OTHER_NODE);
      // One below the lowest: the newest may still be on its way, or be taken back by an unclean restart.
      const number = Math.max(0, lowest - 1);
      const hashes = new Set(await Promise.all(nodes.map((node) => hashOf(node, number))));
      if (hashes.has(undefined)) {
        return unknown(`Not every node has block ${number} any more.`, "Look again once all of them are in step.");
      }
      if (hashes.size > 1) return fault(`The nodes have different blocks ${number}: the chain is forked.`, FORKED);
      const text = `All ${nodes.length} nodes have the same block ${number}`;
      const behind = nodes[heads.indexOf(lowest)]?.host;
      return highest - lowest <= LAG_BLOCKS
        ? ok(`${text}.`)
        : warning(
            `${text}, but ${behind} is ${highest - lowest} blocks behind.`,
            "See whether it has peers, and room.",
          );
    },
  },
];

const OTHER_NODE = "It is no node of such a chain, or something stands in front of it; name another.";
const FORKED = "Trust none of them until the validators' operators have found out which of them are right.";

async function validatorsOf(node: Node): Promise<string[] | undefined | "not validators"> {
  try {
    const found = await node.ask("qbft_getValidatorsByBlockNumber", ["latest"]);
    const isRight =
      Array.isArray(found) && found.length > 0 && found.every((one) => /^0x[0-9a-f]{40}$/i.test(String(one)));
    return isRight ? found.map((one) => String(one).toLowerCase()).sort() : "not validators";
  } catch (error) {
    if (error instanceof NodeFault) return undefined;
    throw error;
  }
}

function judgeCount(validators: number) {
  const faults = Math.floor((validators - 1) / 3);
  const text = `${validators} validators: ${faults} may fail, ${Math.ceil((2 * validators) / 3)} seal a block.`;
  return validators >= MIN_VALIDATORS
    ? ok(text)
    : warning(text, `Have ${MIN_VALIDATORS} or more: n of them bear the fault of ⌊(n − 1) / 3⌋.`);
}

async function hashOf(node: Node, number: number): Promise<string | undefined> {
  const block = (await node.ask("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])) as {
    hash?: unknown;
  } | null;
  return typeof block?.hash === "string" ? block.hash.toLowerCase() : undefined;
}
