import { headOf, type Node, NodeFault, numberOf } from "../../chain/node.ts";
import { spanText } from "../../output/time.ts";
import { type Diagnosis, type DoctorCheck, fault, ok, type Patient, unknown } from "../check.ts";
import { ofEachNode } from "../each-node.ts";

/** Development nodes, whose suggested price binds nobody. */
const TAKES_FREE_GAS = /^(anvil|HardhatNetwork)\//;
const STILL_SECONDS = 120;
const SKEW_SECONDS = 15;

/** A check that a value is the same at every node. */
const sameEverywhere = (
  name: string,
  read: (node: Node) => Promise<string | undefined>,
  expected?: (it: Patient) => string | undefined,
) => ({
  name,
  run: async (patient: Patient): Promise<Diagnosis | undefined> => {
    if (patient.nodes.length === 0) return undefined;
    const values = new Set<string>();
    for (const node of patient.nodes) {
      const value = await read(node);
      if (value === undefined) return fault(`${node.host} answers with none.`, "Name a node of the chain itself.");
      values.add(value);
    }
    const [value = "", ...others] = values;
    if (others.length > 0) return fault("The nodes are not of one chain.", "Name nodes of the same chain only.");
    const wanted = expected?.(patient);
    return wanted === undefined || wanted === value
      ? ok(value)
      : fault(`${value}, but ${wanted} is expected.`, "Name nodes of the right chain, or mend the setting.");
  },
});

async function genesisOf(node: Node): Promise<string | undefined> {
  const block = (await node.ask("eth_getBlockByNumber", ["0x0", false])) as { hash?: unknown } | null;
  const hash = String(block?.hash).toLowerCase();
  return /^0x[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

async function chainIdOf(node: Node): Promise<string | undefined> {
  const chainId = numberOf(await node.ask("eth_chainId", []));
  return Number.isSafeInteger(chainId) ? String(chainId) : undefined;
}

const versionOf = (node: Node): Promise<string> => node.ask("web3_clientVersion", []).then(String, () => "");

export const CHAIN_CHECKS: readonly DoctorCheck[] = [
  ofEachNode("rpc", async (node) => {
    try {
      return ok(String(await node.ask("web3_clientVersion", [])).slice(0, 60));
    } catch (error) {
      if (error instanceof NodeFault) return ok("It answers.");
      return fault("It does not answer.", "Start the node, open its port, and look at the URL.");
    }
  }),
  sameEverywhere("chain id", chainIdOf, ({ chainId }) => chainId?.toString()),
  sameEverywhere("genesis", genesisOf),
  ofEachNode("gas price", async (node) => {
    const price = numberOf(await node.ask("eth_gasPrice", []));
    if (price === 0) return ok("Gas is free.");
    if (TAKES_FREE_GAS.test(await versionOf(node)))
      return ok(`It suggests ${price} wei, but takes transactions for nothing.`);
    return fault(`Gas costs ${price} wei.`, "Run the node with a minimum gas price of 0.");
  }),
  ofEachNode("base fee", async (node) => {
    const { number, baseFee } = await headOf(node);
    // Besu gives block 0 the initial base fee of EIP-1559, also where all later blocks have none.
    if (number === 0)
      return unknown("There is only the first block, whose base fee says nothing.", "Look again later.");
    return baseFee === 0
      ? ok("There is no base fee.")
      : fault(`The base fee is ${baseFee} wei.`, "Set zeroBaseFee in the genesis.");
  }),
  ofEachNode("head age", async (node, { io }) => {
    const { number, timeSeconds } = await headOf(node);
    if (Number.isNaN(number + timeSeconds)) return fault("It answers with what is no block.", "Name another node.");
    const age = io.now() - timeSeconds;
    if (age < -SKEW_SECONDS) {
      return fault(
        `Block ${number} is ${spanText(age)} ahead of this clock.`,
        "Set the clocks by NTP, here and at the validators.",
      );
    }
    const fix = "A chain that makes blocks on demand may be well; else see whether enough validators run.";
    const text = `Block ${number} is ${spanText(age)} old.`;
    return age <= STILL_SECONDS ? ok(text) : unknown(text, fix);
  }),
];
