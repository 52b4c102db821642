import { type Hex32, KINDS, type PurposeName, type Scope } from "@sealane/sdk";
import type { OpenedDocument } from "@sealane/sdk/client";
import type { DemoGateway } from "../gateways.ts";
import { say, sayReport, short } from "../tell.ts";
import { type Cast, expect, until } from "./stage.ts";

const DAY_SECONDS = 86_400;
const AGENCY = 1;

/** A day from now by the clock of the machine. */
export const tomorrow = (): number => Math.floor(Date.now() / 1000) + DAY_SECONDS;

/** One agency proposes an agreement over every kind of paper; the others accept it. @returns Its id, once it is in force. */
export async function agree(proposer: DemoGateway, others: readonly DemoGateway[]): Promise<Hex32> {
  const { agreementId } = await proposer.client.proposeAgreement({
    parties: others.map(({ member }) => member.memberId),
    kinds: KINDS.map(({ name }) => name),
    tlpCeiling: "amber",
    validFromSeconds: tomorrow() - 2 * DAY_SECONDS,
    validUntilSeconds: tomorrow() + 365 * DAY_SECONDS,
    text: "The parties share the papers of goods that change ships, for customs purposes alone.",
  });
  const standingAt = async ({ client }: DemoGateway) =>
    (await client.listAgreements()).items.find((one) => one.agreementId === agreementId)?.standing;
  for (const party of others) {
    await until(async () => (await standingAt(party)) === "proposed", "the agreement is proposed");
    await party.client.speakOfAgreement(agreementId, "accept");
  }
  await until(async () => (await standingAt(proposer)) === "inForce", "the agreement is in force");
  say(`  agreement ${short(agreementId)} in force between ${others.length + 1} members`);
  return agreementId;
}

interface Granting {
  readonly consignment: string;
  readonly agreementId: Hex32;
  readonly purpose: PurposeName;
}

/** Opens all of a member's papers of a consignment to a reader, those to come too. */
export async function grantPapers(owner: DemoGateway, reader: DemoGateway, granting: Granting): Promise<Hex32> {
  const { consignment, ...terms } = granting;
  const { grantId } = await owner.client.makeGrant({
    ...{ about: { consignment }, reader: reader.member.memberId, scope: "full", validUntilSeconds: tomorrow() },
    ...terms,
  });
  await until(async () => (await owner.client.getGrant(grantId)).standing === "effective", "the grant is effective");
  say(`  grant ${short(grantId)}: ${reader.member.name} may read ${owner.member.name}'s papers of the consignment`);
  return grantId;
}

/** Waits until papers of others are readable, without opening one: an opening would leave a receipt. */
export async function untilReadable(reader: DemoGateway, documents: readonly OpenedDocument[]): Promise<void> {
  for (const { documentId } of documents) {
    const isReadable = async (): Promise<boolean> => {
      const { papers } = await reader.client.trace({ documentId });
      return papers.some((paper) => paper.documentId === documentId && paper.isReadable);
    };
    await until(isReadable, `${reader.member.name} holds ${short(documentId)}`);
  }
  say(`  ${reader.member.name} received ${documents.length} sealed papers`);
}

/** An officer reads a paper of another member and has it judged; each is a reading that its owner sees. */
export async function readUnderGrant(reader: DemoGateway, documentId: Hex32): Promise<void> {
  const document = await reader.client.getDocument(documentId);
  const { reports } = await reader.client.getReport(documentId);
  const report = reports[0];
  expect(report?.verdict === "valid", "what is read under a grant is valid");
  if (report) sayReport(`${reader.member.name} reads ${document.facts.documentNumber}`, report);
}

/**
 * The destination asks the origin, whose standing policy answers by itself, and the hub, where an officer answers.
 * @returns The hub's grant.
 */
export async function askForPapers(
  { origin, hub, destination }: Cast,
  { consignment, agreementId }: { consignment: string; agreementId: Hex32 },
): Promise<Hex32> {
  await origin.client.setPolicy({
    rules: [
      {
        ...{ readers: { roles: AGENCY }, kinds: "any", scopes: ["full"], purposes: ["import-clearance"] },
        ...{ maxDays: 30, maxUses: null, agreementRequired: true },
      },
    ],
  });
  const ask = async (holder: DemoGateway, scope: Scope): Promise<Hex32> => {
    const { requestId } = await destination.client.makeRequest({
      ...{ holder: holder.member.memberId, about: { consignment }, scope, purpose: "import-clearance" },
      ...{ caseNumber: "2026/IM/7710043", note: "Arrival expected on 6 December." },
    });
    return requestId;
  };
  const toOrigin = await ask(origin, "full");
  const toHub = await ask(hub, "full");
  await until(
    async () => (await destination.client.getRequest(toOrigin)).standing === "granted",
    "the origin's policy grants what it allows",
  );
  say(`  request ${short(toOrigin)}: granted by ${origin.member.name}'s standing policy`);
  await until(async () => {
    const { items } = await hub.client.listRequests({ direction: "received", standing: "open" });
    return items.some(({ requestId, note }) => requestId === toHub && note !== null);
  }, "the request and its case number reach the hub");
  const { grantId } = await hub.client.grantRequest(toHub, { validUntilSeconds: tomorrow(), agreementId });
  await until(
    async () => (await destination.client.getRequest(toHub)).standing === "granted",
    "the hub's officer grants the request",
  );
  say(`  request ${short(toHub)}: granted by an officer of ${hub.member.name}`);
  return grantId;
}
