import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { type Around, makeFolder, sealane } from "./support/run.ts";

const PLACES = ',"SG",,".SINGAPORE",,,,,,,,\n,"SG","SIN","Singapore","Singapore",,"1--45---","AI","9601",,,\n';
const MORE_PLACES = ',"NL","RTM","Rotterdam","Rotterdam",,"12345---","AF","0212",,,\n';
const GOODS = "hscode,description\n01,Animals\n0101,Horses\n";
const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("sealane codes", () => {
  let folder: ReturnType<typeof makeFolder>;
  let around: Around;
  const run = (line: string) => sealane(line.split(" "), around);
  const listed = async () => JSON.parse((await run("codes list --json")).stdout).items as object[];
  const imported = (list: string, text: string, date: string) =>
    run(`codes import ${folder.write("list.csv", text)} --list ${list} --date ${date}`);

  beforeEach(() => {
    folder = makeFolder();
    around = { env: { XDG_DATA_HOME: folder.path("data") } };
  });
  afterEach(() => folder.remove());

  it("lists none before any was imported", async () => {
    expect(await run("codes list")).to.deep.include({ code: 0, stdout: "No code list was imported.\n" });
  });

  it("imports a list, and says its day, its codes and its digest", async () => {
    const { code, stdout } = await imported("unlocode", PLACES, "2024-10-01");
    expect([code, stdout]).to.deep.equal([0, `unlocode of 2024-10-01: 1 codes, SHA-256 ${digestOf(PLACES)}.\n`]);
    await imported("hs", GOODS, "2022-01-01");
    expect(await listed()).to.deep.equal([
      { name: "unlocode", date: "2024-10-01", size: 1, sha256: digestOf(PLACES) },
      { name: "hs", date: "2022-01-01", size: 2, sha256: digestOf(GOODS) },
    ]);
  });

  it("joins the files of one list, also where a last line has no end", async () => {
    const parts = [folder.write("1.csv", PLACES.trimEnd()), folder.write("2.csv", MORE_PLACES)];
    const { stdout } = await run(`codes import ${parts.join(" ")} --list unlocode --date 2024-10-01 --json`);
    expect(JSON.parse(stdout)).to.include({ size: 2, sha256: digestOf(PLACES + MORE_PLACES) });
  });

  it("puts a list in the place of the one before, and keeps no bytes of that", async () => {
    await imported("unlocode", PLACES, "2023-07-01");
    await imported("unlocode", MORE_PLACES, "2024-10-01");
    expect(await listed()).to.deep.equal([
      { name: "unlocode", date: "2024-10-01", size: 1, sha256: digestOf(MORE_PLACES) },
    ]);
    expect(readdirSync(folder.path("data/sealane/code-lists")).sort()).to.deep.equal(
      [`${digestOf(MORE_PLACES)}.csv`, "unlocode.json"].sort(),
    );
  });

  it("keeps lists where it is told", async () => {
    const file = folder.write("list.csv", GOODS);
    await run(`codes import ${file} --list hs --date 2022-01-01 --folder ${folder.path("gateway")}`);
    expect(await listed()).to.deep.equal([]);
    const { stdout } = await run(`codes list --folder ${folder.path("gateway")} --json`);
    expect(JSON.parse(stdout).items).to.have.length(1);
  });

  it("is of today when no day is given", async () => {
    const { stdout } = await run(`codes import ${folder.write("list.csv", GOODS)} --list hs --json`);
    expect(JSON.parse(stdout).date).to.match(/^\d{4}-\d\d-\d\d$/);
  });

  it("refuses what is no such list with exit 12, and keeps the one before", async () => {
    await imported("unlocode", PLACES, "2024-10-01");
    const { code, stderr } = await imported("unlocode", GOODS, "2025-01-01");
    expect(code, stderr).to.equal(12);
    expect(stderr).to.contain("CODE_LIST_INVALID");
    expect(await listed()).to.deep.include({
      name: "unlocode",
      date: "2024-10-01",
      size: 1,
      sha256: digestOf(PLACES),
    });
  });

  it("refuses a list that was changed since with exit 12", async () => {
    await imported("hs", GOODS, "2022-01-01");
    writeFileSync(folder.path(`data/sealane/code-lists/${digestOf(GOODS)}.csv`), GOODS.replace("0101", "0102"));
    const { code, stderr } = await run("codes list");
    expect(code).to.equal(12);
    expect(stderr).to.contain("CODE_LIST_INVALID").and.contain("import it again");
  });

  it("refuses a list that is not known with exit 2", async () => {
    expect((await imported("iata", PLACES, "2024-10-01")).code).to.equal(2);
  });
});
