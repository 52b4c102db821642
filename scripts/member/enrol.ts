import { Interface } from "ethers";
import { MEMBER_REGISTRY } from "../../node-gateway/src/chain/abi/member-registry.ts";
import { createJsonRpcChain } from "../../node-gateway/src/chain/json-rpc-chain.ts";
import { KINDS, type KindName } from "../../sdk/src/kinds/kinds.ts";
import { settle } from "../transactions/settle.ts";
import { accountOf, type Step, signSteps } from "../transactions/sign.ts";

/** Where members are admitted. */
export interface RegistryLocation {
  /** One node of the chain, or several with commas between. */
  readonly rpcUrl: string;
  /** 0x. */
  readonly memberRegistry: string;
}

/** A member as the consortium decided to take it. */
export interface Enrolment {
  readonly memberId: number;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Bits: 1 customs agency, 2 carrier, 4 certifier, 8 trader, 16 auditor. */
  readonly roles: number;
  /** 0x: the account that speaks for it. */
  readonly operator: string;
  /** What it may issue, from now on. */
  readonly kinds: readonly KindName[];
  /** First second at which it may no longer. */
  readonly validUntilSeconds: number;
}

const CALL_GAS = 300_000;
const MAX_ATTEMPTS = 5;
const registry = new Interface(MEMBER_REGISTRY.abi);

/**
 * Admits a member, lets its account speak for it and accredits it. Needs no memory: what is so already stays as it is,
 * so it can be run again after an interruption, and beside others that use the same registrar.
 * @throws GatewayError CHAIN_UNAVAILABLE, CHAIN_REFUSED, CHAIN_REVERTED.
 */
export async function enrol(location: RegistryLocation, registrarKey: string, member: Enrolment): Promise<void> {
  const chain = createJsonRpcChain({ urls: location.rpcUrl.split(",") });
  let steps = stepsOf(location.memberRegistry, member);
  for (let attempt = 0; steps.length > 0; attempt++) {
    if (attempt === MAX_ATTEMPTS) throw new Error("Other transactions of the registrar always come in between.");
    const signed = await signSteps(chain, registrarKey, steps);
    const undone = await settle(chain, signed, { account: accountOf(registrarKey) });
    steps = steps.filter(({ title }) => undone.some((one) => one.title === title));
  }
}

function stepsOf(to: string, { memberId, country, roles, operator, kinds, validUntilSeconds }: Enrolment): Step[] {
  const call = (title: string, name: string, args: readonly unknown[]): Step => ({
    title: `${title} (member ${memberId})`,
    gas: CALL_GAS,
    to,
    data: registry.encodeFunctionData(name, args),
  });
  const codes = KINDS.filter(({ name }) => kinds.includes(name)).map(({ code }) => code);
  return [
    call("admit", "admit", [memberId, `0x${Buffer.from(country, "latin1").toString("hex")}`, roles]),
    call("add operator", "addOperator", [memberId, operator]),
    ...codes.map((code) => call(`accredit for ${code}`, "accredit", [memberId, code, 0, validUntilSeconds])),
  ];
}
