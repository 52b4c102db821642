import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { describeChain } from "../../behaviours/chain.ts";
import { deployNetwork } from "../../support/gateway/network.ts";

describeChain("on this machine", async () => {
  const network = await deployNetwork();
  const chain = createJsonRpcChain({ urls: [network.anvil.rpcUrl] });
  return { chain, deployment: network.deployment, close: network.stop };
});
