import { type KindName, kindByName } from "@sealane/sdk";
import { readRecord } from "../deploy/record.ts";
import { enrol } from "./enrol.ts";
import { type Environment, required, type Values } from "./options.ts";

const ROLES: Readonly<Record<string, number>> = {
  "customs-agency": 1,
  carrier: 2,
  certifier: 4,
  trader: 8,
  auditor: 16,
};
const FIVE_YEARS_SECONDS = 5 * 365 * 86_400;

/** Admits a member, lets its account speak for it, and accredits it; run again, it changes nothing. */
export async function enrolCommand(values: Values, environment: Environment): Promise<object> {
  const registrarKey = required(environment, "SEALANE_REGISTRAR_KEY");
  const deployment = await readRecord(required(values, "state"));
  if (!deployment) throw new Error("The state file of npm run deploy is not there.");
  const { memberRegistry, directory } = deployment.addresses;
  const member = {
    memberId: Number(required(values, "member-id")),
    country: required(values, "country"),
    roles: listOf(required(values, "roles")).reduce((bits, role) => bits | roleOf(role), 0),
    operator: required(values, "operator"),
    kinds: listOf(values["kinds"] ?? "").map((kind): KindName => kindByName(kind).name),
    validUntilSeconds: endOf(values["until"]),
  };
  await enrol({ rpcUrl: required(values, "rpc"), memberRegistry }, registrarKey, member);
  return { ...member, directory, chainId: deployment.chainId };
}

const listOf = (text: string): string[] => text.split(",").filter((item) => item !== "");

function roleOf(name: string): number {
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined;
  if (role === undefined) throw new Error(`There is no role "${name}".`);
  return role;
}

function endOf(until: string | undefined): number {
  const ms = until === undefined ? Date.now() + FIVE_YEARS_SECONDS * 1000 : Date.parse(`${until}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new Error("--until is a date: YYYY-MM-DD.");
  return Math.floor(ms / 1000);
}
