import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { originalOf } from "../../support/gateway/papers.ts";
import { type RunningMember, startMember } from "./gateway.ts";
import { type Ended, makeFolder, sealane } from "./run.ts";

export const KIND = "re-export-certificate";

/** singapore's gateway on a chain of its own, for one suite, and its officer at a command line. */
export interface Station {
  readonly folder: ReturnType<typeof makeFolder>;
  readonly network: () => TestNetwork;
  readonly singapore: () => RunningMember;
  /** Runs a command as the officer. */
  asOfficer(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** The same with `--json`: what it prints, after asserting its exit code. */
  // biome-ignore lint/suspicious/noExplicitAny: what is printed is what the tests look at
  json(args: readonly string[], exit?: number): Promise<any>;
  /** Writes an original; its path. */
  file(name: string, number: string, kind?: Parameters<typeof originalOf>[0]): string;
  /** Anchors a new certificate; its id. */
  anchorNumber(number: string): Promise<string>;
}

/** Call it in a `describe`: starts everything before the suite's tests and ends it after them. */
export function useStation(): Station {
  const folder = makeFolder();
  let network: TestNetwork;
  let singapore: RunningMember;
  before(async () => {
    network = await deployNetwork();
    singapore = await startMember(network, "singapore");
  });
  after(async () => {
    expect(await singapore.stop()).to.equal(0);
    await network.stop();
    folder.remove();
  });
  const asOfficer: Station["asOfficer"] = (args, env = {}) => sealane(args, { env: { ...singapore.env, ...env } });
  const json: Station["json"] = async (args, exit = 0) => {
    const ended = await asOfficer([...args, "--json"]);
    expect(ended.code, ended.stderr).to.equal(exit);
    return JSON.parse(ended.stdout);
  };
  const file: Station["file"] = (name, number, kind = KIND) => {
    const path = folder.path(name);
    writeFileSync(path, originalOf(kind, number));
    return path;
  };
  const anchorNumber = async (number: string): Promise<string> =>
    (await json(["anchor", file(`${number}.json`, number)])).files[0].documentId;
  return { folder, network: () => network, singapore: () => singapore, asOfficer, json, file, anchorNumber };
}
