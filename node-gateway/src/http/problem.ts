import { STATUS_CODES } from "node:http";
import { SdkError } from "@sealane/sdk";
import { z } from "zod";
import { GatewayError } from "../errors.ts";
import { ERROR_CODES, type ErrorCode, STATUS_OF } from "./status-of.ts";

export const PROBLEM_TYPE = "application/problem+json";

/** One fault of a request: where it is, and what is wrong there. */
export interface Fault {
  /** `query`, `path`, `body` or the name of a header, then a JSON Pointer into it. */
  readonly in: string;
  readonly message: string;
}

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: "urn:sealane:error: and the code." }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.enum(ERROR_CODES),
    instance: z.string().meta({ description: "urn:uuid: and the id of the request, as in the log." }),
    errors: z.array(z.strictObject({ in: z.string(), message: z.string() })),
  })
  .meta({ id: "Problem", description: "RFC 9457." });

export type Problem = z.output<typeof problemSchema>;

/** A request whose form is wrong, with every fault found in it. */
export class RequestInvalid extends GatewayError {
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[]) {
    super("REQUEST_INVALID", message);
    this.faults = faults;
  }
}

/**
 * What a caller is told of an error (RFC 9457). Errors that are not ours, and ours about this machine, become INTERNAL
 * without a word of theirs: they could name files, addresses or content. Only of a blob an officer is told which fault.
 */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = error instanceof GatewayError || error instanceof SdkError ? error : asRequestFault(error);
  const code: ErrorCode = known === undefined || isOurFault(known.code) ? "INTERNAL" : known.code;
  const status = STATUS_OF[code];
  return {
    type: `urn:sealane:error:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: OURS[code] ?? textOf(known),
    code,
    instance: `urn:uuid:${requestId}`,
    errors: error instanceof RequestInvalid ? [...error.faults] : [],
  };
}

/** What is told of our own faults. A damaged blob is one of them: it says nothing against the document. */
const OURS: Readonly<Partial<Record<ErrorCode, string>>> = {
  INTERNAL: "Something is wrong in this gateway; its log has it under this request's id.",
  BLOB_NOT_FOUND:
    "This gateway lost the document's sealed blob: restore it from a backup. The document is not in doubt.",
  BLOB_CORRUPT: "This gateway's sealed blob of the document is damaged: restore it. The document is not in doubt.",
};

const isOurFault = (code: ErrorCode): boolean => STATUS_OF[code] === 500 && OURS[code] === undefined;

const textOf = (error: Error | undefined): string => error?.message ?? "";

/** Express throws errors with a status for a path that is not percent-encoded UTF-8; those are the caller's. */
function asRequestFault(error: unknown): GatewayError | undefined {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return status === 400 ? new GatewayError("REQUEST_INVALID", "The request's path cannot be decoded.") : undefined;
}
