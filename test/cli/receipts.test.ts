import { expect } from "chai";
import { useStation } from "./support/station.ts";

describe("sealane receipts", () => {
  const { asOfficer, json } = useStation();

  it("lists who read the member's papers, and what it read itself", async () => {
    expect((await asOfficer(["receipts"])).stdout).to.match(/Nobody read anything/);
    expect(await json(["receipts", "--made"])).to.deep.equal({ items: [], next: null });
    expect((await asOfficer(["receipts", "--document", "no id"])).code).to.equal(2);
  });

  it("audits the member's own log without asking anybody", async () => {
    expect(await json(["receipts", "--of", "1"])).to.deep.include({
      memberId: 1,
      isWhole: true,
      receipts: 0,
      faults: [],
    });
    expect((await asOfficer(["receipts", "--of", "1"])).stdout).to.match(/log of member 1 is whole: 0 receipts/);
    expect((await asOfficer(["receipts", "--of", "1", "--made"])).code).to.equal(2);
  });

  it("says so when a member's gateway cannot be asked", async () => {
    expect((await asOfficer(["receipts", "--of", "6"])).code).to.equal(11);
  });

  it("is part of a trace when it is asked for", async () => {
    const { stdout } = await asOfficer(["trace", "--consignment", "NOBODY", "--readings"]);
    expect(stdout).to.match(/No reading is known/);
  });
});
