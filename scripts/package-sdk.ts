import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Run by npm around the packing of the SDK (`prepack`, `postpack` in sdk/package.json). The repository runs the
 * TypeScript sources; a package cannot, since Node strips no types under node_modules. So `dist` is built, and for as
 * long as npm reads it the manifest points there. Whoever resolves the SDK in that moment finds the same program.
 */
const ROOT = join(import.meta.dirname, "..");
const SDK = join(ROOT, "sdk");
const [MANIFEST, KEPT, DIST, LICENSE] = ["package.json", "package.kept.json", "dist", "LICENSE"].map((name) =>
  join(SDK, name),
) as [string, string, string, string];

/** The manifest of the package: every source path is the built file's, and what only the repository needs is left out. */
export function packagedManifest(manifest: string): string {
  const { scripts: _, devDependencies: __, ...rest } = JSON.parse(manifest);
  return `${JSON.stringify(rest, null, 2).replaceAll(/"\.\/((?:src|client|cli)\/[^"]*)\.ts"/g, '"./dist/$1.js"')}\n`;
}

function prepare(): void {
  restore();
  rmSync(DIST, { recursive: true, force: true });
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(SDK, "tsconfig.package.json")], { stdio: "inherit" });
  copyFileSync(join(ROOT, "LICENSE"), LICENSE);
  const manifest = readFileSync(MANIFEST, "utf8");
  writeFileSync(KEPT, manifest);
  writeFileSync(MANIFEST, packagedManifest(manifest));
}

/** Also mends what a packing that was killed left behind. */
function restore(): void {
  rmSync(LICENSE, { force: true });
  if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
}

if (import.meta.main) {
  if (process.argv.includes("--restore")) restore();
  else prepare();
}
