import { isIPv4 } from "node:net";
import { parseArgs } from "node:util";
import { required } from "./member/options.ts";
import { assemble } from "./network/assemble.ts";
import { initMember } from "./network/init-member.ts";
import { join } from "./network/join.ts";
import { isName, readNodeFile } from "./network/node-file.ts";
import { trial } from "./network/trial.ts";

const USAGE = `Writes a consortium on Hyperledger Besu QBFT: keys, first block, lists and settings. Keys are never overwritten.

npm run network -- --members N --folder DIR [--names NAME,NAME…] [--hosts IP,IP…]
  A whole consortium of N members in one folder, for a trial: one machine holds all keys.
  --hosts         one address for each member, or one for all (127.0.0.1); with one, ports differ by ten

npm run network -- init-member --folder DIR --name NAME --member-id N --host IP [--port-offset N] [--tag-keys FILE]
  On each member's own machine: makes its keys, and DIR/node.json for the founder. No other file leaves the machine.
  --tag-keys      the consortium's tag keys, as its first member got them; without it new ones are made

npm run network -- assemble --folder DIR NODE.json NODE.json…
  The founder, with the members' files: the first block and the lists; DIR goes to every member, its *.key files as
  secrets: swarm.key to all of them, deployer.key to nobody.

npm run network -- join --folder DIR --network DIR
  Each member, with the founder's folder: checks it and writes what its own services start from.

Of the first and of assemble:
  --chain-id N        20264 by default
  --block-seconds N   seconds between blocks, 2 by default
  --deployer 0x…,0x…  accounts that deploy and enrol; without it one is made, in deployer.key
  --unsafe            fewer than four validators, that is, a chain that one fault stops`;

const TEXTS = ["members", "folder", "names", "hosts", "name", "member-id", "host", "port-offset", "tag-keys"] as const;
const MORE = ["network", "chain-id", "block-seconds", "deployer"] as const;

type Values = Readonly<Record<string, string | undefined>>;

interface Call {
  readonly values: Values;
  readonly files: readonly string[];
  readonly isUnsafe: boolean;
}

/** What can be done. To add a step, add a row and a file beside the others. */
const COMMANDS: Readonly<Record<string, (call: Call) => Promise<object>>> = {
  trial: ({ values, isUnsafe }) => {
    const members = numberOf(values, "members");
    const names = listOf(values["names"]) ?? Array.from({ length: members }, (_, index) => `member-${index + 1}`);
    const hosts = listOf(values["hosts"]) ?? ["127.0.0.1"];
    if (names.length !== members) throw new Error("--names gives one name for each member.");
    if (new Set(names).size < members) throw new Error("Two members have one name.");
    if (hosts.length !== members && hosts.length !== 1) throw new Error("--hosts gives one address for each, or one.");
    names.forEach(refuseName);
    hosts.forEach(refuseHost);
    return trial({ ...chainOf(values, isUnsafe), names, hosts });
  },
  "init-member": ({ values }) => {
    const [name, host] = [required(values, "name"), required(values, "host")];
    refuseName(name);
    refuseHost(host);
    const tagKeys = values["tag-keys"];
    return initMember({
      folder: required(values, "folder"),
      name,
      memberId: numberOf(values, "member-id"),
      host,
      portOffset: numberOf(values, "port-offset", 0),
      ...(tagKeys !== undefined && { tagKeys }),
    });
  },
  assemble: async ({ values, files, isUnsafe }) => assemble(files.map(readNodeFile), chainOf(values, isUnsafe)),
  join: async ({ values }) => {
    return join({ folder: required(values, "folder"), networkFolder: required(values, "network") });
  },
};

function chainOf(values: Values, isUnsafe: boolean) {
  const deployers = (listOf(values["deployer"]) ?? []).map((account) => account.toLowerCase());
  if (!deployers.every((one) => /^0x[0-9a-f]{40}$/.test(one))) throw new Error("--deployer gives accounts: 0x….");
  return {
    folder: required(values, "folder"),
    chainId: numberOf(values, "chain-id", 20_264),
    blockSeconds: numberOf(values, "block-seconds", 2),
    deployers,
    isUnsafe,
  };
}

const listOf = (text: string | undefined): string[] | undefined => text?.split(",").map((item) => item.trim());

function numberOf(values: Values, name: string, initial?: number): number {
  if (values[name] === undefined && initial !== undefined) return initial;
  const text = required(values, name);
  if (!/^[0-9]{1,9}$/.test(text) || (Number(text) === 0 && initial !== 0)) throw new Error(`--${name} is a number.`);
  return Number(text);
}

function refuseName(name: string): void {
  if (!isName(name) || name === "network") throw new Error("A name is lower-case letters, digits and hyphens.");
}

function refuseHost(host: string): void {
  if (!isIPv4(host)) throw new Error("A host is an IPv4 address: Besu's allow-list compares addresses, not names.");
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...rest] = argv[0]?.startsWith("--") ? ["trial", ...argv] : argv;
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!run) throw new Error("Say what to do.");
    const texts = Object.fromEntries([...TEXTS, ...MORE].map((option) => [option, { type: "string" as const }]));
    const options = { ...texts, unsafe: { type: "boolean" as const } };
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
    const { unsafe, ...given } = values as { unsafe?: boolean } & Values;
    console.log(JSON.stringify(await run({ values: given, files: positionals, isUnsafe: unsafe === true }), null, 2));
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
