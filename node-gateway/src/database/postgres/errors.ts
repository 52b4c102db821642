import { GatewayError } from "../../errors.ts";

/**
 * SQLSTATEs and classes (PostgreSQL manual, appendix A) after which the same statement may succeed later, and why it did
 * not now. To add one, add a row; the longer prefix wins.
 */
const UNAVAILABLE: Readonly<Record<string, string>> = {
  "08": "The connection to the database was lost.",
  "25006": "The database takes no writes: it is a standby, or was made read-only.",
  "25P03": "The database ended a transaction that stood still.",
  "28": "The database refuses the gateway's account.",
  "3D000": "The server has no database of this name.",
  "40001": "The database could not put two changes in an order.",
  "40P01": "Two changes waited for each other.",
  "53": "The database has no resources left.",
  "53100": "The database's disk is full.",
  "53300": "The database takes no more connections.",
  "55P03": "Another change holds the database for too long.",
  "57": "The database is being stopped or started.",
  "57014": "The database took too long.",
  "58": "The database's machine has a fault.",
};

/** Errors of this program, of which no later attempt gets rid. */
const OWN = [TypeError, RangeError, ReferenceError, SyntaxError];

interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly constraint?: string;
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && "severity" in error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code));

/**
 * What to throw in place of an error of the driver. The server's own message and detail stay out, also as a cause: they
 * quote values of rows.
 */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GatewayError) return error;
  if (!isServerError(error)) {
    if (OWN.some((own) => error instanceof own)) return error;
    return new GatewayError("STORAGE_UNAVAILABLE", `The database does not answer (${reasonOf(error)}).`);
  }
  const { code, constraint } = error;
  if (code === "22021" || code === "22P05") {
    return new GatewayError("REQUEST_INVALID", "A text holds a character that cannot be kept (U+0000).");
  }
  const sentence = UNAVAILABLE[code] ?? UNAVAILABLE[code.slice(0, 2)];
  if (sentence) return new GatewayError("STORAGE_UNAVAILABLE", `${sentence.slice(0, -1)} (${code}).`);
  const about = constraint === undefined ? code : `${code}, ${constraint}`;
  return new GatewayError("INTERNAL", `The database refused a statement (${about}).`);
}

/** Faults that last, and that reading does not show: no room, no leave to write, a disk that fails. */
const NO_WRITES = new Set(["25006", "53100", "58030"]);

/** Whether the database would take no other change either. */
export const refusesWrites = (error: unknown): boolean => isServerError(error) && NO_WRITES.has(error.code);

/** Whether a connection cannot be used again after an error: all but a statement that the server refused. */
export function breaksConnection(error: unknown): boolean {
  if (error instanceof GatewayError) return false;
  return !isServerError(error) || error.severity === "FATAL" || error.severity === "PANIC";
}

/** An error code of the operating system or of TLS; the driver's own errors, such as its timeouts, have none. */
function reasonOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (first instanceof Error) return reasonOf(first);
  return /time(d )?out/i.test(error.message) ? "timeout" : "connection lost";
}
