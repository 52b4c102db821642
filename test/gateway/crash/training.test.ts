import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { CRASH_POINTS, type CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { livePast } from "../../support/gateway/model-history.ts";
import { linesOf } from "../../support/sdk/model-lines.ts";

describe("a training", () => {
  let folder: string;
  let undisturbed: string;
  const fresh = (name: string): string => {
    const path = join(folder, name);
    copyFileSync(join(folder, "past"), path);
    return path;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "sealane-training-"));
    const database = await openSqlite(join(folder, "past"));
    const gateway = { database, clock: () => 1, log: { info: () => {}, warn: () => {}, error: () => {} } };
    await livePast(gateway, linesOf(120), { prefix: "a" });
    await database.destroy();
    undisturbed = (await run(fresh("undisturbed"))).output;
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const point of CRASH_POINTS.filter((it) => it.startsWith("training:"))) {
    it(`ends with the same model, killed at ${point}`, async () => {
      const path = fresh(point.replace(":", "-"));
      expect((await run(path, point)).signal).to.equal("SIGKILL");
      expect((await run(path, point)).signal).to.equal("SIGKILL");
      const { output, signal } = await run(path);
      expect(signal).to.equal(null);
      expect(output)
        .to.match(/^[0-9a-f]{64}$/)
        .and.equal(undisturbed);
    });
  }
});

async function run(path: string, crashAt?: CrashPoint): Promise<{ output: string; signal: NodeJS.Signals | null }> {
  const env = { ...process.env, ...(crashAt !== undefined && { SEALANE_CRASH_AT: crashAt }) };
  const file = join(import.meta.dirname, "mini-training.ts");
  const child = spawn(process.execPath, [file], { env, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify({ path }));
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  return { output, signal: child.signalCode };
}
