import { writeFileSync } from "node:fs";
import { expect } from "chai";
import type { ActorName } from "../../support/gateway/actors.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import { type RunningMember, startMember } from "./gateway.ts";
import { type Ended, makeFolder, sealane } from "./run.ts";

export const KIND = "re-export-certificate";

/** An officer of a member at a command line. */
export interface Desk {
  readonly member: () => RunningMember;
  /** Runs a command as the officer. */
  asOfficer(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The same with `--json`: what it prints, after asserting its exit code. */
  // biome-ignore lint/suspicious/noExplicitAny: what is printed is what the tests look at
  json(args: readonly string[], exit?: number): Promise<any>;
}

/** singapore's gateway on a chain of its own, for one suite, and its officer. */
export interface Station extends Desk, Papers {
  readonly singapore: () => RunningMember;
}

interface Papers {
  readonly folder: ReturnType<typeof makeFolder>;
  readonly network: () => TestNetwork;
  /** Writes an original; its path. */
  file(name: string, number: string, kind?: Parameters<typeof originalOf>[0]): string;
  /** Anchors a new certificate of singapore; its id. */
  anchorNumber(number: string): Promise<string>;
}

/** Call it in a `describe`: starts everything before the suite's tests and ends it after them. */
export function useStation(): Station {
  const { desks, ...papers } = useConsortium(["singapore"]);
  return { ...papers, ...desks.singapore, singapore: desks.singapore.member };
}

/** The same with several members, singapore among them, whose gateways find each other over HTTP and share settings. */
export function useConsortium<Name extends ActorName>(
  names: readonly Name[],
  settings: Readonly<Record<string, string>> = {},
): Papers & { readonly desks: Readonly<Record<Name | "singapore", Desk>> } {
  const folder = makeFolder();
  const members = new Map<ActorName, RunningMember>();
  let network: TestNetwork;
  const desks = Object.fromEntries(names.map((name) => [name, deskOf(() => members.get(name) as RunningMember)]));
  const { json } = desks["singapore"] as Desk;
  before(async () => {
    network = await deployNetwork();
    for (const name of names) members.set(name, await startMember(network, name, settings));
    if (names.length > 1)
      await Promise.all(Object.values(desks).map((desk) => desk.json(["member", "set-url", desk.member().url])));
  });
  after(async () => {
    for (const member of members.values()) expect(await member.stop()).to.equal(0);
    await network.stop();
    folder.remove();
  });
  const file: Papers["file"] = (name, number, kind = KIND) => {
    const path = folder.path(name);
    writeFileSync(path, originalOf(kind, number));
    return path;
  };
  const anchorNumber = async (number: string): Promise<string> =>
    (await json(["anchor", file(`${number}.json`, number)])).files[0].documentId;
  return { folder, network: () => network, file, anchorNumber, desks: desks as Record<Name | "singapore", Desk> };
}

function deskOf(member: () => RunningMember): Desk {
  const asOfficer: Desk["asOfficer"] = (args, env = {}) => sealane(args, { env: { ...member().env, ...env } });
  const json: Desk["json"] = async (args, exit = 0) => {
    const ended = await asOfficer([...args, "--json"]);
    expect(ended.code, `${args.join(" ")}: ${ended.stderr}`).to.equal(exit);
    return JSON.parse(exit === 0 || ended.stdout !== "" ? ended.stdout : ended.stderr);
  };
  return { member, asOfficer, json };
}
