import { headOf } from "../../chain/node.ts";
import { type DoctorCheck, fault, ok } from "../check.ts";
import { LISTED, listingOf } from "../listing.ts";

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
      const listing = await listingOf({ node, address: directory, block: (await headOf(node)).number });
      const missing = LISTED.filter((name) => listing[name] === undefined);
      return missing.length === 0
        ? ok(`${LISTED.join(", ")} are listed.`)
        : fault(`Not listed: ${missing.join(", ")}.`, FIX);
    },
  },
];
