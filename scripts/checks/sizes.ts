import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { conclude, filesOf, ROOT, textOf } from "./sources.ts";

/**
 * Budgets of lines: no file is longer, and half of the files of `src` are within the median. Functions are held to 50
 * lines by biome (noExcessiveLinesPerFunction). Generated files say so in their first line and are exempt.
 */
const BUDGETS = [
  { files: "{sdk,node-gateway,scripts,test}/**/*.ts", longest: 250 },
  { files: "contracts/**/*.sol", longest: 350 },
  { files: "{sdk,node-gateway}/src/**/*.ts", longest: 250, median: 70 },
];
const SNAPSHOT = join(import.meta.dirname, "sizes.json");

const faults: string[] = [];
for (const { files, longest, median } of BUDGETS) {
  const written = filesOf(files).filter((file) => !textOf(file).startsWith("// Generated"));
  const lengths = written.map((file) => ({ file, lines: textOf(file).split("\n").length - 1 }));
  for (const { file, lines } of lengths)
    if (lines > longest && !faults.some((fault) => fault.startsWith(file)))
      faults.push(`${file} has ${lines} lines, ${longest} are the most`);
  const middle = lengths.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  if (median !== undefined && middle > median)
    faults.push(`half of ${files} have over ${middle} lines, ${median} are the budget`);
}

/** KiB of what a browser loads to verify: minified, and as it is sent. */
const bundle = await build({
  entryPoints: [join(ROOT, "sdk/src/index.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  write: false,
});
const bytes = bundle.outputFiles[0]?.contents ?? new Uint8Array();
const sizes = { browserBundleKib: kibOf(bytes), browserBundleGzipKib: kibOf(gzipSync(bytes)) };
if (process.argv.includes("--accept")) writeFileSync(SNAPSHOT, `${JSON.stringify(sizes, null, 2)}\n`);
const snapshot = JSON.parse(readFileSync(SNAPSHOT, "utf8")) as Record<string, number>;
for (const [name, kib] of Object.entries(sizes))
  if (snapshot[name] !== kib)
    faults.push(`${name} is ${kib}, was ${snapshot[name]}: npm run check:sizes -- --accept, and say why in the commit`);
conclude("Sizes", faults);

function kibOf(content: Uint8Array): number {
  return Math.round(content.length / 1024);
}
