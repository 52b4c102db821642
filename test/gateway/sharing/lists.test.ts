import { hexOf, sha256, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { listGrants } from "../../../node-gateway/src/usecases/sharing/list-grants.ts";
import { listRequests } from "../../../node-gateway/src/usecases/sharing/list-requests.ts";
import { makeRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { UCR } from "../../support/gateway/papers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";

let keys = 0;
const writing = () => ({ actor: "officer", idempotencyKey: `key-${++keys}` });

/** All of a list, page by page, and how long each page was. */
async function walk<Item>(
  read: (after: string | undefined) => Promise<{ items: readonly Item[]; next: string | null }>,
) {
  const items: Item[] = [];
  const sizes: number[] = [];
  for (let after: string | null | undefined; after !== null && sizes.length < 50; ) {
    const page = await read(after);
    items.push(...page.items);
    sizes.push(page.items.length);
    after = page.next;
  }
  return { items, sizes };
}

describe("lists of sharing", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    await settleAll(singapore, rotterdam);
  });
  after(async () => {
    for (const member of [singapore, rotterdam]) await member?.close();
    await network?.stop();
  });

  const give = async (consignment = UCR): Promise<string> => {
    const validUntilSeconds = singapore.clock.now() + 1_000_000 + ++keys;
    const terms = { about: { consignment }, reader: 2, scope: "goods", purpose: "transit", validUntilSeconds } as const;
    return (await makeGrant(singapore.gateway, { ...terms, ...writing() })).grantId;
  };

  it("of grants begin with those that wait for the chain, page by page, each once", async () => {
    const made = [await give(), await give(), await give()];
    await settleAll(singapore, rotterdam);
    const queued = [await give(), await give("UCR-OTHER"), await give()];
    const expected = [...queued.toReversed(), ...made.toReversed()];
    for (const limit of [1, 2, 3, 4, 50]) {
      const { items, sizes } = await walk((after) =>
        listGrants(singapore.gateway, { limit, ...(after !== undefined && { after }) }),
      );
      expect(
        items.map(({ grantId }) => grantId),
        `pages of ${limit}`,
      ).to.deep.equal(expected);
      expect(Math.max(...sizes)).to.be.at.most(limit);
      expect(Math.min(...sizes)).to.be.above(0);
    }
    const ids = async (query: object) =>
      (await listGrants(singapore.gateway, query)).items.map(({ grantId, standing }) => [grantId, standing]);
    const stands = (standing: string) => (id: string) => [id, standing];
    expect(await ids({ standing: "queued" })).to.deep.equal(queued.toReversed().map(stands("queued")));
    expect(await ids({ standing: "effective" })).to.deep.equal(made.toReversed().map(stands("effective")));
    expect(await ids({ direction: "received" })).to.deep.equal([]);
    const { subject } = (await listGrants(singapore.gateway, { limit: 2 })).items[1] ?? {};
    expect(await ids({ subject })).to.deep.equal([[queued[1], "queued"]]);
    await singapore.gateway.database
      .updateTable("outbox_items")
      .set({ state: "cancelled", refusal: "Cancelled" })
      .where("subject_id", "=", queued[0] ?? "")
      .execute();
    expect(await ids({ standing: "refused" })).to.deep.equal([[queued[0], "refused"]]);
    expect((await ids({})).map(([grantId]) => grantId)).to.not.include(queued[0]);
    await settleAll(singapore, rotterdam);
    expect((await ids({})).map(([, standing]) => standing)).to.deep.equal(Array(5).fill("effective"));
  });

  it("of requests have no more on a page than was asked for, with what waits for the chain and notes without an event", async () => {
    const asked: string[] = [];
    for (let number = 0; number < 3; number++) {
      const about = { holder: 1, about: { consignment: UCR }, scope: "goods", purpose: "transit" } as const;
      const request = { ...about, caseNumber: `case ${number}`, note: "", ...writing() };
      asked.push((await makeRequest(rotterdam.gateway, request)).requestId);
    }
    await settleAll(singapore, rotterdam);
    const notes = Array.from({ length: 5 }, (_, at) => hexOf(sha256(utf8Encode(`note ${at}`))));
    await singapore.gateway.database
      .insertInto("request_notes")
      .values(
        notes.map((request_id, at) => ({
          ...{ request_id, scope: '"goods"', case_number: "1", note: "", member_id: 2 },
          received_at_seconds: 1_000 - Math.floor(at / 2),
        })),
      )
      .execute();
    const own: string[] = [];
    for (let number = 0; number < 2; number++) {
      const about = { holder: 2, about: { consignment: UCR }, scope: "goods", purpose: "transit" } as const;
      const request = { ...about, caseNumber: `own ${number}`, note: "", ...writing() };
      own.push((await makeRequest(singapore.gateway, request)).requestId);
    }
    for (const limit of [1, 2, 3, 5, 6, 7, 8, 50]) {
      const { items, sizes } = await walk((after) =>
        listRequests(singapore.gateway, { limit, ...(after !== undefined && { after }) }),
      );
      expect(Math.max(...sizes), `pages of ${limit}`).to.be.at.most(limit);
      expect(Math.min(...sizes)).to.be.above(0);
      const ids = items.map(({ requestId }) => requestId);
      expect(items.slice(2, 7).map(({ standing }) => standing)).to.deep.equal(Array(5).fill("noteOnly"));
      expect(new Set(ids.slice(2, 7))).to.deep.equal(new Set(notes));
      expect([...ids.slice(0, 2), ...ids.slice(7)]).to.deep.equal([...own.toReversed(), ...asked.toReversed()]);
    }
    expect((await listRequests(singapore.gateway, { standing: "noteOnly" })).items).to.have.length(5);
    expect((await listRequests(singapore.gateway, { standing: "open" })).items).to.have.length(3);
    const idsOf = async (query: object) =>
      (await listRequests(singapore.gateway, query)).items.map(({ requestId }) => requestId);
    expect(await idsOf({ direction: "made" })).to.deep.equal(own.toReversed());
    expect(await idsOf({ standing: "queued" })).to.deep.equal(own.toReversed());
    expect(await idsOf({ direction: "received" })).to.have.length(8);
    await singapore.gateway.database
      .updateTable("outbox_items")
      .set({ state: "cancelled", refusal: "Cancelled" })
      .where("subject_id", "=", own[0] ?? "")
      .execute();
    expect(await idsOf({ standing: "notTaken" })).to.deep.equal([own[0]]);
    expect(await idsOf({ direction: "made" })).to.deep.equal([own[1]]);
  });
});
