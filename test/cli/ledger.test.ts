import { writeFileSync } from "node:fs";
import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { originalOf } from "../support/gateway/papers.ts";
import { type Desk, useConsortium } from "./support/station.ts";

describe("sealane ledger", function () {
  this.timeout(120_000);
  const { desks, folder, network } = useConsortium(["singapore", "rotterdam"]);
  const { singapore, rotterdam } = desks;
  before(async () => {
    await network().registrar("accredit", 1, kindByName("declaration-import").code, 0, 4_000_000_000);
    await network().registrar("accredit", 2, kindByName("re-export-certificate").code, 0, 4_000_000_000);
  });

  /** Anchors a paper of so many kilograms; its id. */
  async function anchored(desk: Desk, kind: Parameters<typeof originalOf>[0], value: string, name: string) {
    const path = folder.path(`${name}.json`);
    writeFileSync(path, originalOf(kind, name, { quantities: [{ value, unit: "KGM" }] }));
    const state = folder.path(`${name}.state`);
    return (await desk.json(["anchor", path, "--state", state])).files[0].documentId as string;
  }

  it("opens a balance, draws across agencies, refuses too much with exit code 11, and shows what is left", async () => {
    const declaration = await anchored(singapore, "declaration-import", "1000", "LEDGER-1");
    const opened = await singapore.json(["ledger", "open", declaration, "--drawer", "2"]);
    expect(opened).to.deep.include({ action: "open", state: "done", refusal: null });
    const { balanceId } = opened;
    const first = await anchored(rotterdam, "re-export-certificate", "999.5", "LEDGER-2");
    expect((await rotterdam.json(["ledger", "draw", balanceId, first])).state).to.equal("done");
    const second = await anchored(rotterdam, "re-export-certificate", "0.6", "LEDGER-3");
    const refused = await rotterdam.asOfficer(["ledger", "draw", balanceId, second]);
    expect([refused.code, refused.stderr]).to.deep.equal([11, refused.stderr]);
    expect(refused.stderr).to.contain("QUANTITY_SHORT").and.contain("0.5 KGM left");
    const { stdout } = await singapore.asOfficer(["ledger", "show", balanceId]);
    expect(stdout)
      .to.match(/left +0\.5 KGM\n/)
      .and.to.match(new RegExp(`999\\.5 +current +${first}`));
    const { items } = await rotterdam.json(["ledger", "list", "--direction", "drawable", "--document", declaration]);
    expect(items.map(({ left }: { left: string }) => left)).to.deep.equal(["0.5"]);
    expect(await rotterdam.json(["ledger", "list", "--direction", "opened"])).to.deep.equal({ items: [], next: null });
  });

  it("gives back by itself what a withdrawn certificate drew, and says who may draw", async () => {
    const declaration = await anchored(singapore, "declaration-import", "5", "LEDGER-4");
    const { balanceId } = await singapore.json(["ledger", "open", declaration]);
    expect((await singapore.json(["ledger", "allow", balanceId, "--member", "2"])).state).to.equal("done");
    const certificate = await anchored(rotterdam, "re-export-certificate", "5", "LEDGER-5");
    await rotterdam.json(["ledger", "draw", balanceId, certificate]);
    await rotterdam.json(["withdraw", certificate, "--reason", "issued-in-error"]);
    const left = async (): Promise<string> => (await singapore.json(["ledger", "show", balanceId])).left;
    for (let attempt = 0; attempt < 60 && (await left()) !== "5"; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await left()).to.equal("5");
    await singapore.json(["ledger", "disallow", balanceId, "--member", "2"]);
    expect((await singapore.json(["ledger", "show", balanceId])).drawers).to.deep.equal([]);
  });

  it("is called wrongly with exit code 2: no id, no member, no way", async () => {
    for (const line of ["ledger show nothing", "ledger allow", "ledger list --direction up", "ledger draw 1 2"])
      expect((await singapore.asOfficer(line.split(" "))).code, line).to.equal(2);
  });
});
