import { expect } from "chai";
import fc from "fast-check";
import { accessRegistry } from "../../../node-gateway/src/chain/interfaces.ts";
import { bytes32 } from "../../../node-gateway/src/chain/terms.ts";
import { PROJECTIONS } from "../../../node-gateway/src/database/projections.ts";
import { isCode } from "../../../node-gateway/src/errors.ts";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { catchUp } from "../../../node-gateway/src/indexer/catch-up.ts";
import { readCursor } from "../../../node-gateway/src/indexer/cursor.ts";
import { grantStanding, grantStandingFor } from "../../../node-gateway/src/sharing/grant-standing.ts";
import { proposeAgreement, speakOfAgreement } from "../../../node-gateway/src/usecases/sharing/agreements.ts";
import { delegateGrant, makeGrant, withdrawGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { makeRequest, refuseRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber, UCR } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";

const KINDS = [301, 201];
const WORDS = ["accept", "accept", "accept", "suspend", "resume", "terminate"] as const;
/** Seeded, so that a failure comes again. */
const choices = fc.sample(fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }), { seed: 4, numRuns: 140 });

describe("the read model of sharing", () => {
  let network: TestNetwork;
  let members: [TestMember, TestMember, TestMember];
  let documents: string[];
  let number = 0;
  before(async () => {
    network = await deployNetwork();
    const made = [];
    for (const name of ["singapore", "rotterdam", "auditor"] as const) made.push(await makeGateway(network, name));
    members = made as unknown as typeof members;
    documents = [];
    for (const it of ["R-1", "R-2"]) {
      documents.push((await submitNumber(members[0].gateway, "re-export-certificate", { number: it })).documentId);
    }
    await settleAll(...members);
  });
  after(async () => {
    for (const member of members ?? []) await member.close();
    await network?.stop();
  });

  const writing = () => ({ actor: "officer", idempotencyKey: `key-${++number}` });
  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const idsOf = async (table: "grants" | "agreements" | "requests", column: string): Promise<string[]> => {
    const rows: object[] = await members[0].gateway.database
      .selectFrom(table)
      .selectAll()
      .orderBy("block_number")
      .execute();
    return rows.map((row) => String((row as Record<string, unknown>)[column]));
  };

  /** One random step; what the gateway refuses is no step. */
  async function step([what = 0, who = 0, which = 0, how = 0]: readonly number[]): Promise<void> {
    const [singapore, rotterdam] = members;
    const { gateway } = members[who % 3] as TestMember;
    const now = singapore.clock.now();
    const grants = await idsOf("grants", "grant_id");
    const agreements = await idsOf("agreements", "agreement_id");
    const agreementId = pick(agreements, which);
    const until = { validUntilSeconds: now + (how % 4 === 0 ? 40 : 1_000_000) + ++number };
    const steps: (() => Promise<unknown>)[] = [
      () =>
        makeGrant(singapore.gateway, {
          ...{
            about: which % 2 ? { documentId: pick(documents, how)! } : { consignment: UCR },
            reader: 2,
            scope: "full",
          },
          ...{ purpose: "transit", delegations: how % 4, maxUses: how % 3 ? null : 5, ...until, ...writing() },
          ...(how % 2 === 0 && agreementId !== undefined && { agreementId }),
        }),
      () =>
        delegateGrant(gateway, {
          grantId: pick(grants, which) ?? "",
          reader: 6,
          scope: "goods",
          maxUses: 1,
          ...until,
          ...writing(),
        }),
      () => withdrawGrant(members[0].gateway, { grantId: pick(grants, which) ?? "", reason: "misuse", ...writing() }),
      () =>
        proposeAgreement(singapore.gateway, {
          ...{
            parties: [2],
            kinds: [how % 2 ? "re-export-certificate" : "bill-of-lading-master"],
            tlpCeiling: "green",
          },
          ...{ text: `text ${number}`, validFromSeconds: now - 5, validUntilSeconds: now + 1_000_000, ...writing() },
        }),
      () =>
        speakOfAgreement(rotterdam.gateway, {
          agreementId: agreementId ?? "",
          action: pick(WORDS, how)!,
          ...writing(),
        }),
      () => network.registrar(how % 4 ? "resume" : "suspend", 2),
      () =>
        makeRequest(rotterdam.gateway, {
          ...{ holder: 1, about: { consignment: UCR }, scope: "goods", purpose: "transit", note: "" },
          ...{ caseNumber: `case ${number}`, ...writing() },
        }),
      async () => {
        const requestId = pick(await idsOf("requests", "request_id"), which) ?? "";
        return refuseRequest(singapore.gateway, { requestId, reason: "confidential", ...writing() });
      },
      async () => {
        const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", {
          number: `R-${++number}`,
        });
        return withdrawDocument(singapore.gateway, { documentId, reason: "correction", ...writing() });
      },
    ];
    // Withdrawals are rarer, and a member that is suspended is soon resumed, so that more comes to pass.
    if (what % 5 === 0) await network.registrar("resume", 2).catch(() => undefined);
    await pick(steps, what)!().catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error) || isCode(error, "INTERNAL")) throw error;
    });
    await settleAll(...members);
  }

  async function expectContract(): Promise<void> {
    const { gateway } = members[0];
    const { number: block, timeSeconds } = await readCursor(gateway.database);
    const ask = async (name: string, ...args: unknown[]): Promise<unknown> => {
      const data = accessRegistry.encodeFunctionData(name, args);
      const outcome = await gateway.chain.call({ to: gateway.contracts.accessRegistry, data, block });
      return accessRegistry.decodeFunctionResult(name, outcome.data)[0];
    };
    for (const grantId of await idsOf("grants", "grant_id")) {
      const standing = await grantStanding(gateway.database, grantId, timeSeconds);
      met.add(standing);
      expect(standing === "effective", `${grantId} is ${standing}`).to.equal(
        await ask("isEffective", bytes32(grantId)),
      );
      for (const kind of KINDS) {
        const opens = (await grantStandingFor(gateway.database, grantId, { timeSeconds, kind })) === "effective";
        expect(opens, `${grantId} for kind ${kind}`).to.equal(await ask("opens", bytes32(grantId), kind));
      }
    }
  }

  const met = new Set<string>();

  it("says of every grant what the contract says, after any sequence of operations", async () => {
    for (const choice of choices) {
      await step(choice);
      await expectContract();
    }
    expect([...met]).to.include.members(["effective", "withdrawn", "asleep", "suspended"]);
  });

  it("is the same, row for row, when an empty database reads the chain again, and after a fork was undone", async () => {
    for (const { gateway } of members) {
      const live = await dump(gateway);
      const full = ["entries", "member_events", "grants", "grant_withdrawals", "requests", "agreements"];
      for (const table of full) expect(live[table], table).not.to.have.length(0);
      for (const table of PROJECTIONS) await gateway.database.deleteFrom(table).execute();
      await gateway.database.deleteFrom("blocks").execute();
      await gateway.database.updateTable("cursor").set({ number: 0, hash: gateway.network.genesisHash }).execute();
      await catchUp(gateway);
      expect(await dump(gateway)).to.deep.equal(live);
      // A block that the chain does not have: the index goes back to where both agree, and reads on.
      const cursor = await readCursor(gateway.database);
      await gateway.database
        .updateTable("cursor")
        .set({ hash: "00".repeat(32) })
        .where("number", "=", cursor.number)
        .execute();
      await gateway.database
        .updateTable("blocks")
        .set({ hash: "00".repeat(32) })
        .where("number", ">", 20)
        .execute();
      await catchUp(gateway);
      expect((await readCursor(gateway.database)).alarm).not.to.equal(null);
      expect(await dump(gateway)).to.deep.equal(live);
    }
  });
});

async function dump({ database }: Gateway): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of PROJECTIONS) {
    const rows: object[] = await database.selectFrom(table).selectAll().execute();
    tables[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}
