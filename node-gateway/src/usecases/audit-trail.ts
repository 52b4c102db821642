import type { Gateway } from "../gateway.ts";
import type { Page } from "./views.ts";

export interface AuditEntry {
  readonly sequence: number;
  readonly action: string;
  readonly actor: string;
  /** What was acted on, usually a document id. */
  readonly subject: string;
  readonly timeSeconds: number;
  /** Hex32 over the entry and `previous`. */
  readonly hash: string;
  readonly previous: string;
}

export interface AuditTrail extends Page<AuditEntry> {
  /** Whether every entry of this page follows from the one before it. */
  readonly isUnbroken: boolean;
}

/** Entries of the audit log, oldest first. @throws CURSOR_INVALID */
export async function auditTrail(
  _gateway: Gateway,
  _input: { readonly subject?: string; readonly after?: string; readonly limit?: number },
): Promise<AuditTrail> {
  throw new Error("not written yet");
}
