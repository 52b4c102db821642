import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { canonicalize, type Json, utf8Encode, writeDossier } from "@sealane/sdk";
import { type Cast, StoryFailed } from "./demo/acts/stage.ts";
import { DEMO_BILL } from "./demo/bill.ts";
import { admitMember, foundConsortium, introduceGateway, keptSecret } from "./demo/consortium.ts";
import { type DemoGateway, memberOf, startGateway } from "./demo/gateways.ts";
import { type DemoPapers, papersOf } from "./demo/papers.ts";
import { runCli } from "./demo/run-cli.ts";
import { playStory } from "./demo/story.ts";
import { chapter, say } from "./demo/tell.ts";
import { type LocalChain, startLocalChain } from "./local-chain.ts";

const HELP = `npm run demo -- [--bill FILE] [--rpc URL,URL] [--keep] [--folder FOLDER] [--port PORT]
  --bill    a DCSA transport document to play instead of the demo's own
  --rpc     nodes of one chain that already runs (price 0), instead of a local one
  --keep    leaves chain and gateways up, with addresses and tokens to try; ends with Ctrl-C
  --folder  where everything is kept; .demo by default, made anew on every run
  --port    the first of five ports on loopback; 8710 by default`;

/** What each member is accredited for. Nobody is for certificates of origin: that is part of the story. */
const MEMBERS = [
  { part: "origin", roles: 1, kinds: ["bill-of-lading-master", "bill-of-lading-house", "declaration-export"] },
  {
    part: "hub",
    roles: 1,
    kinds: ["bill-of-lading-transshipment", "re-export-certificate", "declaration-transit", "lane-decision"],
  },
  { part: "destination", roles: 1, kinds: ["declaration-import", "inspection-report"] },
  { part: "auditor", roles: 16, kinds: [] },
] as const;

/** So short that an audience sees a period end. */
const DRAW_PERIOD_SECONDS = 20;

interface Options {
  readonly bill?: string;
  readonly rpc?: string;
  readonly keep: boolean;
  readonly folder: string;
  readonly port: number;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const started: { stop(): Promise<void> }[] = [];
  const stopAll = async () => {
    for (const one of started.splice(0).reverse()) await one.stop();
  };
  try {
    const papers = papersOf(options.bill ? readFileSync(options.bill) : utf8Encode(JSON.stringify(DEMO_BILL, null, 2)));
    const { cast, rpcUrls } = await startAll(options, papers, started);
    const dossier = await playStory(cast, papers);
    writeFileSync(join(options.folder, "trader.sealane.json"), writeDossier(dossier));
    const trust = await cast.destination.client.exportTrust();
    writeFileSync(join(options.folder, "trust.json"), canonicalize(trust as unknown as Json));
    if (options.keep) await stayUp(cast, { rpcUrls, consignment: papers.consignment });
    await stopAll();
    await verifyOffline(options.folder);
    return 0;
  } catch (error) {
    process.stderr.write(`The demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof StoryFailed) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return 1;
  } finally {
    await stopAll();
  }
}

function readOptions(): Options | undefined {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({
      options: { bill: text, rpc: text, keep: flag, folder: text, port: text, help: flag },
    });
    const port = Number(values.port ?? 8710);
    if (!values.help && Number.isInteger(port)) {
      const { bill, rpc, keep } = values;
      return { ...(bill && { bill }), ...(rpc && { rpc }), keep, folder: resolve(values.folder ?? ".demo"), port };
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  say(HELP);
  return undefined;
}

async function startAll(options: Options, papers: DemoPapers, started: { stop(): Promise<void> }[]) {
  chapter("0  A consortium of three customs agencies and an auditor");
  const rpcUrls = options.rpc?.split(",") ?? [await startChain(options, started)];
  const rpcUrl = rpcUrls.join(",");
  const deployment = await foundConsortium(rpcUrl, options.folder);
  say(`  chain ${deployment.chainId}, directory ${deployment.directory}`);
  const tagKeys = { 1: Buffer.from(keptSecret(options.folder, "tag.key"), "hex").toString("base64url") };
  const members = MEMBERS.map(({ part, ...admission }, i) => {
    const country = part === "auditor" ? "CH" : papers.countries[part];
    const name = part === "auditor" ? "the consortium's auditor" : `${country} customs (${part})`;
    const draws = part === "hub" ? { drawPeriodSeconds: DRAW_PERIOD_SECONDS } : {};
    const place = { folder: join(options.folder, part), port: options.port + 1 + i, ...draws };
    return { member: memberOf({ memberId: i + 1, name, country, ...place }, tagKeys), admission };
  });
  const names = Object.fromEntries(members.map(({ member }) => [member.memberId, member.name]));
  const network = { rpcUrls, chainId: deployment.chainId, directory: deployment.directory };
  const gateways: DemoGateway[] = [];
  for (const { member, admission } of members) {
    await admitMember(deployment, { member, rpcUrl, folder: options.folder }, admission);
    const gateway = await startGateway(member, network, names);
    started.push(gateway);
    await introduceGateway(gateway);
    say(`  member ${member.memberId}: ${member.name}, gateway at ${gateway.url}`);
    gateways.push(gateway);
  }
  const [origin, hub, destination, auditor] = gateways as [DemoGateway, DemoGateway, DemoGateway, DemoGateway];
  return { cast: { origin, hub, destination, auditor } satisfies Cast, rpcUrls };
}

async function startChain({ folder, port }: Options, started: { stop(): Promise<void> }[]): Promise<string> {
  const chain: LocalChain = await startLocalChain({ port, statePath: join(folder, "chain.json") });
  started.push(chain);
  return chain.rpcUrl;
}

/** The trader's customer has neither chain nor gateway: everything is switched off by now. */
async function verifyOffline(folder: string): Promise<void> {
  chapter("10  Everything is switched off, and the trader's customer verifies");
  const code = await runCli(["verify", join(folder, "trader.sealane.json"), "--trust", join(folder, "trust.json")]);
  if (code !== 0) throw new StoryFailed(`The trader's dossier must verify offline; the exit code was ${code}.`);
  say("\nThe demo came out as it must.");
}

async function stayUp(
  { origin, hub, destination, auditor }: Cast,
  { rpcUrls, consignment }: { rpcUrls: readonly string[]; consignment: string },
): Promise<void> {
  chapter("Left up for you; Ctrl-C ends it");
  say(`  chain  ${rpcUrls.join(", ")}`);
  const tokenPath = ({ member }: DemoGateway): string => join(member.folder, "token");
  for (const gateway of [origin, hub, destination, auditor]) {
    writeFileSync(tokenPath(gateway), await gateway.token(), { mode: 0o600 });
    say(`  ${gateway.member.name}  ${gateway.url}  token for an hour in ${tokenPath(gateway)}`);
  }
  const options = `--gateway ${destination.url} --token-file ${tokenPath(destination)}`;
  say(`  try: npm run -s sealane -- trace --consignment ${consignment} ${options}`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

process.exitCode = await main();
