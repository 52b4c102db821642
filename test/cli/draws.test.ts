import { writeFileSync } from "node:fs";
import { DEFAULT_LANE_SETTINGS, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { useConsortium } from "./support/station.ts";

const PERIOD_SECONDS = 3_600;

describe("sealane audit draws", function () {
  this.timeout(180_000);
  const settings = { SEALANE_DRAW_PERIOD_SECONDS: String(PERIOD_SECONDS) };
  const { desks, file, folder, network } = useConsortium(["singapore", "rotterdam"], settings);
  const { singapore, rotterdam } = desks;
  before(async () => {
    for (const kind of ["declaration-import", "lane-decision"])
      await network().registrar("accredit", 1, kindByName(kind).code, 0, 4_000_000_000);
  });

  it("recomputes what a gateway drew and decided by itself, and finds nothing amiss with exit code 0", async () => {
    await singapore.json(["duty", "set", "anna", "ben"]);
    const first = await until("a committed seed", async () => (await periods())[0]);
    await moveTo(first.beginsAtSeconds + 1);
    const { files } = await singapore.json(["anchor", file("drawn.json", "DRAWN-1", "declaration-import")]);
    const early = await singapore.json(["audit", "draws", "--member", "1", "--period", "1"], 10);
    expect(early.deviations.map(({ code }: { code: string }) => code)).to.deep.equal(["PERIOD_NOT_OVER"]);
    await until("an anchored decision", async () => {
      const { decisions } = await singapore.json(["audit", "draws", "--member", "1", "--period", "1"], 10);
      return decisions === 1 ? decisions : undefined;
    });
    await moveTo(first.endsAtSeconds);
    await until("a revealed seed", async () => (await periods()).find(({ seed }) => seed !== null));
    const audit = await singapore.json(["audit", "draws", "--member", "1", "--period", "1"]);
    expect(audit).to.deep.equal({
      ...{ memberId: 1, period: 1, declarations: 1, decisions: 1, confirmed: 1, deviations: [] },
    });
    const { stdout } = await singapore.asOfficer(["audit", "draws", "--member", "1", "--period", "1"]);
    expect(stdout).to.contain("Period 1 of member 1 is as drawn. 1 declaration, 1 decision, 1 draw confirmed.");
    expect(files[0].documentId).to.be.a("string");
  });

  it("tells whoever may not open the decisions that they are closed, with exit code 3 for what is missing then", async () => {
    const audit = await rotterdam.json(["audit", "draws", "--member", "1", "--period", "1"], 3);
    const codes = audit.deviations.map(({ code }: { code: string }) => code);
    expect(codes).to.deep.equal(["DECISION_UNREADABLE", "DECISION_MISSING"]);
  });

  it("holds the decisions to lane settings in a file, which must be such", async () => {
    const audit = ["audit", "draws", "--member", "1", "--period", "1", "--settings"];
    const other = { ...DEFAULT_LANE_SETTINGS, minimumRandomRate: 0.2 };
    for (const settings of [DEFAULT_LANE_SETTINGS, other]) {
      const path = folder.path(`settings-${settings.minimumRandomRate}.json`);
      writeFileSync(path, JSON.stringify(settings));
      expect((await singapore.json([...audit, path])).deviations).to.deep.equal([]);
    }
    writeFileSync(folder.path("none.json"), "{}");
    expect((await singapore.asOfficer([...audit, folder.path("none.json")])).code).to.equal(12);
  });

  it("says of a period that was never committed that no seed was, with exit code 3", async () => {
    const { code, stdout } = await rotterdam.asOfficer(["audit", "draws", "--member", "1", "--period", "99"]);
    expect(code).to.equal(3);
    expect(stdout).to.contain("SEED_NOT_COMMITTED").and.contain("NOT as drawn: 1 deviation");
  });

  it("lists periods and who is on duty, and is called wrongly with exit code 2", async () => {
    const { stdout } = await rotterdam.asOfficer(["draws", "list", "--member", "1"]);
    expect(stdout)
      .to.match(/PERIOD +BEGINS +ENDS +SEED/)
      .and.to.contain("sealed");
    expect((await singapore.asOfficer(["duty", "list"])).stdout).to.match(/\(any other\) +anna, ben/);
    for (const line of ["audit draws", "audit draws --member 1", "audit draws --member 1 --period x"])
      expect((await singapore.asOfficer(line.split(" "))).code, line).to.equal(2);
  });

  interface Listed {
    readonly period: number;
    readonly beginsAtSeconds: number;
    readonly endsAtSeconds: number;
    readonly seed: string | null;
  }

  /** The oldest first. */
  const periods = async (): Promise<Listed[]> =>
    (await rotterdam.json(["draws", "list", "--member", "1"])).items.reverse();

  async function moveTo(timeSeconds: number): Promise<void> {
    await network().anvil.rpc("evm_setNextBlockTimestamp", timeSeconds);
    await network().anvil.rpc("evm_mine");
  }

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`There is not ${what}.`);
  }
});
