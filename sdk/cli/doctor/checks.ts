import type { DoctorCheck } from "./check.ts";
import { CHAIN_CHECKS } from "./checks/chain.ts";
import { CONTRACT_CHECKS } from "./checks/contracts.ts";
import { FILE_CHECKS } from "./checks/files.ts";
import { GATEWAY_CHECKS } from "./checks/gateway.ts";
import { MACHINE_CHECKS } from "./checks/machine.ts";

/** Everything that `doctor` looks at, in order. To add a check, add a row in the file of its part. */
export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  ...MACHINE_CHECKS,
  ...FILE_CHECKS,
  ...CHAIN_CHECKS,
  ...CONTRACT_CHECKS,
  ...GATEWAY_CHECKS,
];
