import { dirname, join } from "node:path/posix";
import { conclude, filesOf, textOf } from "./sources.ts";

/** From the ground up: a file imports from its own row and from rows above it here, never from below. First match wins. */
const LAYERS = `
sdk/src/errors.ts  sdk/src/reasons  sdk/src/primitives  sdk/src/canonical  sdk/src/xml  sdk/src/edifact  sdk/src/facts
sdk/src/kinds  sdk/src/codes  sdk/src/custody  sdk/src/formats  sdk/src/document  sdk/src/statement  sdk/src/sealing  sdk/src/sd-jwt  sdk/src/verify  sdk/src/provenance
sdk/src/comparison  sdk/src/sharing  sdk/src/selectivity  sdk/src/rules  sdk/src/model  sdk/src/alerts  sdk/src/draws  sdk/src/dossier  sdk/src/risk.ts  sdk/src/index.ts
sdk/client  sdk/cli/errors.ts  sdk/cli/narrow.ts  sdk/cli/exit-codes.ts  sdk/cli
node-gateway/src/errors.ts  node-gateway/src/crash-points.ts  node-gateway/src/identity/scopes.ts
node-gateway/src/events/event-types.ts  node-gateway/src/events/sign-webhook.ts
node-gateway/src/blobs  node-gateway/src/config  node-gateway/src/outbound  node-gateway/src/chain  node-gateway/src/keys
node-gateway/src/codes  node-gateway/src/database  node-gateway/src/peers/peers.ts  node-gateway/src/gateway.ts  node-gateway/src/identity
node-gateway/src/usecases/views.ts  node-gateway/src/audit  node-gateway/src/events
node-gateway/src/indexer
node-gateway/src/sharing/clock.ts  node-gateway/src/sharing/grant-line.ts  node-gateway/src/sharing/agreement-standing.ts  node-gateway/src/sharing/grant-standing.ts
node-gateway/src/ledger/quantity.ts  node-gateway/src/ledger/balances.ts
node-gateway/src/alerts/may-go.ts
node-gateway/src/peers/wire  node-gateway/src/peers/sending  node-gateway/src/peers/fetching
node-gateway/src/evidence  node-gateway/src/papers  node-gateway/src/trace  node-gateway/src/intake  node-gateway/src/outbox
node-gateway/src/sharing  node-gateway/src/ledger  node-gateway/src/readings  node-gateway/src/comparisons  node-gateway/src/alerts  node-gateway/src/taxii  node-gateway/src/draws  node-gateway/src/rotation
node-gateway/src/usecases  node-gateway/src/model  node-gateway/src/selectivity  node-gateway/src/peers  node-gateway/src/telemetry  node-gateway/src/workers  node-gateway/src/http
node-gateway/src/open-gateway.ts  node-gateway/src/main.ts  test/support/seeded.ts  test/support/refusal.ts  test/support/sdk
scripts  hardhat.config.ts  test
`.match(/\S+/g) as string[];

/** Packages that a folder may import; a folder that is not listed may import whatever its package.json names. */
const PACKAGES: readonly (readonly [folder: RegExp, packages: RegExp])[] = [
  [/^sdk\/src\/primitives\/.*-node\.ts$/, /^node:(crypto|buffer)$|^#sha256$/],
  [/^sdk\/src\//, /^(@noble\/|jose$|saxes$|iso-3166\/|countries-list\/currencies$|#)/],
  [/^sdk\/client\//, /^@sealane\/sdk$/],
  [/^sdk\/cli\//, /^(node:|@sealane\/)/],
];

const JOSE_VERIFIES = /import \{[^}]*\b(jwtVerify|\w*Verify|jwtDecrypt)\b[^}]*\} from "jose"/;
const STRICT_JWT = "node-gateway/src/identity/strict-jwt.ts";
const IMPORT = /^\s*(?:import|export)\s[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

const files = filesOf("{sdk,node-gateway,scripts,test}/**/*.ts", "hardhat.config.ts");
const layerOf = (file: string): number => LAYERS.findIndex((layer) => file === layer || file.startsWith(`${layer}/`));
const graph = new Map(
  files.map((file) => [file, [...textOf(file).matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? "")]),
);
const faults: string[] = [];

for (const [file, imports] of graph) {
  const allowed = PACKAGES.find(([folder]) => folder.test(file))?.[1];
  if (layerOf(file) < 0) faults.push(`${file} stands in no layer; add it to the table in scripts/checks/layers.ts`);
  if (file.startsWith("node-gateway/src/") && file !== STRICT_JWT && JOSE_VERIFIES.test(textOf(file)))
    faults.push(`${file} verifies with jose; only ${STRICT_JWT} may`);
  const local = imports.flatMap((name) => (name.startsWith(".") ? [join(dirname(file), name)] : []));
  for (const target of local) if (layerOf(target) > layerOf(file)) faults.push(`${file} imports ${target} from above`);
  for (const name of imports)
    if (allowed && !name.startsWith(".") && !allowed.test(name)) faults.push(`${file} may not import ${name}`);
  graph.set(file, local);
}

function walk(file: string, path: readonly string[]): void {
  if (path.includes(file)) faults.push(`a cycle: ${[...path.slice(path.indexOf(file)), file].join(" → ")}`);
  else for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
  graph.delete(file);
}
for (const file of files) walk(file, []);
conclude("Layers", faults);
