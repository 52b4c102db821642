/** A fault that a gateway reports: where in the request, and what is wrong there. */
export interface ReportedFault {
  readonly in: string;
  readonly message: string;
}

/**
 * What a call to a gateway throws. `code` is the gateway's own (docs/errors.md), or `GATEWAY_UNAVAILABLE` when there was
 * no answer, or `GATEWAY_ANSWER_INVALID` when it was not one of a gateway.
 */
export class ClientError extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly faults: readonly ReportedFault[];
  /** Id of the request, as the gateway's log has it. */
  readonly requestId: string | undefined;

  constructor(
    code: string,
    message: string,
    more: Partial<Pick<ClientError, "status" | "faults" | "requestId" | "cause">> = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "ClientError";
    this.code = code;
    this.status = more.status ?? 0;
    this.faults = more.faults ?? [];
    this.requestId = more.requestId;
  }
}

/** Whether the same call, with the same idempotency key, may succeed later. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof ClientError && error.code.endsWith("_UNAVAILABLE");
