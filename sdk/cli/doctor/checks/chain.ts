import { headOf, type Node, NodeFault, numberOf } from "../../chain/node.ts";
import { spanText } from "../../output/time.ts";
import { type Diagnosis, type DoctorCheck, fault, ok, type Patient, unknown } from "../check.ts";

/** Init code that copies a word with MCOPY (EIP-5656) and returns it: a chain before Cancun halts at the opcode. */
const MCOPY_PROBE = "0x60016000526020600060205e60206020f3";
const ONE = `0x${"1".padStart(64, "0")}`;
/** Development nodes, whose suggested price binds nobody. */
const TAKES_FREE_GAS = /^(anvil|HardhatNetwork)\//;
const LOG_WINDOW = 5_000;
const STILL_SECONDS = 120;
const SKEW_SECONDS = 15;

/** A check that every node must pass; the first that does not is told. */
const ofEveryNode = (name: string, run: (node: Node, patient: Patient) => Promise<Diagnosis>): DoctorCheck => ({
  name,
  run: async (patient) => {
    const found: Diagnosis[] = [];
    for (const node of patient.nodes) {
      const diagnosis = await run(node, patient).catch(asDiagnosis);
      found.push({ ...diagnosis, message: `${node.host}: ${diagnosis.message}` });
    }
    return (
      found.find(({ status }) => status === "fault") ?? found.find(({ status }) => status === "unknown") ?? found[0]
    );
  },
});

function asDiagnosis(error: unknown): Diagnosis {
  return error instanceof NodeFault
    ? fault(`It refuses this: ${error.message}`, "Turn this part of its JSON-RPC on, or name another node.")
    : unknown("It does not answer.", "See the check of its RPC.");
}

/** A check that a value is the same at every node. */
const sameEverywhere = (
  name: string,
  read: (node: Node) => Promise<string>,
  expected?: (it: Patient) => string | undefined,
) => ({
  name,
  run: async (patient: Patient): Promise<Diagnosis | undefined> => {
    if (patient.nodes.length === 0) return undefined;
    const values = new Set<string>();
    for (const node of patient.nodes) values.add(await read(node));
    const [value = "", ...others] = values;
    if (others.length > 0) return fault("The nodes are not of one chain.", "Name nodes of the same chain only.");
    const wanted = expected?.(patient);
    return wanted === undefined || wanted === value
      ? ok(value)
      : fault(`${value}, but ${wanted} is expected.`, "Name nodes of the right chain, or mend the setting.");
  },
});

const genesisOf = async (node: Node): Promise<string> =>
  String(((await node.ask("eth_getBlockByNumber", ["0x0", false])) as { hash?: unknown } | null)?.hash);

export const CHAIN_CHECKS: readonly DoctorCheck[] = [
  ofEveryNode("rpc", async (node) => {
    try {
      return ok(String(await node.ask("web3_clientVersion", [])).slice(0, 60));
    } catch (error) {
      if (error instanceof NodeFault) return ok("It answers.");
      return fault("It does not answer.", "Start the node, open its port, and look at the URL.");
    }
  }),
  sameEverywhere(
    "chain id",
    async (node) => String(numberOf(await node.ask("eth_chainId", []))),
    ({ chainId }) => chainId?.toString(),
  ),
  sameEverywhere("genesis", genesisOf),
  ofEveryNode("gas price", async (node) => {
    const price = numberOf(await node.ask("eth_gasPrice", []));
    if (price === 0) return ok("Gas is free.");
    const version = String(await node.ask("web3_clientVersion", []));
    if (TAKES_FREE_GAS.test(version)) return ok(`It suggests ${price} wei, but takes transactions for nothing.`);
    return fault(`Gas costs ${price} wei.`, "Run the node with a minimum gas price of 0.");
  }),
  ofEveryNode("base fee", async (node) => {
    const { baseFee } = await headOf(node);
    return baseFee === 0
      ? ok("There is no base fee.")
      : fault(`The base fee is ${baseFee} wei.`, "Set zeroBaseFee in the genesis.");
  }),
  ofEveryNode("evm rules", async (node) => {
    const found = await node.ask("eth_call", [{ data: MCOPY_PROBE }, "latest"]).catch((error: unknown) => {
      if (error instanceof NodeFault) return undefined;
      throw error;
    });
    const fix = "The contracts need Cancun: set cancunTime in the genesis of every node.";
    return found === ONE ? ok("The chain runs Cancun (MCOPY).") : fault("The chain does not know MCOPY.", fix);
  }),
  ofEveryNode("log range", async (node, { directory }) => {
    const { number } = await headOf(node);
    const fromBlock = `0x${Math.max(0, number - LOG_WINDOW + 1).toString(16)}`;
    await node.ask("eth_getLogs", [
      { fromBlock, toBlock: `0x${number.toString(16)}`, ...(directory && { address: directory }) },
    ]);
    return ok(`Events of ${Math.min(number + 1, LOG_WINDOW)} blocks come in one answer.`);
  }),
  ofEveryNode("head age", async (node, { io }) => {
    const { number, timeSeconds } = await headOf(node);
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
