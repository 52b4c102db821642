import { readFileSync, statSync } from "node:fs";
import { expect } from "chai";
import { type Dossier, openBody } from "../../sdk/src/index.ts";
import { makeFolder, sealane } from "./support/run.ts";
import { idOf, makeDossier, makeEvidence, makePaper, TRUST } from "./support/world.ts";

const origin = makePaper("ORIGIN", { kind: "declaration-export", withOriginal: true });
const bill = makePaper("BILL-1", {
  details: { clause: "clean" },
  withOriginal: true,
  links: [{ documentId: idOf(origin), relation: "derivedFrom" }],
});
const dossier = makeDossier([bill, origin], makeEvidence([bill, origin]));

describe("sealane prove, of a dossier file", () => {
  const folder = makeFolder();
  const trust = folder.write("trust", TRUST);
  const whole = folder.write("whole", dossier);
  const read = (path: string): Dossier => JSON.parse(readFileSync(path, "utf8")) as Dossier;
  const pointersOf = (path: string) =>
    read(path).papers.map(({ body }) => openBody(body).fields.map((it) => it.pointer));
  after(folder.remove);

  it("leaves the chosen fields open, closes all others, drops the originals, and stays valid", async () => {
    const out = folder.path("narrow");
    const args = ["prove", whole, "--fields", "/$facts/containers,/grossWeightKg", "--out", out];
    expect((await sealane(args)).code).to.equal(0);
    const chosen = ["/$facts/containers/0", "/grossWeightKg"];
    expect(pointersOf(out)).to.deep.equal([chosen, chosen]);
    expect(read(out).papers.every((paper) => paper.original === undefined)).to.equal(true);
    expect(readFileSync(out, "utf8")).not.to.contain(Buffer.from("BILL-1").toString("base64url"));
    expect((await sealane(["verify", "--trust", trust, out])).code).to.equal(0);
  });

  it("narrows what was narrowed before, and cannot open what is closed", async () => {
    const [once, twice] = [folder.path("once"), folder.path("twice")];
    await sealane(["prove", whole, "--fields", "/$facts", "--out", once]);
    expect((await sealane(["prove", once, "--fields", "/$facts/grossWeightKg", "--out", twice])).code).to.equal(0);
    expect(pointersOf(twice)[0]).to.deep.equal(["/$facts/grossWeightKg"]);
    expect((await sealane(["verify", "--trust", trust, twice])).code).to.equal(0);
    const reopened = await sealane(["prove", twice, "--fields", "/$facts/containers", "--out", folder.path("no")]);
    expect([reopened.code, reopened.stderr.split(":")[1]]).to.deep.equal([2, " FIELD_UNKNOWN"]);
  });

  it("leaves out a paper of which nothing was chosen, while its proof still counts for the first", async () => {
    const [one, both] = [folder.path("one"), folder.path("both")];
    await sealane(["prove", whole, "--fields", "/$facts,/details", "--out", one]);
    expect(pointersOf(one)).to.have.length(2);
    await sealane(["prove", whole, "--fields", "/details", "--out", both]);
    expect(pointersOf(both)).to.deep.equal([["/details/clause"]]);
    expect((await sealane(["verify", "--trust", trust, both])).code).to.equal(0);
  });

  it("reads the pointers from a file, a line each", async () => {
    const fields = folder.write("fields", "/containers\r\n\n/grossWeightKg\n");
    const out = folder.path("from-file");
    expect((await sealane(["prove", whole, "--fields-file", fields, "--out", out])).code).to.equal(0);
    expect(pointersOf(out)[0]).to.deep.equal(["/containers/0", "/grossWeightKg"]);
  });

  it("writes a file that its owner alone can read, and the same bytes each time", async () => {
    const [a, b] = [folder.path("a"), folder.path("b")];
    for (const out of [a, b]) await sealane(["prove", whole, "--fields", "/containers", "--out", out]);
    expect(readFileSync(a)).to.deep.equal(readFileSync(b));
    expect(statSync(a).mode & 0o777).to.equal(0o600);
  });

  it("replaces a file only with --force, and prints the dossier for -", async () => {
    const out = folder.write("there", "precious");
    const args = ["prove", whole, "--fields", "/containers", "--out"];
    const kept = await sealane([...args, out]);
    expect([kept.code, kept.stderr.split(":")[1], readFileSync(out, "utf8")]).to.deep.equal([
      2,
      " FILE_EXISTS",
      "precious",
    ]);
    expect((await sealane([...args, out, "--force"])).code).to.equal(0);
    expect(JSON.parse((await sealane([...args, "-"])).stdout)).to.deep.equal(read(out));
  });

  for (const [title, args] of [
    ["no place to write to", [whole, "--fields", "/containers"]],
    ["no fields", [whole, "--out", "x"]],
    ["a pointer that is none", [whole, "--fields", "containers", "--out", "x"]],
    ["a pointer that names nothing", [whole, "--fields", "/nothing", "--out", "x"]],
    ["only a part of a field's name", [whole, "--fields", "/contain", "--out", "x"]],
    ["the original", [whole, "--fields", "/containers", "--with-original", "--out", "x"]],
  ] as const) {
    it(`exits 2 for ${title}`, async () => {
      expect((await sealane(["prove", ...args], { cwd: folder.path("") })).code).to.equal(2);
    });
  }

  it("exits 12 for a file that is not a dossier, or not there", async () => {
    const more = ["--fields", "/a", "--out", folder.path("x")];
    expect((await sealane(["prove", folder.write("text", "hello"), ...more])).code).to.equal(12);
    expect((await sealane(["prove", folder.path("none"), ...more])).code).to.equal(12);
  });
});
