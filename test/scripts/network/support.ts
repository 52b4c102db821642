import { makeKuboIdentity } from "../../../scripts/network/kubo.ts";
import type { NodeFile } from "../../../scripts/network/node-file.ts";
import { nodeIdentityOf } from "../../../scripts/network/node-identity.ts";
import { seededBytes } from "../../support/seeded.ts";

const PEER_IDS = new Map<string, string>();

/** A member whose keys follow from its name; its Kubo node's, which nothing here signs with, from this run. */
export function memberOf(name: string, memberId: number, change: Partial<NodeFile> = {}): NodeFile {
  const draw = seededBytes(name);
  const peerId = PEER_IDS.get(name) ?? makeKuboIdentity().peerId;
  PEER_IDS.set(name, peerId);
  return {
    type: "sealane-node/1",
    name,
    memberId,
    host: `10.0.0.${memberId}`,
    p2pPort: 30_303,
    kuboPort: 4_001,
    ...nodeIdentityOf(`0x${Buffer.from(draw(32)).toString("hex")}`),
    operator: `0x${Buffer.from(draw(20)).toString("hex")}`,
    peerId,
    ...change,
  };
}

export const FOUR = ["singapore", "rotterdam", "jakarta", "durban"].map((name, index) => memberOf(name, index + 1));
