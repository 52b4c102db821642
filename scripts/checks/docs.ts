import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { COMMANDS } from "../../sdk/cli/commands.ts";
import { EXIT_CODES } from "../../sdk/cli/exit-codes.ts";
import { conclude, filesOf, ROOT, textOf } from "./sources.ts";

/** Closed unions of codes, each of which docs/errors.md explains. */
const UNIONS = [
  { name: "SdkErrorCode", file: "sdk/src/errors.ts" },
  { name: "EdifactFaultCode", file: "sdk/src/edifact/faults.ts" },
  { name: "FormatFindingCode", file: "sdk/src/formats/finding-codes.ts" },
  { name: "CustodyFindingCode", file: "sdk/src/custody/finding.ts" },
  { name: "CodeFindingCode", file: "sdk/src/codes/finding-codes.ts" },
  { name: "ConsignmentFindingCode", file: "sdk/src/provenance/finding.ts" },
  { name: "FindingCode", file: "sdk/src/verify/finding.ts" },
  { name: "GatewayErrorCode", file: "node-gateway/src/errors.ts" },
  { name: "CliErrorCode", file: "sdk/cli/errors.ts" },
];
const ERRORS = "docs/errors.md";
const SCRIPTS = JSON.parse(textOf("package.json")).scripts as Record<string, string>;
const TOP_FOLDERS = /^(contracts|sdk|node-gateway|scripts|test|docs|\.ci)\//;

const faults: string[] = [];
const documents = filesOf("*.md", "docs/**/*.md");
const codes = new Set<string>();
for (const { name, file } of UNIONS) {
  for (const code of codesOf(name, file)) {
    codes.add(code);
    if (!textOf(ERRORS).includes(`\`${code}\``)) faults.push(`${ERRORS} does not explain ${code} (${name})`);
  }
}
for (const { code, name } of EXIT_CODES) {
  if (!new RegExp(`\\| ${code} \\| \`${name}\` \\|`).test(textOf(ERRORS) + textIfThere("docs/command-line.md")))
    faults.push(`no document has the row of exit code ${code} \`${name}\``);
}
for (const document of documents) {
  for (const name of namesIn(document, /\bnpm run (?:-s )?([\w:-]+)/g))
    if (!Object.hasOwn(SCRIPTS, name)) faults.push(`${document} names npm run ${name}, which is no script`);
  for (const name of namesIn(document, /(?:`|^)(?:npm run (?:-s )?sealane -- |sealane )([a-z]+)/gm))
    if (!COMMANDS.some((command) => command.name.split(" ")[0] === name))
      faults.push(`${document} names sealane ${name}, which is no command`);
  for (const name of namesIn(document, /`([A-Z]+(?:_[A-Z]+)+)`/g))
    if (!isKnown(name)) faults.push(`${document} names ${name}, which is no code, variable or constant here`);
  for (const path of namesIn(document, /\]\(([^)#:]+)(?:#[^)]*)?\)/g))
    if (!existsSync(join(ROOT, dirname(document), path)))
      faults.push(`${document} links to ${path}, which is not there`);
  for (const path of namesIn(document, /`([\w.-]+\/[\w./-]*)`/g))
    if (TOP_FOLDERS.test(path) && !existsSync(join(ROOT, path)))
      faults.push(`${document} names ${path}, which is not there`);
}
conclude("Docs", faults);

/** Members of a union of string literals. */
function codesOf(name: string, file: string): string[] {
  const union = new RegExp(`type ${name} =([^;]*);`).exec(textOf(file))?.[1] ?? "";
  const found = [...union.matchAll(/"([A-Z_]+)"/g)].map(([, code]) => code as string);
  if (found.length === 0) faults.push(`${file} holds no union ${name}`);
  return found;
}

function namesIn(document: string, pattern: RegExp): Set<string> {
  return new Set([...textOf(document).matchAll(pattern)].map(([, name]) => name as string));
}

/** A code of a union, or a word that stands in the sources: an environment variable, a constant. */
function isKnown(name: string): boolean {
  if (codes.has(name)) return true;
  const sources = filesOf("{sdk,node-gateway,scripts,test}/**/*.ts", "contracts/**/*.sol");
  return sources.some((file) => new RegExp(`\\b${name}\\b`).test(textOf(file)));
}

function textIfThere(path: string): string {
  return existsSync(join(ROOT, path)) ? textOf(path) : "";
}
