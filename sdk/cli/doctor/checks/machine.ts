import { statfs } from "node:fs/promises";
import { type DoctorCheck, fault, ok } from "../check.ts";

const NODE_MAJOR = 24;
const GIB = 2 ** 30;

export const MACHINE_CHECKS: readonly DoctorCheck[] = [
  {
    name: "node version",
    run: async () => {
      const { node } = process.versions;
      return Number.parseInt(node, 10) >= NODE_MAJOR
        ? ok(`Node ${node}.`)
        : fault(`Node ${node} is too old.`, `Install Node ${NODE_MAJOR} or newer.`);
    },
  },
  {
    name: "disk space",
    run: async ({ dataDir }) => {
      const { bavail, bsize } = await statfs(dataDir ?? ".");
      const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB free ${dataDir ? "for the data" : "here"}.`;
      return bavail * bsize >= GIB ? ok(free) : fault(free, "Make room: at less than 1 GiB intake may stop.");
    },
  },
];
