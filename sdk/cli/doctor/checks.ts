import type { DoctorCheck } from "./check.ts";
import { CHAIN_CHECKS } from "./checks/chain.ts";
import { CODE_CHECKS } from "./checks/code.ts";
import { CONSENSUS_CHECKS } from "./checks/consensus.ts";
import { CONTRACT_CHECKS } from "./checks/contracts.ts";
import { ENGINE_CHECKS } from "./checks/engine.ts";
import { FILE_CHECKS } from "./checks/files.ts";
import { GATEWAY_CHECKS } from "./checks/gateway.ts";
import { MACHINE_CHECKS } from "./checks/machine.ts";

/** Everything that `doctor` looks at, in order. To add a check, add a row in the file of its part. */
export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  ...MACHINE_CHECKS,
  ...FILE_CHECKS,
  ...CHAIN_CHECKS,
  ...ENGINE_CHECKS,
  ...CONSENSUS_CHECKS,
  ...CONTRACT_CHECKS,
  ...CODE_CHECKS,
  ...GATEWAY_CHECKS,
];
