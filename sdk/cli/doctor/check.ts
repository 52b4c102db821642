import type { Node } from "../chain/node.ts";
import type { Io } from "../io.ts";

/** What is looked at: each part only where it was named. */
export interface Patient {
  readonly io: Io;
  readonly configPath?: string;
  readonly keystorePath?: string;
  readonly dataDir?: string;
  readonly nodes: readonly Node[];
  readonly chainId?: number;
  /** 0x and 40 hexadecimal characters. */
  readonly directory?: string;
  readonly gatewayUrl?: string;
}

/**
 * `warning` where it works, and could be better; `notTold` where a node does not offer what would tell, which is no
 * fault; `unknown` where it could not be looked at.
 */
export type DiagnosisStatus = "ok" | "warning" | "fault" | "notTold" | "unknown";

export interface Diagnosis {
  readonly status: DiagnosisStatus;
  /** A sentence without secrets; URLs only by their host. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** One row of the table of checks. */
export interface DoctorCheck {
  readonly name: string;
  /** Undefined where there is nothing to look at. An error becomes `unknown`. */
  run(patient: Patient): Promise<Diagnosis | undefined>;
}

export const ok = (message: string): Diagnosis => ({ status: "ok", message });
export const warning = (message: string, fix: string): Diagnosis => ({ status: "warning", message, fix });
export const notTold = (message: string, fix: string): Diagnosis => ({ status: "notTold", message, fix });
export const fault = (message: string, fix: string): Diagnosis => ({ status: "fault", message, fix });
export const unknown = (message: string, fix: string): Diagnosis => ({ status: "unknown", message, fix });
