import { readEnvelope } from "@sealane/sdk";
import { expect } from "chai";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { auditReceipts } from "../../../node-gateway/src/readings/audit-receipts.ts";
import { auditTrail } from "../../../node-gateway/src/usecases/audit-trail.ts";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { openMember } from "../../support/gateway/member.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { anchoredIds } from "./anchored-ids.ts";
import { SIDES, type WholeWay } from "./whole-way.ts";

/** That after whatever kills everything that was begun was done, and once: at both sides and on the chain. */
export async function expectWhole(way: WholeWay): Promise<void> {
  const owner = await openMember(way.network, SIDES.owner);
  const reader = await openMember(way.network, SIDES.reader);
  try {
    await expectAnswersKept(way, owner.gateway);
    await expectDeliveredOnce(way, owner.gateway, reader.gateway);
    await expectReceiptsOnce(way, owner.gateway, reader.gateway);
    await expectLogAnchored(owner.gateway);
    for (const { gateway } of [owner, reader]) {
      await expectOnChainOnce(way, gateway);
      await expectAuditUnbroken(gateway);
    }
  } finally {
    await reader.close();
    await owner.close();
  }
}

/** What an officer was told is what he is told when he asks once more, and all of it is on the chain. */
async function expectAnswersKept(way: WholeWay, owner: Gateway): Promise<void> {
  const told = way.told();
  const once = (what: string) => [...(told.get(what) ?? [])];
  for (const { number, ...giving } of way.papers) {
    const { documentId, state } = await submitNumber(owner, "re-export-certificate", { number });
    expect(once(`submit ${number}`)).to.deep.equal([documentId]);
    expect(state, number).to.equal("anchored");
    const writing = { actor: "officer", idempotencyKey: `grant-${number}` };
    const grant = await makeGrant(owner, { ...writing, ...giving, about: { documentId }, purpose: "risk-assessment" });
    expect(once(`grant ${number}`)).to.deep.equal([grant.grantId]);
  }
  expect(await anchoredIds(owner)).to.have.members(way.papers.flatMap(({ number }) => once(`submit ${number}`)));
  const grants = await owner.database.selectFrom("grants").select("grant_id").execute();
  expect(grants.map(({ grant_id }) => grant_id)).to.have.members(
    way.papers.flatMap(({ number }) => once(`grant ${number}`)),
  );
}

async function expectDeliveredOnce(way: WholeWay, owner: Gateway, reader: Gateway): Promise<void> {
  const told = way.told();
  const idOf = (what: string) => [...(told.get(what) ?? [])].join();
  const pairs = way.papers.map(({ number }) => `${idOf(`grant ${number}`)} ${idOf(`submit ${number}`)}`);
  const deliveries = await owner.database.selectFrom("deliveries").selectAll().execute();
  const sent = deliveries.map(({ envelope, state }) => ({ ...readEnvelope(envelope).claims, state }));
  expect(sent.map(({ content }) => `${content["grantId"]} ${content["documentId"]}`)).to.have.members(pairs);
  expect(new Set(sent.map(({ state }) => state))).to.deep.equal(new Set(["acknowledged"]));
  const kept = await reader.database.selectFrom("shared_papers").selectAll().execute();
  expect(kept.map(({ envelope_id }) => envelope_id)).to.have.members(sent.map(({ envelopeId }) => envelopeId));
  expect(kept.map(({ grant_id, document_id }) => `${grant_id} ${document_id}`)).to.have.members(pairs);
  const arrived = await reader.database.selectFrom("envelopes").select("sequence").orderBy("sequence").execute();
  expect(arrived.map(({ sequence }) => sequence)).to.deep.equal(pairs.map((_, at) => at + 1));
  for (const [gateway, action] of [
    [owner, "sharePaper"],
    [reader, "receivePaper"],
  ] as const)
    expect(await subjectsOf(gateway, action)).to.have.members(way.papers.map(({ number }) => idOf(`submit ${number}`)));
}

/** What was shown was written down before; what was written down has its receipt, and is in the log once. */
async function expectReceiptsOnce(way: WholeWay, owner: Gateway, reader: Gateway): Promise<void> {
  const made = await reader.database.selectFrom("readings").selectAll().execute();
  const served = await owner.database.selectFrom("reading_receipts").selectAll().execute();
  const shown = [...way.shown().values()].flat();
  expect(new Set(shown).size).to.equal(shown.length);
  expect(made.map(({ reading_id }) => reading_id)).to.include.members(shown);
  expect(new Set(made.map(({ state }) => state))).to.deep.equal(new Set(["receipted"]));
  expect(made.map((it) => `${it.reading_id} ${it.receipt}`)).to.have.members(
    served.map((it) => `${it.reading_id} ${it.receipt}`),
  );
}

async function expectLogAnchored(owner: Gateway): Promise<void> {
  const audit = await auditReceipts(owner, owner.memberId);
  expect(audit.faults).to.deep.equal([]);
  expect(audit.anchored).to.equal(audit.receipts);
}

/** Every transaction that was signed is in a block, and no other; none says what another one says. */
async function expectOnChainOnce({ network: { anvil } }: WholeWay, { database, keys, chain }: Gateway): Promise<void> {
  const { number: head } = await chain.head();
  const numbers = Array.from({ length: head + 1 }, (_, at) => `0x${at.toString(16)}`);
  const blocks = await Promise.all(numbers.map((it) => anvil.rpc<Block>("eth_getBlockByNumber", it, true)));
  const account = keys.operator.address.toLowerCase();
  const sent = blocks.flatMap(({ transactions }) => transactions).filter(({ from }) => from.toLowerCase() === account);
  expect(new Set(sent.map(({ input }) => input)).size).to.equal(sent.length);
  const rows = await database.selectFrom("outbox_transactions").selectAll().orderBy("nonce").execute();
  expect(rows.map(({ nonce, state }) => ({ nonce, state }))).to.deep.equal(
    sent.map((_, nonce) => ({ nonce, state: "mined" })),
  );
  expect(rows.map(({ hash }) => hash)).to.have.members(sent.map(({ hash }) => hash));
  const items = await database.selectFrom("outbox_items").selectAll().execute();
  expect(new Set(items.map(({ state }) => state))).to.deep.equal(new Set(["done"]));
}

interface Block {
  readonly transactions: readonly { readonly from: string; readonly input: string; readonly hash: string }[];
}

async function expectAuditUnbroken(gateway: Gateway): Promise<void> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof auditTrail>> = await auditTrail(gateway, {
      ...(after && { after }),
      limit: 200,
    });
    expect(page.isUnbroken).to.equal(true);
    after = page.next;
  } while (after !== null);
}

async function subjectsOf({ database }: Gateway, action: string): Promise<string[]> {
  const rows = await database.selectFrom("audit").select("subject").where("action", "=", action).execute();
  return rows.map(({ subject }) => subject);
}
