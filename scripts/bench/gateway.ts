import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { base64urlOf } from "@sealane/sdk";
import { createOperator } from "../../node-gateway/src/keys/operator.ts";
import { introduceGateway } from "../demo/consortium.ts";
import { type DemoGateway, memberOf, startGateway } from "../demo/gateways.ts";
import { freePort } from "../free-port.ts";
import { enrol } from "../member/enrol.ts";
import type { BenchChain } from "./chain.ts";

const TAG_KEYS = { 1: base64urlOf(randomBytes(32)) };

/** A carrier's gateway on a benchmark's chain: a process of its own, with its keys registered. */
export async function openBenchGateway(chain: BenchChain, memberId = 7): Promise<DemoGateway> {
  const { rpcUrl, deployment, folder, registrarKey } = chain;
  const name = `carrier ${memberId}`;
  const place = { memberId, name, country: "SG", folder: join(folder, name), port: await freePort() };
  const member = memberOf(place, TAG_KEYS);
  await enrol({ rpcUrl, memberRegistry: deployment.memberRegistry }, registrarKey, {
    memberId: place.memberId,
    country: place.country,
    roles: 2,
    operator: createOperator(member.secrets.operatorKey).address,
    kinds: ["bill-of-lading-master"],
    validUntilSeconds: 4_000_000_000,
  });
  const { chainId, directory } = deployment;
  const gateway = await startGateway(member, { rpcUrls: [rpcUrl], chainId, directory });
  await introduceGateway(gateway);
  return gateway;
}
