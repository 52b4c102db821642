import type { Hex32 } from "@sealane/sdk";
import { chapter, say, short } from "../tell.ts";
import type { Ids } from "./forgeries.ts";
import { tomorrow } from "./sharing.ts";
import { type Cast, codeOf, expect, until } from "./stage.ts";

export interface Shared extends Ids {
  readonly agreementId: Hex32;
  /** The hub's grant to the destination. */
  readonly toDestination: Hex32;
}

/** What a grant does not open: other fields, another reading, anything once it is withdrawn, or while its agreement sleeps. */
export async function endings(cast: Cast, shared: Shared): Promise<void> {
  chapter("6  What a grant does not open");
  await fewerFields(cast, shared);
  await withdrawn(cast, shared);
  await asleep(cast, shared);
}

/** Two readings of the route alone, for an auditor who is no party of the agreement. */
async function fewerFields({ origin, auditor }: Cast, { bill }: Ids): Promise<void> {
  await origin.client.makeGrant({
    ...{ about: { documentId: bill }, reader: auditor.member.memberId, scope: "transport", purpose: "oversight" },
    ...{ validUntilSeconds: tomorrow(), maxUses: 2 },
  });
  const read = () => auditor.client.getDocument(bill);
  await until(async () => (await auditor.client.trace({ documentId: bill })).papers.some(isReadable), "it arrives");
  const { facts, original } = await read();
  expect(facts.containers !== undefined && facts.portOfLoading !== undefined, "the auditor sees the route");
  expect(facts.parties === undefined && facts.value === undefined && !original.isHeld, "and nothing beside it");
  say(`  ${auditor.member.name} sees ${Object.keys(facts).sort().join(", ")}, and nothing else`);
  await read();
  const third = await codeOf(read());
  expect(third === "GRANT_USES_SPENT", `a third reading is refused, not ${third}`);
  say("  a third reading of two is refused (GRANT_USES_SPENT)");
}

const isReadable = (paper: { readonly isReadable: boolean; readonly grantId: Hex32 | null }): boolean =>
  paper.isReadable && paper.grantId !== null;

async function withdrawn({ hub, destination }: Cast, { certificate, toDestination }: Shared): Promise<void> {
  await destination.client.getDocument(certificate);
  await hub.client.withdrawGrant(toDestination, "purpose-met");
  await until(
    async () => (await hub.client.getGrant(toDestination)).standing === "withdrawn",
    "the grant's withdrawal is on the chain",
  );
  const code = await codeOf(destination.client.getDocument(certificate));
  expect(code === "GRANT_NOT_EFFECTIVE", `the next reading after a withdrawal is refused, not ${code}`);
  say(`  ${hub.member.name} withdrew ${short(toDestination)}: the next reading is refused (GRANT_NOT_EFFECTIVE)`);
}

async function asleep({ origin, hub }: Cast, { bill, agreementId }: Shared): Promise<void> {
  const isInForce = async () => (await origin.client.getAgreement(agreementId)).standing === "inForce";
  await origin.client.speakOfAgreement(agreementId, "suspend");
  await until(async () => !(await isInForce()), "the agreement is suspended");
  const code = await codeOf(hub.client.getDocument(bill));
  expect(code === "GRANT_NOT_EFFECTIVE", `a grant under a suspended agreement sleeps, not ${code}`);
  await origin.client.speakOfAgreement(agreementId, "resume");
  await until(isInForce, "the agreement is in force again");
  expect((await codeOf(hub.client.getDocument(bill))) === undefined, "the grant wakes with its agreement");
  say("  the agreement was suspended: its grants slept (GRANT_NOT_EFFECTIVE), and woke when it was resumed");
}
