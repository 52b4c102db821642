import { Interface } from "ethers";
import { artifactOf, compile, GENERATED } from "../../../scripts/contracts/build.ts";
import { REGISTRAR, REGISTRAR_FUNCTIONS } from "../../../scripts/deploy/plan.ts";
import { type Contract, type Evm, openEvm } from "./evm.ts";

/** Accounts by the part they play. Singapore is member 1, Rotterdam member 2, the exporter member 3, the auditor 4. */
export interface Actors {
  readonly governance: string;
  readonly registrar: string;
  readonly singapore: string;
  readonly rotterdam: string;
  readonly exporter: string;
  readonly stranger: string;
  readonly auditor: string;
}

export const MEMBER = { singapore: 1, rotterdam: 2, exporter: 3, auditor: 4 } as const;
export const ROLE = { customs: 1, carrier: 2, certifier: 4, trader: 8, auditor: 16 } as const;
export const KIND = {
  importDeclaration: 101,
  exportDeclaration: 102,
  freeZoneEntry: 108,
  reexportCertificate: 301,
  citesReexportCertificate: 305,
} as const;
export const KEY_USE = { none: 0, statement: 1, sealing: 2, transport: 3 } as const;
export const STATUS = { none: 0, active: 1, suspended: 2 } as const;
export const FOREVER = 2 ** 40 - 1;
/** `SG` as the contract takes it. */
export const country = (letters: string): string => `0x${Buffer.from(letters, "ascii").toString("hex")}`;

/** A name as the directory takes it. */
export const nameOf = (text: string): string => `0x${Buffer.from(text, "ascii").toString("hex").padEnd(64, "0")}`;

export interface Consortium {
  readonly evm: Evm;
  readonly actors: Actors;
  readonly authority: Contract;
  readonly directory: Contract;
  readonly members: Contract;
  readonly documents: Contract;
  readonly agreements: Contract;
  readonly access: Contract;
  readonly ledger: Contract;
  readonly selection: Contract;
}

/** The operator of a member, by its number. */
export const operatorOf = ({ actors }: Consortium, member: number): string =>
  [actors.singapore, actors.rotterdam, actors.exporter, actors.auditor][member - 1] as string;

const compiled = new Map<string, { abi: Interface; bytecode: string }>();

/** Interface and bytecode of a contract, compiled when the sources changed. */
export function codeOf(contract: string): { abi: Interface; bytecode: string } {
  if (compiled.size === 0) {
    compile();
    for (const row of GENERATED) {
      const { abi, bytecode } = artifactOf(row);
      compiled.set(row.contract, { abi: new Interface(JSON.stringify(abi)), bytecode });
    }
  }
  const code = compiled.get(contract);
  if (!code) throw new Error(`No contract ${contract} is deployed.`);
  return code;
}

/** The contracts as they stand after deployment: a registrar, and no member yet. */
export async function openConsortium(): Promise<Consortium> {
  const evm = await openEvm();
  const [governance, registrar, singapore, rotterdam, exporter, stranger, auditor] = evm.accounts as string[] as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const deploy = (contract: string, ...args: unknown[]) => evm.deploy(governance, { ...codeOf(contract), args });
  const authority = await deploy("AccessManager", governance);
  const directory = await deploy("Directory", authority.address);
  const members = await deploy("MemberRegistry", authority.address);
  const documents = await deploy("DocumentRegistry", members.address);
  const agreements = await deploy("AgreementRegistry", members.address);
  const access = await deploy("AccessRegistry", documents.address, agreements.address);
  const ledger = await deploy("QuantityLedger", documents.address);
  const selection = await deploy("SelectionRegistry", members.address);

  const selectors = REGISTRAR_FUNCTIONS.map((name) => members.abi.getFunction(name)?.selector);
  await authority.send(governance, "setTargetFunctionRole", members.address, selectors, REGISTRAR);
  await authority.send(governance, "grantRole", REGISTRAR, registrar, 0);
  const actors = { governance, registrar, singapore, rotterdam, exporter, stranger, auditor };
  return { evm, actors, authority, directory, members, documents, agreements, access, ledger, selection };
}

/** Admits Singapore, Rotterdam and the exporter, each with its operator, and accredits Singapore for imports. */
export async function admitMembers({ members, actors }: Consortium): Promise<void> {
  const rows = [
    [MEMBER.singapore, "SG", ROLE.customs | ROLE.certifier, actors.singapore],
    [MEMBER.rotterdam, "NL", ROLE.customs, actors.rotterdam],
    [MEMBER.exporter, "CN", ROLE.trader, actors.exporter],
  ] as const;
  for (const [memberId, letters, roles, operator] of rows) {
    await members.send(actors.registrar, "admit", memberId, country(letters), roles);
    await members.send(actors.registrar, "addOperator", memberId, operator);
  }
  await members.send(actors.registrar, "accredit", MEMBER.singapore, KIND.importDeclaration, 0, FOREVER);
}

/** The same consortium for each test of a suite: opened and prepared once, then put back before every test. */
export function useConsortium(prepare: (consortium: Consortium) => Promise<void> = async () => {}): Consortium {
  const consortium = {} as Consortium;
  let restore: () => Promise<void>;
  before(async function () {
    this.timeout(180_000); // may compile
    Object.assign(consortium, await openConsortium());
    await prepare(consortium);
    restore = await consortium.evm.snapshot();
  });
  beforeEach(() => restore());
  return consortium;
}
