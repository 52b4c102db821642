import { randomBytes } from "node:crypto";
import { kindByName } from "@sealane/sdk";
import { Interface } from "ethers";
import { DOCUMENT_REGISTRY } from "../../../node-gateway/src/chain/abi/document-registry.ts";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { enrol } from "../../member/enrol.ts";
import { settle } from "../../transactions/settle.ts";
import { accountOf, signSteps } from "../../transactions/sign.ts";
import { type BenchChain, withChain } from "../chain.ts";
import { type Row, rowOf } from "../measure.ts";
import type { Suite } from "../suite.ts";

const BATCHES = [1, 100, 1000];
const OPERATOR_KEY = `0x${"43".repeat(32)}`;
const KIND = "bill-of-lading-master";
const registry = new Interface(DOCUMENT_REGISTRY.abi);

export const gas: Suite = {
  name: "gas",
  about: "gas per document anchored: alone, in batches of 100 and of 1,000; whole transactions, on a local chain",
  run: ({ quick }) => withChain((chain) => measure(chain, quick ? 1 : 3)),
};

/** The first batch of a member pays for slots that later ones find; it is anchored before anything is measured. */
async function measure({ rpcUrl, deployment, registrarKey }: BenchChain, runs: number): Promise<Row[]> {
  const operator = accountOf(OPERATOR_KEY);
  const period = { validUntilSeconds: 4_000_000_000 };
  const member = { memberId: 7, country: "SG", roles: 2, operator, kinds: [KIND] as const, ...period };
  await enrol({ rpcUrl, memberRegistry: deployment.memberRegistry }, registrarKey, member);
  await anchor(rpcUrl, deployment.documentRegistry, 1);
  const rows: Row[] = [];
  for (const size of BATCHES) {
    const samples: number[] = [];
    for (let run = 0; run < runs; run++) samples.push((await anchor(rpcUrl, deployment.documentRegistry, size)) / size);
    rows.push(rowOf(size === 1 ? "anchored alone" : `anchored in a batch of ${size}`, "gas/document", samples));
  }
  return rows;
}

/** Anchors so many documents in one transaction; the gas it used. */
async function anchor(rpcUrl: string, to: string, size: number): Promise<number> {
  const chain = createJsonRpcChain({ urls: [rpcUrl] });
  const hex = () => `0x${randomBytes(32).toString("hex")}`;
  const entries = Array.from({ length: size }, () => [hex(), kindByName(KIND).code, hex(), hex()]);
  const step = {
    title: "anchor",
    gas: 300_000 + 6000 * size,
    to,
    data: registry.encodeFunctionData("anchor", [entries]),
  };
  const signed = await signSteps(chain, OPERATOR_KEY, [step]);
  await settle(chain, signed, { account: accountOf(OPERATOR_KEY) });
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "eth_getTransactionReceipt",
    params: [signed[0]?.hash],
  });
  const answer = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { result } = (await answer.json()) as { result: { gasUsed: string; status: string } };
  if (result.status !== "0x1") throw new Error(`Anchoring ${size} documents reverted.`);
  return Number(result.gasUsed);
}
