import { type Node, NodeFault } from "../chain/node.ts";
import { type Diagnosis, type DiagnosisStatus, type DoctorCheck, fault, type Patient, unknown } from "./check.ts";

/** The worst comes first: it is the one to tell of several nodes. */
const BY_GRAVITY: readonly DiagnosisStatus[] = ["fault", "unknown", "warning", "notTold", "ok"];

/** A check that every node must pass; the gravest of what was found is told, with the node's host. */
export const ofEachNode = (name: string, run: (node: Node, patient: Patient) => Promise<Diagnosis>): DoctorCheck => ({
  name,
  run: async (patient) => {
    const found: Diagnosis[] = [];
    for (const node of patient.nodes) {
      const diagnosis = await run(node, patient).catch(asDiagnosis);
      found.push({ ...diagnosis, message: `${node.host}: ${diagnosis.message}` });
    }
    return BY_GRAVITY.flatMap((status) => found.filter((one) => one.status === status))[0];
  },
});

function asDiagnosis(error: unknown): Diagnosis {
  return error instanceof NodeFault
    ? fault(`It refuses this: ${error.message}`, "Turn this part of its JSON-RPC on, or name another node.")
    : unknown("It does not answer this.", "See the checks above.");
}
