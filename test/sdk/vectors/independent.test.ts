import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { parseDossier, verifyDossier, writeDossier } from "../../../sdk/src/dossier/dossier.ts";
import { CASES } from "../../support/sdk/cases.ts";
import { seededBytes } from "../../support/seeded.ts";

const FOLDER = new URL("../../independent/", import.meta.url).pathname;
const VECTORS = new URL("../../vectors/", import.meta.url).pathname;
const python = (args: string[], input = "") =>
  spawnSync("python3", ["-B", `${FOLDER}run_vectors.py`, ...args], { input, encoding: "utf8", maxBuffer: 2 ** 26 });
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Dossiers of every case with a bit flipped here and a digit changed there, the same on every run. */
function mutants(perCase: number): [Uint8Array, (typeof CASES)[number]["trust"]][] {
  const draw = seededBytes("mutants");
  return CASES.flatMap(({ dossier, trust }) =>
    Array.from({ length: perCase }, () => {
      const bytes = new TextEncoder().encode(writeDossier(dossier));
      const [a = 0, b = 0, c = 0] = draw(3);
      const at = (a * 256 + b) % bytes.length;
      const isDigit = /[0-9a-f]/.test(String.fromCharCode(bytes[at] as number));
      bytes[at] = isDigit ? "0123456789".charCodeAt(c % 10) : (bytes[at] as number) ^ (1 << (c & 7));
      return [bytes, trust] as [Uint8Array, typeof trust];
    }),
  );
}

function codeOf(bytes: Uint8Array, trust: (typeof CASES)[number]["trust"]): string {
  try {
    return verifyDossier(parseDossier(bytes), trust ?? undefined).code;
  } catch {
    return "refused";
  }
}

describe("The verifier in Python, made from docs/protocol.md", function () {
  if (!hasPython) {
    it("is skipped: there is no python3 here");
    return;
  }
  this.timeout(120_000);

  it("agrees with every vector, in verdict, code and the check that finds it", () => {
    const { stdout, stderr, status } = python([VECTORS]);
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout)).to.deep.include({ dossiers: CASES.length, disagree: [] });
    expect(status).to.equal(0);
  });

  it("agrees with the SDK on dossiers in which something was changed at random", () => {
    const changed = mutants(4);
    const lines = changed.map(([bytes, trust]) =>
      JSON.stringify([Buffer.from(bytes).toString("base64url"), trust && JSON.stringify(trust)]),
    );
    const { stdout, stderr } = python([], lines.join("\n"));
    expect(stderr).to.equal("");
    expect(stdout.trim().split("\n")).to.deep.equal(changed.map(([bytes, trust]) => codeOf(bytes, trust)));
  });

  it("is at most 310 lines", async () => {
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(`${FOLDER}verify_dossier.py`, "utf8").split("\n").length - 1).to.be.at.most(310);
  });
});
