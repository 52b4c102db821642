import { expect } from "chai";
import { duePartners } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { BREAKER_FAILURES, writePartner } from "../../../node-gateway/src/peers/wire/partner.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { type Notebook, openNotebook, sendNote } from "./notes.ts";

describe("the partners for whom something is due", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  before(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier"]);
    singapore = partners.of("singapore");
  });
  after(async () => {
    notebook.remove();
    await partners.close();
  });

  it("are each named once, while anything waits for them and its time has come, or that of the next try", async () => {
    const { gateway } = singapore;
    const change = (partner: number, values: object) =>
      gateway.database.updateTable("deliveries").set(values).where("partner", "=", partner).execute();
    const later = gateway.clock() + 500;
    expect(await duePartners(gateway)).to.deep.equal([]);
    for (const name of ["rotterdam", "carrier", "rotterdam"] as const)
      await sendNote(singapore, partners.of(name), `to ${name}`);
    expect(await duePartners(gateway)).to.deep.equal([2, 4]);
    await change(2, { next_attempt_seconds: later });
    expect(await duePartners(gateway)).to.deep.equal([4]);
    await change(4, { state: "dead" });
    expect(await duePartners(gateway)).to.deep.equal([]);
    const isAway = { failures: BREAKER_FAILURES, open_until_seconds: later - 100 };
    await gateway.database.transaction().execute((transaction) => writePartner(transaction, 2, isAway));
    expect(await duePartners(gateway)).to.deep.equal([]);
    partners.advance(400);
    expect(await duePartners(gateway)).to.deep.equal([2]);
    partners.advance(100);
    expect(await duePartners(gateway)).to.deep.equal([2]);
  });
});
