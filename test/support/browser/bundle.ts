import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";

const ROOT = join(import.meta.dirname, "../../..");
const SHIMS = join(import.meta.dirname, "node-shims.ts");
const OPTIONS: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  platform: "browser",
  conditions: ["portable", "browser"],
  target: "es2024",
  logLevel: "silent",
};

/** Tests of the SDK that are about Node's own primitives, files, processes, another package or another language. */
const NODE_ONLY = [
  "test/sdk/primitives/**",
  "test/sdk/vectors/{vectors,independent,protocol}.test.ts",
  "test/sdk/verify/finding-codes.test.ts",
  "test/sdk/client/**",
  "test/sdk/canonical/parse-json-limits.test.ts",
  "test/sdk/xml/bombs.test.ts",
  "test/sdk/edifact/answers.test.ts",
  "test/sdk/edifact/edifact-peer.test.ts",
];

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...OPTIONS, ...options });
  return outputFiles?.[0]?.text ?? "";
}

/** Files with the tests of the SDK that run in a browser too. */
export const browserTests = (): string[] => globSync("test/sdk/**/*.test.ts", { cwd: ROOT, exclude: NODE_ONLY }).sort();

function samples(): Record<string, string> {
  const paths = globSync("samples/**/*.*", { cwd: join(ROOT, "test") });
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, "test", path), "base64")]));
}

/** Those tests as one script, with the portable primitives, and a few lines in the place of Node. */
export async function bundleTests(): Promise<string> {
  const contents = browserTests()
    .map((path) => `import "./${path}";`)
    .join("\n");
  const tests = await bundle({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    format: "iife",
    inject: [SHIMS],
    define: { "process.env": "{}", "import.meta.dirname": '""' },
    alias: Object.fromEntries(["node:crypto", "node:fs", "node:path"].map((name) => [name, SHIMS])),
  });
  return `var CARRIED_FILES = ${JSON.stringify(samples())};\n${tests}`;
}

/** What a page needs to verify a dossier, minified; no shims: the SDK needs nothing of Node. */
export async function bundleVerifier(): Promise<{ code: string; gzipBytes: number }> {
  const contents = 'export { parseDossier, parseTrust, verifyDossier } from "./sdk/src/index.ts";';
  const code = await bundle({ stdin: { contents, resolveDir: ROOT, loader: "ts" }, format: "esm", minify: true });
  return { code, gzipBytes: gzipSync(code, { level: 9 }).length };
}
