import { ClientError } from "../client/index.ts";
import { SdkError } from "../src/index.ts";
import { CliError } from "./errors.ts";
import { EXIT_OF_ERROR, type ExitName, exitOfSdk } from "./exit-codes.ts";

/** What went wrong, as it is shown. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exit: ExitName;
}

/** Any error as a code, a sentence and an exit. Of errors that are not ours only the name is shown: they may quote secrets. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CliError) return { code: error.code, message: error.message, exit: EXIT_OF_ERROR[error.code] };
  if (error instanceof SdkError) return { code: error.code, message: error.message, exit: exitOfSdk(error.code) };
  if (error instanceof ClientError) return ofClient(error);
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "INTERNAL", message: `Something nobody foresaw went wrong (${name}).`, exit: "internal" };
}

/** A gateway that says no is told apart from one that cannot say: its own faults are no verdict on the request. */
function ofClient({ code, message, status, faults, requestId }: ClientError): Failure {
  const isRefusal = status >= 400 && status < 500 && !code.endsWith("_UNAVAILABLE");
  const places = faults.map((fault) => `${fault.in}: ${fault.message}`).join("; ");
  const trace = status >= 500 && requestId !== undefined ? ` Its log has it under ${requestId}.` : "";
  return {
    code,
    message: `${message}${places === "" ? "" : ` (${places})`}${trace}`,
    exit: isRefusal ? "refused" : "cannotCheck",
  };
}
