import { hexOf, utf8Encode } from "../../../src/index.ts";
import { callWords } from "../../chain/contract.ts";
import { headOf } from "../../chain/node.ts";
import { type DoctorCheck, fault, ok } from "../check.ts";

const NAMES = ["MemberRegistry", "DocumentRegistry"] as const;
const FIX = "Look at the directory's address and the chain; ask the consortium for the right one.";

export const CONTRACT_CHECKS: readonly DoctorCheck[] = [
  {
    name: "directory",
    run: async ({ nodes: [node], directory }) => {
      if (!node || directory === undefined) return undefined;
      const code = String(await node.ask("eth_getCode", [directory, "latest"]));
      const isThere = code.length > 2;
      return isThere
        ? ok(`It has code (${code.length / 2 - 1} bytes).`)
        : fault("There is no contract at its address.", FIX);
    },
  },
  {
    name: "contracts",
    run: async ({ nodes: [node], directory }) => {
      if (!node || directory === undefined) return undefined;
      const contract = { node, address: directory, block: (await headOf(node)).number };
      const missing: string[] = [];
      for (const name of NAMES) {
        const word = hexOf(utf8Encode(name)).padEnd(64, "0");
        const [location = ""] = await callWords(contract, "locationOf(bytes32)", [word]).catch(() => [""]);
        if (!/^0{24}[0-9a-f]{40}$/.test(location) || /^0+$/.test(location)) missing.push(name);
      }
      return missing.length === 0
        ? ok(`${NAMES.join(" and ")} are listed.`)
        : fault(`Not listed: ${missing.join(", ")}.`, FIX);
    },
  },
];
