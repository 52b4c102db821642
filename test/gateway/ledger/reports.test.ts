import { type Hex32, type KindName, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { giveBackTick } from "../../../node-gateway/src/ledger/give-back-tick.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { getBalance } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { openBalance, reviseBalance } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { drawQuantity } from "../../../node-gateway/src/usecases/ledger/draw.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";

const FOREVER = 4_000_000_000;

describe("what reports say of the ledger", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  let number = 0;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    await network.registrar("accredit", 1, kindByName("declaration-import").code, 0, FOREVER);
    await network.registrar("accredit", 2, kindByName("re-export-certificate").code, 0, FOREVER);
    await settleAll(singapore, rotterdam);
  });
  after(async () => {
    await singapore?.close();
    await rotterdam?.close();
    await network?.stop();
  });

  const writing = () => ({ actor: "officer", idempotencyKey: `key-${++number}` });
  const settle = () => settleAll(singapore, rotterdam);
  const originalWith = (kind: KindName, name: string, value: string | undefined) =>
    originalOf(kind, name, value === undefined ? {} : { quantities: [{ value, unit: "KGM" }] });

  async function paper(member: TestMember, kind: KindName, value?: string, derivedFrom?: Hex32): Promise<Hex32> {
    const links = derivedFrom === undefined ? [] : [{ documentId: derivedFrom, relation: "derivedFrom" as const }];
    const original = originalWith(kind, `P-${++number}`, value);
    const { documentId } = await submitDocument(member.gateway, { ...writing(), original, links });
    await settle();
    return documentId;
  }
  async function balance(value = "1000") {
    const documentId = await paper(singapore, "declaration-import", value);
    const { balanceId } = await openBalance(singapore.gateway, { documentId, drawers: [2], ...writing() });
    await settle();
    return { balanceId, documentId };
  }
  const certificate = (value?: string, derivedFrom?: Hex32) =>
    paper(rotterdam, "re-export-certificate", value, derivedFrom);
  const draw = async (balanceId: Hex32, documentId: Hex32) => {
    await drawQuantity(rotterdam.gateway, { balanceId, documentId, ...writing() });
    await settle();
  };

  /** What a gateway says of a paper, its issuer's own or handed over: code and verdict of the ledger's check. */
  async function said(issuer: TestMember, documentId: Hex32, by = singapore): Promise<string | undefined> {
    const handed = await openPaper(issuer.gateway, await findDocument(issuer.gateway, documentId));
    const { reports } = await verifyPaper(by.gateway, { paper: handed });
    const finding = reports[0]?.findings.find(({ check }) => check === "quantityInLedger");
    if (finding?.status === "invalid") expect(reports[0]).to.include({ verdict: "invalid", code: finding.code });
    return finding?.code;
  }

  it("nothing of papers that have nothing to do with it", async () => {
    expect(await said(singapore, await paper(singapore, "declaration-import", "5"))).to.equal(undefined);
    expect(await said(rotterdam, await certificate("5"))).to.equal(undefined);
    expect(await said(rotterdam, await certificate())).to.equal(undefined);
  });

  it("QUANTITY_AGREES of a declaration and of a certificate that drew what it states", async () => {
    const { balanceId, documentId } = await balance();
    const drawing = await certificate("400", documentId);
    await draw(balanceId, drawing);
    expect(await said(singapore, documentId, rotterdam)).to.equal("QUANTITY_AGREES");
    expect(await said(rotterdam, drawing)).to.equal("QUANTITY_AGREES");
  });

  it("QUANTITY_NOT_DRAWN of a certificate that has yet to draw, and is not above what is left", async () => {
    const { documentId } = await balance();
    expect(await said(rotterdam, await certificate("1000", documentId))).to.equal("QUANTITY_NOT_DRAWN");
  });

  it("QUANTITY_OVERDRAWN of a certificate above what is left of what it is derived from, at every gateway", async () => {
    const { balanceId, documentId } = await balance();
    await draw(balanceId, await certificate("600", documentId));
    const second = await certificate("401", documentId);
    for (const member of [singapore, rotterdam])
      expect(await said(rotterdam, second, member)).to.equal("QUANTITY_OVERDRAWN");
  });

  it("QUANTITY_OVERDRAWN at its issuer's of one that the chain would have refused, whatever it is derived from", async () => {
    const { balanceId } = await balance();
    const [first, second] = [await certificate("600"), await certificate("600")];
    // Asked for at once, while the index shows 1000 left.
    for (const documentId of [first, second])
      await drawQuantity(rotterdam.gateway, { balanceId, documentId, ...writing() });
    await settle();
    expect(await said(rotterdam, first, rotterdam)).to.equal("QUANTITY_AGREES");
    expect(await said(rotterdam, second, rotterdam)).to.equal("QUANTITY_OVERDRAWN");
  });

  it("QUANTITY_CONTRADICTED of a declaration whose balance was opened with another quantity", async () => {
    const { balanceId, documentId } = await balance();
    const { database } = rotterdam.gateway;
    const row = database.selectFrom("ledger_events").select("args").where("balance_id", "=", balanceId);
    const { args } = await row.where("name", "=", "BalanceOpened").executeTakeFirstOrThrow();
    // As an opener would have it that told the chain more than its declaration states.
    const changed = args.replaceAll("1000000000", "2000000000");
    await database
      .updateTable("ledger_events")
      .set({ args: changed })
      .where("balance_id", "=", balanceId)
      .where("name", "=", "BalanceOpened")
      .execute();
    expect(await said(singapore, documentId, rotterdam)).to.equal("QUANTITY_CONTRADICTED");
    expect(await said(singapore, documentId, singapore)).to.equal("QUANTITY_AGREES");
  });

  it("nothing more of an amended declaration, but of the one that the balance rests on since", async () => {
    const { balanceId, documentId } = await balance();
    const { value } = await singapore.gateway.database
      .selectFrom("search_references")
      .select("value")
      .where("document_id", "=", documentId)
      .where("sort", "=", "number")
      .executeTakeFirstOrThrow();
    const original = originalWith("declaration-import", value, "900");
    const amended = await supersedeDocument(singapore.gateway, {
      ...{ documentId, original, reason: "correction", ...writing() },
    });
    await settle();
    await reviseBalance(singapore.gateway, { balanceId, documentId: amended.documentId, ...writing() });
    await settle();
    expect(await said(singapore, documentId)).to.equal(undefined);
    expect(await said(singapore, amended.documentId)).to.equal("QUANTITY_AGREES");
  });

  it("and what a withdrawn certificate drew is given back without being asked, once", async () => {
    const { balanceId } = await balance();
    const documentId = await certificate("1000");
    await draw(balanceId, documentId);
    await giveBackTick(rotterdam.gateway);
    await withdrawDocument(rotterdam.gateway, { documentId, reason: "issued-in-error", ...writing() });
    await settle();
    const given = async () => {
      const items = rotterdam.gateway.database
        .selectFrom("outbox_items")
        .selectAll()
        .where("subject_id", "=", balanceId);
      return (await items.execute()).filter(({ payload }) => payload.includes("giveBack")).length;
    };
    expect(await given()).to.equal(0);
    for (let round = 0; round < 3; round++) {
      await giveBackTick(rotterdam.gateway);
      await settle();
    }
    expect(await given()).to.equal(1);
    await catchUp(singapore.gateway);
    expect((await getBalance(singapore.gateway, { balanceId })).left).to.equal("1000");
  });
});
