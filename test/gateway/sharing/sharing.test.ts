import { expect } from "chai";
import { dropUnfounded } from "../../../node-gateway/src/sharing/drop-unfounded.ts";
import { opensNow } from "../../../node-gateway/src/sharing/opens-now.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import {
  getAgreement,
  listAgreements,
  proposeAgreement,
  speakOfAgreement,
} from "../../../node-gateway/src/usecases/sharing/agreements.ts";
import {
  delegateGrant,
  type MakeGrantInput,
  makeGrant,
  withdrawGrant,
} from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { getGrant, listGrants } from "../../../node-gateway/src/usecases/sharing/list-grants.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { handOver, receive, sentBy, settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

const KIND = "re-export-certificate";
let keys = 0;
const writing = () => ({ actor: "officer", idempotencyKey: `key-${++keys}` });

describe("sharing", () => {
  let network: TestNetwork;
  let [singapore, rotterdam, auditor]: TestMember[] = [];
  const all = () => [singapore, rotterdam, auditor] as [TestMember, TestMember, TestMember];
  const end = (): number => singapore!.clock.now() + 1_000_000 + ++keys;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    auditor = await makeGateway(network, "auditor");
    await settleAll(...all());
  });
  after(async () => {
    for (const member of [singapore, rotterdam, auditor]) await member?.close();
    await network?.stop();
  });

  const submit = async (number: string, consignment?: string): Promise<string> => {
    const more = consignment === undefined ? {} : { consignment };
    const { documentId } = await submitNumber(singapore!.gateway, KIND, { number, ...more });
    return documentId;
  };
  const give = (changed: Partial<MakeGrantInput> & Pick<MakeGrantInput, "about">) =>
    makeGrant(singapore!.gateway, {
      ...{ reader: 2, scope: "full", purpose: "import-clearance", validUntilSeconds: end(), ...writing() },
      ...changed,
    });

  it("waits with a grant until its document is anchored, and then it is effective for both sides", async () => {
    const documentId = await submit("SG-1");
    const { grantId, state } = await give({ about: { documentId } });
    expect(state).to.equal("queued");
    expect((await getGrant(singapore!.gateway, { grantId })).standing).to.equal("queued");
    await settleAll(...all());
    for (const { gateway } of [singapore!, rotterdam!]) {
      const view = await getGrant(gateway, { grantId });
      expect(view).to.include({
        standing: "effective",
        granter: 1,
        reader: 2,
        scope: "full",
        kind: KIND,
        maxUses: null,
      });
    }
    expect((await listGrants(rotterdam!.gateway, { direction: "received" })).items[0]?.grantId).to.equal(grantId);
    expect((await listGrants(singapore!.gateway, { direction: "received" })).items).to.deep.equal([]);
  });

  it("sends each paper once, the full one with the key and a scoped one with its fields alone", async () => {
    const documentId = await submit("SG-2");
    const full = await give({ about: { documentId } });
    const scoped = await give({ about: { documentId }, scope: "transport" });
    const limited = await give({ about: { documentId }, maxUses: 2 });
    await settleAll(...all());
    await shareTick(singapore!.gateway);
    await shareTick(singapore!.gateway);
    const sent = (await sentBy(singapore!)).map(({ envelope }) => envelope);
    const of = (grantId: string) => sent.filter(({ content }) => content["grantId"] === grantId);
    for (const { grantId } of [full, scoped, limited]) expect(of(grantId)).to.have.length(1);
    expect(of(full.grantId)[0]?.content["wrappedKey"]).to.be.a("string");
    expect(of(limited.grantId)[0]?.content["wrappedKey"]).to.equal(null);
    expect(of(scoped.grantId)[0]?.content["blobCid"]).not.to.equal(of(full.grantId)[0]?.content["blobCid"]);
    const codes = await handOver(singapore!, rotterdam!);
    expect(new Set(codes)).to.deep.equal(new Set(["RECE"]));
    const kept = await rotterdam!.gateway.database.selectFrom("shared_papers").selectAll().execute();
    expect(kept.filter((row) => row.document_id === documentId)).to.have.length(3);
    const view = await getGrant(singapore!.gateway, { grantId: limited.grantId });
    expect(view).to.deep.include({ maxUses: 2, usesLeft: 2 });
    expect(view.deliveries).to.have.length(1);
  });

  it("gives a reader of a consignment what was anchored before and what is anchored after", async () => {
    const consignment = "UCR-LATE-1";
    const before = await submit("SG-3", consignment);
    await settleAll(...all());
    const { grantId } = await give({ about: { consignment } });
    await settleAll(...all());
    await shareTick(singapore!.gateway);
    const after = await submit("SG-4", consignment);
    await submit("SG-5", "UCR-OTHER");
    await settleAll(...all());
    await shareTick(singapore!.gateway);
    const { deliveries, isConsignment } = await getGrant(singapore!.gateway, { grantId });
    expect(isConsignment).to.equal(true);
    expect(deliveries.map(({ documentId }) => documentId)).to.have.members([before, after]);
    await handOver(singapore!, rotterdam!);
  });

  it("keeps a paper that comes before its grant's event, refuses what differs from itself, and drops the unfounded", async () => {
    const documentId = await submit("SG-6");
    await singapore!.settle();
    const { grantId } = await give({ about: { documentId } });
    await singapore!.settle();
    await shareTick(singapore!.gateway);
    const { envelope } = (await sentBy(singapore!)).find(({ envelope: it }) => it.content["grantId"] === grantId)!;
    const changed = (content: object) => ({ ...envelope, content: { ...envelope.content, ...content } }) as never;
    expect(await receive(rotterdam!, changed({ documentId: "11".repeat(32) }))).to.equal("INCD");
    expect(await receive(rotterdam!, { ...envelope, issuer: 6 })).to.equal("INCD");
    expect(await receive(rotterdam!, { ...envelope, attachments: [] })).to.equal("INCD");
    expect(await receive(rotterdam!, { ...envelope, lane: "22".repeat(32) })).to.equal("INCD");
    expect(await receive(rotterdam!, changed({ scope: "everything" }))).to.equal("INCD");
    expect(await receive(rotterdam!, envelope)).to.equal("RECE");
    const unfounded = "33".repeat(32);
    expect(await receive(rotterdam!, changed({ grantId: unfounded }))).to.equal("RECE");
    await settleAll(...all());
    expect(await receive(rotterdam!, changed({ scope: "goods" }))).to.equal("INCD");
    const grants = async () =>
      (await rotterdam!.gateway.database.selectFrom("shared_papers").select("grant_id").execute()).map(
        (row) => row.grant_id,
      );
    expect(await grants()).to.include.members([grantId, unfounded]);
    rotterdam!.clock.advance(86_401);
    await dropUnfounded(rotterdam!.gateway);
    rotterdam!.clock.advance(-86_401);
    expect(await grants())
      .to.include(grantId)
      .and.not.to.include(unfounded);
    await handOver(singapore!, rotterdam!);
  });

  it("withdraws before everything else that waits, and the grant opens nothing at the next block", async () => {
    const documentId = await submit("SG-7");
    await settleAll(...all());
    const input = { about: { documentId }, validUntilSeconds: end() };
    const { grantId } = await give(input);
    await settleAll(...all());
    await withdrawGrant(singapore!.gateway, { grantId, reason: "misuse", ...writing() });
    await settleAll(...all());
    expect((await getGrant(rotterdam!.gateway, { grantId })).standing).to.equal("withdrawn");
    expect((await opensNow(rotterdam!.gateway, grantId, 301)).isOpen).to.equal(false);
    await expectRejection(give(input), "GRANT_EXISTS");
    await expectRejection(
      withdrawGrant(rotterdam!.gateway, { grantId, reason: "misuse", ...writing() }),
      "GRANT_NOT_OWN",
    );
  });

  it("hands a grant on only narrower, and the owner serves the reader of it", async () => {
    const documentId = await submit("SG-8");
    await settleAll(...all());
    const validUntilSeconds = end();
    const parent = await give({ about: { documentId }, delegations: 1, maxUses: 5, validUntilSeconds });
    await settleAll(...all());
    const hand = (changed: object) =>
      delegateGrant(rotterdam!.gateway, {
        ...{ grantId: parent.grantId, reader: 6, scope: "goods", validUntilSeconds, maxUses: 2, ...writing() },
        ...changed,
      });
    await expectRejection(hand({ validUntilSeconds: validUntilSeconds + 1 }), "GRANT_TERMS_EXCEEDED");
    await expectRejection(hand({ maxUses: null }), "GRANT_TERMS_EXCEEDED");
    await expectRejection(hand({ delegations: 1 }), "GRANT_TERMS_EXCEEDED");
    await expectRejection(hand({ scope: { pointers: ["/documentNumber"] } }), "GRANT_TERMS_EXCEEDED");
    await expectRejection(hand({ reader: 2 }), "READER_INVALID");
    const { grantId } = await hand({});
    await settleAll(...all());
    expect(await getGrant(auditor!.gateway, { grantId })).to.include({
      standing: "effective",
      owner: 1,
      scope: "goods",
    });
    await shareTick(singapore!.gateway);
    expect(await handOver(singapore!, auditor!)).to.deep.equal(["RECE"]);
    await withdrawGrant(singapore!.gateway, { grantId: parent.grantId, reason: "purpose-met", ...writing() });
    await settleAll(...all());
    expect((await getGrant(auditor!.gateway, { grantId })).standing).to.equal("withdrawn");
    await handOver(singapore!, rotterdam!);
  });

  it("refuses early, with a code, what the contract would refuse", async () => {
    const documentId = await submit("SG-9");
    const about = { documentId };
    for (const reader of [1, 99]) await expectRejection(give({ about, reader }), "READER_INVALID");
    await expectRejection(give({ about, validUntilSeconds: 1 }), "GRANT_END_INVALID");
    await expectRejection(give({ about, agreementId: "44".repeat(32) }), "AGREEMENT_NOT_FOUND");
    await expectRejection(give({ about: { documentId: "55".repeat(32) } }), "DOCUMENT_NOT_FOUND");
    await settleAll(...all());
  });

  it("brings an agreement into force, and a suspension puts the grants under it to sleep", async () => {
    const now = singapore!.clock.now();
    const { agreementId } = await proposeAgreement(singapore!.gateway, {
      ...{ parties: [2], kinds: [KIND], tlpCeiling: "amber", text: "We share.", ...writing() },
      ...{ validFromSeconds: now - 10, validUntilSeconds: now + 5_000_000 },
    });
    await settleAll(...all());
    const standing = async () => (await getAgreement(rotterdam!.gateway, { agreementId })).standing;
    expect(await standing()).to.equal("proposed");
    const documentId = await submit("SG-10");
    await expectRejection(give({ about: { documentId }, agreementId }), "AGREEMENT_NOT_COVERING");
    const say = (member: TestMember, action: "accept" | "suspend" | "resume" | "terminate") =>
      speakOfAgreement(member.gateway, { agreementId, action, ...writing() });
    await expectRejection(say(auditor!, "accept"), "AGREEMENT_NOT_OURS");
    await say(rotterdam!, "accept");
    await settleAll(...all());
    expect(await standing()).to.equal("inForce");
    const { grantId } = await give({ about: { documentId }, agreementId });
    await settleAll(...all());
    const grant = async () => (await getGrant(rotterdam!.gateway, { grantId })).standing;
    expect(await grant()).to.equal("effective");
    await say(rotterdam!, "suspend");
    await settleAll(...all());
    expect([await standing(), await grant()]).to.deep.equal(["suspended", "asleep"]);
    await say(rotterdam!, "resume");
    await settleAll(...all());
    expect([await standing(), await grant()]).to.deep.equal(["inForce", "effective"]);
    await say(singapore!, "terminate");
    await settleAll(...all());
    expect([await standing(), await grant()]).to.deep.equal(["terminated", "asleep"]);
    await expectRejection(say(rotterdam!, "resume"), "AGREEMENT_OVER");
    expect((await listAgreements(auditor!.gateway, {})).items).to.deep.equal([]);
  });

  it("tells of grants and agreements those whom they concern, and nobody else", async () => {
    const told = async ({ gateway }: TestMember) =>
      new Set((await gateway.database.selectFrom("events").select("type").execute()).map(({ type }) => type));
    const news = ["sealane.grant.made", "sealane.grant.withdrawn", "sealane.agreement.changed"];
    expect([...(await told(rotterdam!))]).to.include.members(news);
    expect([...(await told(auditor!))])
      .to.include("sealane.grant.made")
      .and.not.to.include("sealane.agreement.changed");
  });
});
