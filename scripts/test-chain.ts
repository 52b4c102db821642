import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";

const USAGE = `Runs the behaviour suite of the chain port on a chain that runs already; it deploys contracts of its own there.
  npm run test:chain -- --rpc URL[,URL…]`;

function main(): number {
  const { values } = parseArgs({ options: { rpc: { type: "string" } } });
  if (!values.rpc) {
    console.error(USAGE);
    return 2;
  }
  const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
  const options = ["--no-config", "--timeout", "180000", "--exit", "test/network/chain.test.ts"];
  const env = { ...process.env, SEALANE_TEST_RPC: values.rpc };
  return spawnSync(process.execPath, [mocha, ...options], { env, stdio: "inherit" }).status ?? 1;
}

if (import.meta.main) process.exitCode = main();
