import { command } from "../command.ts";
import type { Diagnosis, DiagnosisStatus, DoctorCheck, Patient } from "../doctor/check.ts";
import { DOCTOR_CHECKS } from "../doctor/checks.ts";
import { patientOf } from "../doctor/patient.ts";
import { type ExitName, exitCodeOf } from "../exit-codes.ts";
import { failureOf } from "../failure.ts";
import type { Io } from "../io.ts";
import { type Colour, paint } from "../output/colour.ts";
import { printable } from "../output/printable.ts";

export const doctor = command({
  name: "doctor",
  summary: "Look for what is wrong with this machine, the chain and a gateway, each with its fix.",
  operands: "",
  count: [0, 0],
  options: {
    gateway: { type: "string", value: "URL", help: "A gateway; SEALANE_URL by default." },
    rpc: { type: "string", value: "URL,URL", help: "Nodes of the chain; SEALANE_RPC_URLS, or the configuration's." },
    directory: { type: "string", value: "ADDRESS", help: "The directory; SEALANE_DIRECTORY, or the configuration's." },
    "chain-id": { type: "string", value: "NUMBER", help: "The chain id that is expected; SEALANE_CHAIN_ID likewise." },
    config: { type: "string", value: "FILE", help: "A gateway's configuration; SEALANE_CONFIG by default." },
  },
  about: [
    "Changes nothing, sends no transaction and needs no credentials. What was not named is not looked at.",
    "A line is ok (✓), a warning (!: works, and could be better), a fault (✗), not told (–: the node does not offer it, which is no fault), or could not be looked at (?). Ends with 13 for a fault, else with 10 for what could not be looked at, else with 0.",
  ],
  examples: [
    "doctor",
    "doctor --gateway https://gateway.example",
    "doctor --rpc http://127.0.0.1:8545,http://127.0.0.1:8546 --directory 0x5FbDB2315678afecb367f032d93F642f64180aa3",
  ],
  async run({ options, io }) {
    const patient = await patientOf(options, io);
    const found: Found[] = [];
    for (const check of DOCTOR_CHECKS) {
      const diagnosis = await diagnose(check, patient);
      if (!diagnosis) continue;
      found.push({ check: check.name, ...diagnosis });
      if (!io.json) io.print(lineOf(check.name, diagnosis, io));
    }
    const exit = exitOf(found);
    if (io.json) io.print(JSON.stringify({ exitCode: exitCodeOf(exit), checks: found }, null, 2));
    return exit;
  },
});

type Found = Diagnosis & { readonly check: string };

async function diagnose(check: DoctorCheck, patient: Patient): Promise<Diagnosis | undefined> {
  try {
    return await check.run(patient);
  } catch (error) {
    const { code, message } = failureOf(error);
    return {
      status: "unknown",
      message: `It could not be looked at (${code}: ${message})`,
      fix: "Mend what stands above first.",
    };
  }
}

/** How a status shows: never by colour alone. */
const SIGNS: Readonly<Record<DiagnosisStatus, readonly [mark: string, colour: Colour]>> = {
  ok: ["✓", "green"],
  warning: ["!", "yellow"],
  fault: ["✗", "red"],
  notTold: ["–", "dim"],
  unknown: ["?", "yellow"],
};

const WIDTH = Math.max(...DOCTOR_CHECKS.map(({ name }) => name.length));

function lineOf(name: string, { status, message, fix }: Diagnosis, io: Io): string {
  const [mark, colour] = SIGNS[status];
  const line = `${paint(mark, colour, io.isColoured)} ${name.padEnd(WIDTH)}  ${printable(message)}`;
  return fix === undefined ? line : `${line}\n  ${" ".repeat(WIDTH)}  → ${printable(fix)}`;
}

/** What could not be looked at matters only where it was named, and then a fault mostly stands above it. */
function exitOf(found: readonly Found[]): ExitName {
  if (found.some(({ status }) => status === "fault")) return "unhealthy";
  return found.some(({ status }) => status === "unknown") ? "cannotCheck" : "ok";
}
