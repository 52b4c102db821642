import { encodeBytes32String, getCreateAddress, Interface } from "ethers";
import { ACCESS_REGISTRY } from "../../node-gateway/src/chain/abi/access-registry.ts";
import { AGREEMENT_REGISTRY } from "../../node-gateway/src/chain/abi/agreement-registry.ts";
import { AUTHORITY } from "../../node-gateway/src/chain/abi/authority.ts";
import { DIRECTORY } from "../../node-gateway/src/chain/abi/directory.ts";
import { DOCUMENT_REGISTRY } from "../../node-gateway/src/chain/abi/document-registry.ts";
import { MEMBER_REGISTRY } from "../../node-gateway/src/chain/abi/member-registry.ts";
import { QUANTITY_LEDGER } from "../../node-gateway/src/chain/abi/quantity-ledger.ts";
import { SELECTION_REGISTRY } from "../../node-gateway/src/chain/abi/selection-registry.ts";
import type { Step } from "../transactions/sign.ts";

/** Role of the authority whose accounts admit members. */
export const REGISTRAR = 1n;

/** What a registrar may call on the member registry. */
export const REGISTRAR_FUNCTIONS = [
  "admit",
  "suspend",
  "resume",
  "addOperator",
  "removeOperator",
  "accredit",
  "endAccreditation",
] as const;

/** 0x, lower case. */
export interface Addresses {
  readonly authority: string;
  readonly directory: string;
  readonly memberRegistry: string;
  readonly documentRegistry: string;
  readonly agreementRegistry: string;
  readonly accessRegistry: string;
  readonly quantityLedger: string;
  readonly selectionRegistry: string;
}

export interface Plan {
  readonly addresses: Addresses;
  readonly steps: readonly Step[];
}

interface Compiled {
  readonly name: string;
  readonly abi: readonly object[];
  readonly bytecode: string;
}

const DEPLOY_GAS = 5_000_000;
const CALL_GAS = 500_000;

const authority = new Interface(AUTHORITY.abi);
const directory = new Interface(DIRECTORY.abi);
const members = new Interface(MEMBER_REGISTRY.abi);

/**
 * Everything a consortium's chain needs, in the order it is sent. An address follows from account and nonce, so the
 * whole is known, and can be signed, before anything is sent.
 * @param account Deploys, and administers the authority afterwards. `firstNonce` is its next.
 */
export function planDeployment(account: string, firstNonce: number, registrar: string): Plan {
  const addressAt = (offset: number) => getCreateAddress({ from: account, nonce: firstNonce + offset }).toLowerCase();
  const addresses: Addresses = {
    authority: addressAt(0),
    directory: addressAt(1),
    memberRegistry: addressAt(2),
    documentRegistry: addressAt(3),
    agreementRegistry: addressAt(4),
    accessRegistry: addressAt(5),
    quantityLedger: addressAt(6),
    selectionRegistry: addressAt(7),
  };
  const deployments = [
    deployment(AUTHORITY, account),
    deployment(DIRECTORY, addresses.authority),
    deployment(MEMBER_REGISTRY, addresses.authority),
    deployment(DOCUMENT_REGISTRY, addresses.memberRegistry),
    deployment(AGREEMENT_REGISTRY, addresses.memberRegistry),
    deployment(ACCESS_REGISTRY, addresses.documentRegistry, addresses.agreementRegistry),
    deployment(QUANTITY_LEDGER, addresses.documentRegistry),
    deployment(SELECTION_REGISTRY, addresses.memberRegistry),
  ];
  return { addresses, steps: [...deployments, ...rights(addresses, registrar), ...listings(addresses)] };
}

function deployment({ name, abi, bytecode }: Compiled, ...args: string[]): Step {
  const data = bytecode + new Interface(abi).encodeDeploy(args).slice(2);
  return { title: `deploy ${name}`, gas: DEPLOY_GAS, to: null, data };
}

function rights({ authority: to, memberRegistry }: Addresses, registrar: string): Step[] {
  const selectors = REGISTRAR_FUNCTIONS.map((name) => members.getFunction(name)?.selector);
  const assignment = authority.encodeFunctionData("setTargetFunctionRole", [memberRegistry, selectors, REGISTRAR]);
  const grant = authority.encodeFunctionData("grantRole", [REGISTRAR, registrar, 0]);
  return [
    { title: "give registrars their functions", gas: CALL_GAS, to, data: assignment },
    { title: "make the registrar one", gas: CALL_GAS, to, data: grant },
  ];
}

function listings({ directory: to, ...addresses }: Addresses): Step[] {
  const rows = [
    [MEMBER_REGISTRY.name, addresses.memberRegistry],
    [DOCUMENT_REGISTRY.name, addresses.documentRegistry],
    [AGREEMENT_REGISTRY.name, addresses.agreementRegistry],
    [ACCESS_REGISTRY.name, addresses.accessRegistry],
    [QUANTITY_LEDGER.name, addresses.quantityLedger],
    [SELECTION_REGISTRY.name, addresses.selectionRegistry],
  ] as const;
  return rows.map(([name, location]) => ({
    title: `list ${name}`,
    gas: CALL_GAS,
    to,
    data: directory.encodeFunctionData("list", [encodeBytes32String(name), location]),
  }));
}
