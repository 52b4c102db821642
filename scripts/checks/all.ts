import { spawnSync } from "node:child_process";
import { ROOT, textOf } from "./sources.ts";

/** Every script of package.json that is named `check:…`, whatever becomes of the others; fails when one does. */
const scripts = JSON.parse(textOf("package.json")).scripts as Record<string, string>;
const failed: string[] = [];
for (const name of Object.keys(scripts).filter((script) => script.startsWith("check:"))) {
  process.stderr.write(`\n${name}\n`);
  const { status } = spawnSync("npm", ["run", "--silent", name], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) failed.push(name);
}
process.stderr.write(failed.length > 0 ? `\nFailed: ${failed.join(", ")}\n` : "\nEvery check passes.\n");
process.exitCode = failed.length > 0 ? 1 : 0;
