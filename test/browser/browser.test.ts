import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { type Browser, chromium } from "playwright-core";
import { writeDossier } from "../../sdk/src/dossier/dossier.ts";
import { browserTests, bundleTests, bundleVerifier } from "../support/browser/bundle.ts";
import { CASES, type Case } from "../support/sdk/cases.ts";

const CHROMIUM = process.env["SEALANE_CHROMIUM"] ?? "/usr/bin/chromium";
const ROOT = join(import.meta.dirname, "../..");
/** It reads originals again, so it carries every format. What it weighs may only change in the commit that says why. */
const VERIFIER_GZIP_BYTES_AT_MOST = 80_000;

const PAGE = `<!doctype html><meta charset="utf-8"><div id="mocha"></div><script src="/mocha.js"></script>
<script>mocha.setup({ ui: "bdd", timeout: 120000 }); window.failures = []; window.passes = 0;</script>
<script src="/tests.js"></script>
<script type="module">
import { parseDossier, parseTrust, verifyDossier } from "/verifier.js";
window.judge = (dossier, trust) => verifyDossier(parseDossier(dossier), parseTrust(trust)).code;
mocha.run(() => (window.isDone = true))
  .on("pass", () => window.passes++)
  .on("fail", (test, error) => window.failures.push(test.fullTitle() + ": " + error.message));
</script>`;

interface Outcome {
  readonly passes: number;
  readonly failures: string[];
  readonly code: string;
}

async function serve(files: Record<string, string>): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    const body = files[url];
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": url.endsWith(".js") ? "text/javascript" : "text/html",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function runIn(browser: Browser, server: Server): Promise<Outcome> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction("window.isDone", undefined, { timeout: 300_000 });
  const { dossier, trust } = CASES[0] as Case;
  const one = JSON.stringify([writeDossier(dossier), JSON.stringify(trust)]);
  const outcome = (await page.evaluate(`({ passes, failures, code: judge(...${one}) })`)) as Outcome;
  return { ...outcome, failures: [...outcome.failures, ...faults] };
}

describe("The SDK in a browser", function () {
  this.timeout(400_000);

  it("bundles a verifier that asks nothing of Node and stays small", async () => {
    const { code, gzipBytes } = await bundleVerifier();
    expect(code).not.to.match(/\bnode:|\brequire\(/);
    expect(gzipBytes).to.be.below(VERIFIER_GZIP_BYTES_AT_MOST);
  });

  if (!existsSync(CHROMIUM)) {
    it("is skipped: there is no Chromium here (set SEALANE_CHROMIUM)");
    return;
  }

  it("passes its own tests with the portable primitives, and judges a dossier", async () => {
    expect(browserTests()).to.have.length.above(8);
    const [tests, { code }] = await Promise.all([bundleTests(), bundleVerifier()]);
    const mocha = readFileSync(join(ROOT, "node_modules/mocha/mocha.js"), "utf8");
    const server = await serve({ "/": PAGE, "/mocha.js": mocha, "/tests.js": tests, "/verifier.js": code });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const outcome = await runIn(browser, server);
      expect(outcome.failures).to.deep.equal([]);
      expect(outcome.passes).to.be.above(300);
      expect(outcome.code).to.equal("OK");
    } finally {
      await browser.close();
      server.close();
    }
  });
});
