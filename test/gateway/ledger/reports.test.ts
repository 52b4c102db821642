import type { Hex32 } from "@sealane/sdk";
import { expect } from "chai";
import { giveBackTick } from "../../../node-gateway/src/ledger/give-back-tick.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { getBalance } from "../../../node-gateway/src/usecases/ledger/balances.ts";
import { reviseBalance } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { useAgencies } from "../../support/gateway/agencies.ts";
import type { TestMember } from "../../support/gateway/member.ts";

describe("what reports say of the ledger", () => {
  const world = useAgencies();
  const { paper, balance, settle } = world;
  const certificate = (value?: string, derivedFrom?: Hex32) => {
    const links = derivedFrom === undefined ? [] : [{ documentId: derivedFrom, relation: "derivedFrom" as const }];
    return paper(world.rotterdam, "re-export-certificate", value, links);
  };
  const draw = async (balanceId: Hex32, documentId: Hex32) => {
    await world.draw(world.rotterdam, balanceId, documentId);
    await settle();
  };

  /** What a gateway says of a paper that was handed to it; what is invalid decides the report. */
  async function said(issuer: TestMember, documentId: Hex32, by = world.singapore): Promise<string | undefined> {
    const handed = await openPaper(issuer.gateway, await findDocument(issuer.gateway, documentId));
    const { reports } = await verifyPaper(by.gateway, { paper: handed });
    const finding = reports[0]?.findings.find(({ check }) => check === "quantityInLedger");
    if (finding?.status === "invalid") expect(reports[0]).to.include({ verdict: "invalid", code: finding.code });
    return finding?.code;
  }

  it("nothing of papers that have nothing to do with it", async () => {
    expect(await said(world.singapore, await paper(world.singapore, "declaration-import", "5"))).to.equal(undefined);
    expect(await said(world.rotterdam, await certificate("5"))).to.equal(undefined);
    expect(await said(world.rotterdam, await certificate())).to.equal(undefined);
  });

  it("QUANTITY_AGREES of a declaration and of a certificate that drew what it states", async () => {
    const { balanceId, documentId } = await balance();
    const drawing = await certificate("400", documentId);
    await draw(balanceId, drawing);
    expect(await said(world.singapore, documentId, world.rotterdam)).to.equal("QUANTITY_AGREES");
    expect(await said(world.rotterdam, drawing)).to.equal("QUANTITY_AGREES");
  });

  it("QUANTITY_NOT_DRAWN of a certificate that has yet to draw, and is not above what is left", async () => {
    const { documentId } = await balance();
    expect(await said(world.rotterdam, await certificate("1000", documentId))).to.equal("QUANTITY_NOT_DRAWN");
  });

  it("QUANTITY_OVERDRAWN of a certificate above what is left of what it is derived from, at every gateway", async () => {
    const { balanceId, documentId } = await balance();
    await draw(balanceId, await certificate("600", documentId));
    const second = await certificate("401", documentId);
    for (const by of [world.singapore, world.rotterdam])
      expect(await said(world.rotterdam, second, by)).to.equal("QUANTITY_OVERDRAWN");
  });

  it("QUANTITY_OVERDRAWN of one whose draw was refused: before it was sent, its issuer says so; on the chain, all", async () => {
    for (const isOnChain of [false, true]) {
      const { balanceId } = await balance();
      const first = await paper(world.singapore, "re-export-certificate", "600");
      const second = await certificate("600");
      // Asked for at once, while the index shows 1000 left.
      await world.draw(world.singapore, balanceId, first);
      await world.draw(world.rotterdam, balanceId, second);
      world.isBlind = isOnChain;
      await settle();
      world.isBlind = false;
      expect(await said(world.singapore, first)).to.equal("QUANTITY_AGREES");
      expect(await said(world.rotterdam, second, world.rotterdam)).to.equal("QUANTITY_OVERDRAWN");
      expect(await said(world.rotterdam, second)).to.equal(isOnChain ? "QUANTITY_OVERDRAWN" : undefined);
    }
  });

  it("QUANTITY_CONTRADICTED of a declaration whose balance was opened with another quantity", async () => {
    const { balanceId, documentId } = await balance();
    const { database } = world.rotterdam.gateway;
    const row = database.selectFrom("ledger_events").select("args").where("balance_id", "=", balanceId);
    const { args } = await row.where("name", "=", "BalanceOpened").executeTakeFirstOrThrow();
    // As the chain would have it of an opener that told it more than its declaration states.
    await database
      .updateTable("ledger_events")
      .set({ args: args.replaceAll("1000000000", "2000000000") })
      .where("balance_id", "=", balanceId)
      .where("name", "=", "BalanceOpened")
      .execute();
    expect(await said(world.singapore, documentId, world.rotterdam)).to.equal("QUANTITY_CONTRADICTED");
    expect(await said(world.singapore, documentId)).to.equal("QUANTITY_AGREES");
  });

  it("nothing more of an amended declaration, but of the one that the balance rests on since", async () => {
    const { balanceId, documentId } = await balance();
    const amended = await world.amend(documentId, "900");
    await reviseBalance(world.singapore.gateway, { balanceId, documentId: amended, ...world.writing() });
    await settle();
    expect(await said(world.singapore, documentId)).to.equal(undefined);
    expect(await said(world.singapore, amended)).to.equal("QUANTITY_AGREES");
  });

  it("and what a withdrawn certificate drew is given back without being asked, once", async () => {
    const { balanceId } = await balance();
    const documentId = await certificate("1000");
    await draw(balanceId, documentId);
    await giveBackTick(world.rotterdam.gateway);
    await world.withdraw(world.rotterdam, documentId);
    expect(await givenBack(balanceId)).to.equal(0);
    for (let round = 0; round < 3; round++) {
      await giveBackTick(world.rotterdam.gateway);
      await settle();
    }
    expect(await givenBack(balanceId)).to.equal(1);
    expect((await getBalance(world.singapore.gateway, { balanceId })).left).to.equal("1000");
  });

  /** How often it was queued. */
  async function givenBack(balanceId: Hex32): Promise<number> {
    const { database } = world.rotterdam.gateway;
    const rows = await database
      .selectFrom("outbox_items")
      .select("payload")
      .where("subject_id", "=", balanceId)
      .execute();
    return rows.filter(({ payload }) => payload.includes("giveBack")).length;
  }
});
