import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KindName } from "@sealane/sdk";
import type { Client } from "@sealane/sdk/client";
import { createOperator } from "../../node-gateway/src/keys/operator.ts";
import { type Deployment, deploy } from "../deploy.ts";
import { enrol } from "../member/enrol.ts";
import type { DemoGateway, DemoMember } from "./gateways.ts";

const TEN_YEARS_SECONDS = 315_360_000;

/** A secret of the demo that is made on the first run and kept. */
export function keptSecret(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

/** Deploys the contracts, or finds them where an earlier run put them. */
export function foundConsortium(rpcUrl: string, folder: string): Promise<Deployment> {
  const deployerKey = `0x${keptSecret(folder, "registrar.key")}`;
  return deploy({ rpcUrl, deployerKey, statePath: join(folder, "deployment.json") });
}

/** What a member is to the consortium: its role bits, and the kinds of document it may issue. */
export interface Admission {
  readonly roles: number;
  readonly kinds: readonly KindName[];
}

/** Admits a member and accredits it for kinds of document. */
export async function admitMember(
  deployment: Deployment,
  { member, rpcUrl, folder }: { member: DemoMember; rpcUrl: string; folder: string },
  { roles, kinds }: Admission,
): Promise<void> {
  await enrol({ ...deployment, rpcUrl }, `0x${keptSecret(folder, "registrar.key")}`, {
    memberId: member.memberId,
    country: member.country,
    roles,
    operator: createOperator(member.secrets.operatorKey).address,
    kinds,
    validUntilSeconds: nowSeconds() + TEN_YEARS_SECONDS,
  });
}

/** The member registers its gateway's address and the keys it signs and opens with, and waits until its index has them. */
export async function introduceGateway({ client, member, url }: DemoGateway): Promise<void> {
  await client.changeMember({ action: "setGatewayUrl", gatewayUrl: url });
  const { statementKey, sealingKey, transportKey } = member.secrets;
  for (const [use, { x, y }] of [
    ["statement", statementKey],
    ["sealing", sealingKey],
    ["transport", transportKey],
  ] as const) {
    const validFromSeconds = nowSeconds() - 60;
    const validUntilSeconds = validFromSeconds + TEN_YEARS_SECONDS;
    await client.changeMember({ action: "addKey", x, y, use, validFromSeconds, validUntilSeconds });
  }
  while ((await keyCount(client, member.memberId)) < 3) await new Promise((resolve) => setTimeout(resolve, 250));
}

async function keyCount(client: Client, memberId: number): Promise<number> {
  const { items } = await client.listMembers();
  return items.find(({ member }) => member.memberId === memberId)?.member.keys.length ?? 0;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
