import { writeFileSync } from "node:fs";
import { kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { originalOf } from "../support/gateway/papers.ts";
import { type Desk, useConsortium } from "./support/station.ts";

const DRAFT = {
  ...{
    category: "valuation",
    modus: "The invoice states a tenth of the price.",
    reason: "It was found so three times.",
  },
  ...{ patterns: [{ containers: ["MSKU9070323"] }], action: "inspect", source: "B", credibility: 2, tlp: "amber" },
  nominal: [
    { pattern: null, parties: [{ role: null, name: "Acme Ltd", identifier: null, scheme: null, country: null }] },
  ],
};

describe("sealane alert", function () {
  this.timeout(120_000);
  const { desks, folder, network } = useConsortium(["singapore", "rotterdam"]);
  const { singapore, rotterdam } = desks;
  const draft = folder.path("alert.json");
  before(async () => {
    await network().registrar("accredit", 1, kindByName("declaration-import").code, 0, 4_000_000_000);
    writeFileSync(draft, JSON.stringify({ ...DRAFT, sharedWith: { members: [1], group: null } }));
  });

  /** What a desk is told once it is as wanted. */
  async function until<T>(look: () => Promise<T>, isThere: (told: T) => boolean): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const told = await look();
      if (isThere(told) || attempt === 80) return told;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  const alertAt = (desk: Desk, alertId: string) =>
    until(
      () =>
        desk
          .asOfficer(["alert", "show", alertId, "--json"])
          .then(({ code, stdout }) => (code === 0 ? JSON.parse(stdout) : undefined)),
      (told) => told !== undefined,
    );

  it("shows its audience, reaches it in seconds, meets a document, and brings back what came of it", async () => {
    const preview = await rotterdam.asOfficer(["alert", "preview", draft, "--until", "2099-01-01"]);
    expect(preview.code).to.equal(11);
    expect(preview.stderr).to.contain("more than two years");
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const shown = await rotterdam.asOfficer(["alert", "preview", draft, "--until", soon]);
    expect(shown.stdout)
      .to.match(/TLP:AMBER/)
      .and.to.match(/goes to +1/);
    const { alertId } = await rotterdam.json(["alert", "send", draft, "--until", soon, "--to", "1"]);
    expect(await alertAt(singapore, alertId)).to.include({ issuer: 2, standing: "active", isNominalHeld: false });

    const path = folder.path("declaration.json");
    writeFileSync(path, originalOf("declaration-import", "WATCH-1"));
    await singapore.json(["anchor", path, "--state", folder.path("watch.state")]);
    const matches = await until(
      () => singapore.json(["watch", "list", "--alert", alertId]),
      ({ items }) => items.length > 0,
    );
    expect(matches.items).to.have.length(1);
    expect(matches.items[0].words).to.deep.equal(["container MSKU9070323"]);
    const number = String(matches.items[0].matchNumber);
    await singapore.json(["watch", "result", number, "confirmed", "--result", "A tenth of the price."]);
    const told = await until(
      () => rotterdam.json(["alert", "show", alertId]),
      ({ answers }) => answers.length === 2,
    );
    expect(told.answers.map(({ state }: { state: string }) => state)).to.deep.equal(["matched", "confirmed"]);
    const { items } = await singapore.json(["alert", "partners"]);
    expect(items.find(({ memberId }: { memberId: number }) => memberId === 2)).to.include({
      precision: 1,
      confirmed: 1,
    });
  });

  it("names whom it means to members one by one, and is taken back", async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const { alertId } = await rotterdam.json(["alert", "send", draft, "--until", soon, "--to", "1"]);
    await alertAt(singapore, alertId);
    expect((await singapore.asOfficer(["alert", "show", alertId, "--named"])).stderr).to.contain(
      "ALERT_NOMINAL_NOT_HELD",
    );
    await rotterdam.json(["alert", "release", alertId, "--member", "1", "--reason", "It holds the container."]);
    const named = await until(
      () => singapore.asOfficer(["alert", "show", alertId, "--named"]),
      ({ code }) => code === 0,
    );
    expect(named.stdout).to.contain("Acme Ltd");
    await rotterdam.json(["alert", "withdraw", alertId, "--reason", "The seller was cleared."]);
    const gone = await until(
      () => singapore.json(["alert", "show", alertId]),
      ({ standing }) => standing === "withdrawn",
    );
    expect(gone.alert.withdrawal).to.equal("The seller was cleared.");
  });

  it("goes to nobody when the members are not those of the preview, and refuses to hand amber on", async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const sent = await rotterdam.asOfficer(["alert", "send", draft, "--until", soon]);
    expect(sent.stderr).to.contain("ALERT_AUDIENCE_CHANGED");
    const { items } = await singapore.json(["alert", "list", "--issuer", "2"]);
    const handed = await singapore.asOfficer(["alert", "forward", items.at(-1).alertId, "--member", "2"]);
    expect(handed.stderr).to.contain("ALERT_NOT_FORWARDABLE");
    const counters = await singapore.json(["alert", "counters", "2020-01"]);
    expect(counters.items).to.deep.equal([]);
  });

  it("is called wrongly with exit code 2: no id, no reason, no such state", async () => {
    for (const line of [
      "alert show nothing",
      `alert withdraw ${"ab".repeat(32)}`,
      "watch result 1 perhaps",
      "alert forward 1",
    ])
      expect((await singapore.asOfficer(line.split(" "))).code, line).to.equal(2);
  });
});
