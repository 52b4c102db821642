import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { canonicalize, signWitness, writeDossier } from "@sealane/sdk";
import { expect } from "chai";
import { build } from "esbuild";
import { packagedManifest } from "../../scripts/package-sdk.ts";
import { anchoredWith, issue, memberOf, NETWORK, T0 } from "../support/sdk/consortium.ts";
import { signerOf } from "../support/sdk/keys.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const TEN_LINES = `import { readFileSync } from "node:fs";
import { parseDossier, parseTrust, verifyDossier } from "@sealane/sdk";

const dossier = parseDossier(readFileSync("trader.sealane.json"));
const trust = parseTrust(readFileSync("trust.json"));
const report = verifyDossier(dossier, trust);
console.log(report.verdict, report.code);
for (const paper of report.papers) console.log(paper.documentId, paper.verdict, paper.code);
`;

describe("the SDK as a package, in an empty folder", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "sealane-package-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  before(async () => {
    await run("npm", ["pack", "-w", "sdk", "--silent", "--pack-destination", folder], { cwd: ROOT });
    const dependencies = { "@sealane/sdk": "file:sealane-sdk-0.1.0.tgz", ...installed() };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--install-links"], { cwd: folder });
    writeDossierInto(folder);
    writeFileSync(join(folder, "verify.js"), TEN_LINES);
  });

  it("has the README's program for its ten lines", () => {
    expect(readFileSync(join(ROOT, "README.md"), "utf8")).to.contain(TEN_LINES);
  });

  it("verifies a dossier in ten lines of Node", async () => {
    const { stdout } = await run(process.execPath, ["verify.js"], { cwd: folder });
    expect(stdout).to.match(/^valid OK\n[0-9a-f]{64} valid OK\n$/);
  });

  it("says invalid, and why, of a dossier with one digit changed", async () => {
    const path = join(folder, "trader.sealane.json");
    const dossier = readFileSync(path, "utf8");
    writeFileSync(path, dossier.replace('"number":41', '"number":42'));
    const { stdout } = await run(process.execPath, ["verify.js"], { cwd: folder });
    writeFileSync(path, dossier);
    expect(stdout).to.match(/^invalid EVIDENCE_ALTERED\n/);
  });

  it("verifies it in a bundle for the browser, which holds nothing of Node", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: 'export { parseDossier, parseTrust, verifyDossier } from "@sealane/sdk";',
        resolveDir: folder,
      },
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
    });
    const bundle = outputFiles[0]?.text ?? "";
    expect(bundle).not.to.match(/from "node:|require\("|\bBuffer\b/);
    writeFileSync(join(folder, "bundle.js"), bundle);
    writeFileSync(join(folder, "browser.js"), TEN_LINES.replace("@sealane/sdk", "./bundle.js"));
    const { stdout } = await run(process.execPath, ["browser.js"], { cwd: folder });
    expect(stdout).to.match(/^valid OK\n[0-9a-f]{64} valid OK\n$/);
  });

  it("has types that a strict TypeScript program compiles against", async () => {
    writeFileSync(
      join(folder, "verify.ts"),
      `${TEN_LINES}export const verdict: "valid" | "invalid" | "unknown" = report.verdict;\n`,
    );
    const types = [
      "--module",
      "nodenext",
      "--strict",
      "--noEmit",
      "--types",
      "node",
      "--typeRoots",
      join(ROOT, "node_modules/@types"),
    ];
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, ...types, "verify.ts"], { cwd: folder });
    expect(stdout).to.equal("");
  });

  it("has the command sealane, with its help", async () => {
    const { stdout } = await run(join(folder, "node_modules/.bin/sealane"), ["--help"], { cwd: folder });
    expect(stdout).to.contain("verify");
  });

  it("leaves the repository's manifest as it was, pointing to the sources", () => {
    const manifest = readFileSync(join(ROOT, "sdk/package.json"), "utf8");
    expect(JSON.parse(manifest).exports["."]).to.equal("./src/index.ts");
    expect(packagedManifest(manifest)).not.to.contain('.ts"');
  });
});

/** The SDK's dependencies as they stand in this repository, so that nothing is asked of a registry. */
function installed(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "sdk/package.json"), "utf8"));
  const folderOf = (name: string) => dirname(findPackageJSON(name, join(ROOT, "sdk/src/index.ts")) as string);
  return Object.fromEntries(Object.keys(dependencies).map((name) => [name, `file:${folderOf(name)}`]));
}

function writeDossierInto(folder: string): void {
  const issued = issue({ by: "singapore", kind: "re-export-certificate", number: "SG-REX-1" });
  const evidence = {
    network: NETWORK,
    block: { number: 41, hash: NETWORK.genesisHash, timeSeconds: T0 + 120 },
    members: [memberOf("singapore")],
    documents: [anchoredWith(issued)],
  };
  const trust = { type: "sealane-trust/1", network: NETWORK, members: [memberOf("singapore")], madeAtSeconds: T0 };
  const witness = signWitness(evidence, { issuer: 1, issuedAt: T0 + 120 }, signerOf("singapore"));
  const dossier = writeDossier({ type: "sealane-dossier/1", papers: [issued.paper], evidence, witness });
  writeFileSync(join(folder, "trader.sealane.json"), dossier);
  writeFileSync(join(folder, "trust.json"), canonicalize(trust as never));
}
