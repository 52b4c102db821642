import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { startLocalPostgres } from "./local-postgres.ts";

/** Suites in which a database decides something; on SQLite they are part of `npm test`. */
const SUITES = [
  "alerts",
  "authorisation",
  "comparisons",
  "crash",
  "database",
  "draws",
  "events",
  "faults",
  "http",
  "identity",
  "indexer",
  "intake",
  "ledger",
  "model",
  "outbox",
  "peers",
  "readings",
  "rotation",
  "selectivity",
  "sharing",
  "taxii",
  "usecases",
];
const PATTERNS = [...SUITES.map((name) => `test/gateway/${name}/**/*.test.ts`), "test/network/postgres*.test.ts"];

/** Runs them on a throw-away PostgreSQL: `npm run test:postgres`, or with patterns of its own after `--`. */
async function main(given: readonly string[]): Promise<number> {
  const server = await startLocalPostgres();
  try {
    const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
    const env = { ...process.env, SEALANE_TEST_POSTGRES: server.url };
    const child = spawn(process.execPath, [mocha, ...(given.length > 0 ? given : PATTERNS)], { env, stdio: "inherit" });
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 1;
  } finally {
    await server.stop();
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
