import { text } from "node:stream/consumers";
import { alertTick, watchTick } from "../../../node-gateway/src/alerts/alert-rounds.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { openGateway } from "../../../node-gateway/src/open-gateway.ts";
import { sendAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import type { AlertDraft } from "../../../node-gateway/src/usecases/alerts/draft.ts";
import { PASSPHRASE } from "../../support/gateway/member.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import type { Place } from "./programs.ts";

/** What the parent tells this process to do: to send an alert, to take in papers that meet it, and the rounds of both. */
export interface AlertOrders extends Place {
  /** Idempotency keys begin so. */
  readonly name: string;
  readonly to: number;
  readonly container: string;
  readonly papers: number;
}

const { name, to, container, papers, ...place } = JSON.parse(await text(process.stdin)) as AlertOrders;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const chain = createJsonRpcChain({ urls: place.rpcUrls });
const { timeSeconds } = await chain.head();
const { gateway, close } = await openGateway({
  ...{ ...place, chain, passphrase: PASSPHRASE, log: silent, clock: () => timeSeconds },
});
await catchUp(gateway);
const draft: AlertDraft = {
  ...{ category: "drugs", modus: "How.", reason: name, action: "inspect", source: "A", credibility: 1, tlp: "amber" },
  ...{ patterns: [{ containers: [container] }], sharedWith: { members: [to], group: null } },
  validUntilSeconds: 1_000_000 * Math.ceil(timeSeconds / 1_000_000 + 1),
};
for (let paper = 0; paper < papers; paper++)
  await submitNumber(gateway, "declaration-import", { number: `${name}-${paper}` });
await sendAlert(gateway, { draft, audience: [to], isCleared: true, actor: "officer", idempotencyKey: `${name}-alert` });
await alertTick(gateway);
await watchTick(gateway);
await close();
