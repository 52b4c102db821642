import { expect } from "chai";
import { listCounters, shareCounters } from "../../../node-gateway/src/usecases/alerts/counters.ts";
import { settleMatch } from "../../../node-gateway/src/usecases/alerts/matches.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { throwAt } from "./attacker.ts";
import { CONTAINER, deliveriesOf, hold, officer, send, settle, to } from "./office.ts";

const MONTH_S = 31 * 86_400;

describe("counters between members", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  let month = "";
  before(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam"]);
    [singapore, rotterdam] = partners.all as [Partner, Partner];
    month = new Date(rotterdam.clock.now() * 1000).toISOString().slice(0, 7);
    for (let number = 0; number < 12; number++)
      await hold(rotterdam, { containers: [CONTAINER] }, { number: `D-${number}` });
    for (let number = 0; number < 3; number++) await hold(rotterdam, { seals: ["S-1"] }, { number: `E-${number}` });
    await send(singapore, { sharedWith: to(2), category: "drugs" });
    await send(singapore, { sharedWith: to(2), category: "cites", patterns: [{ seals: ["S-1"] }] });
    await settle(partners);
    for (let matchNumber = 1; matchNumber <= 6; matchNumber++)
      await settleMatch(rotterdam.gateway, { matchNumber, state: "confirmed", result: null, ...officer() });
  });
  after(() => partners.close());
  const share = () => shareCounters(rotterdam.gateway, { memberId: 1, month, ...officer() });

  it("are not told before their month is over", async () => {
    await expectRejection(share(), "COUNTERS_NOT_READY");
  });

  it("tell no count that is smaller than five, and no record", async () => {
    partners.advance(MONTH_S);
    await share();
    await settle(partners);
    const [, told] = (await listCounters(singapore.gateway, { month })).items;
    expect(told).to.deep.equal({
      ...{ memberId: 2, month },
      rows: [{ key: "category:drugs", hits: 12, inspections: 6, confirmed: 6 }],
    });
  });

  it("are told once for good, whatever is known later", async () => {
    await settleMatch(rotterdam.gateway, { matchNumber: 7, state: "confirmed", result: null, ...officer() });
    await share();
    await settle(partners);
    expect(await deliveriesOf(rotterdam, "alert-counters")).to.have.length(1);
    const rows = [{ key: "category:drugs", hits: 13, inspections: 7, confirmed: 7 }];
    const again = { type: "alert-counters", lane: "aa".repeat(32), content: { month, rows } };
    expect((await throwAt(rotterdam, singapore, again)).code).to.equal("RECE");
    const [, told] = (await listCounters(singapore.gateway, { month })).items;
    expect(told?.rows[0]?.hits).to.equal(12);
  });

  it("are refused with a small count, of a month that is not over, and with anything else in them", async () => {
    const row = { key: "category:drugs", hits: 20, inspections: 10, confirmed: 5 };
    const later = "2099-01";
    const contents = [
      { month, rows: [{ ...row, hits: 4 }] },
      { month, rows: [{ ...row, inspections: 18 }] },
      { month: later, rows: [row] },
      { month, rows: [row], documents: [] },
    ];
    for (const content of contents)
      expect(
        (await throwAt(rotterdam, singapore, { type: "alert-counters", lane: "aa".repeat(32), content })).code,
      ).to.equal("INCD");
  });
});
