import { keccak_256 } from "@noble/hashes/sha3.js";
import { hexOf, utf8Encode } from "../../../src/index.ts";
import { type DoctorCheck, fault, ok } from "../check.ts";

const NAMES = ["MemberRegistry", "DocumentRegistry"] as const;
const LOCATION_OF = hexOf(keccak_256(utf8Encode("locationOf(bytes32)")).subarray(0, 4));
const FIX = "Look at the directory's address and the chain; ask the consortium for the right one.";

export const CONTRACT_CHECKS: readonly DoctorCheck[] = [
  {
    name: "directory",
    run: async ({ nodes: [node], directory }) => {
      if (!node || directory === undefined) return undefined;
      const code = String(await node.ask("eth_getCode", [directory, "latest"]));
      return code.length > 2
        ? ok(`It has code (${code.length / 2 - 1} bytes).`)
        : fault("There is no contract at its address.", FIX);
    },
  },
  {
    name: "contracts",
    run: async ({ nodes: [node], directory }) => {
      if (!node || directory === undefined) return undefined;
      const missing: string[] = [];
      for (const name of NAMES) {
        const data = `0x${LOCATION_OF}${hexOf(utf8Encode(name)).padEnd(64, "0")}`;
        const location = String(await node.ask("eth_call", [{ to: directory, data }, "latest"]));
        if (!/^0x0{24}[0-9a-f]{40}$/.test(location) || /^0x0+$/.test(location)) missing.push(name);
      }
      return missing.length === 0
        ? ok(`${NAMES.join(" and ")} are listed.`)
        : fault(`Not listed: ${missing.join(", ")}.`, FIX);
    },
  },
];
