import type { TraceSubject } from "../client/index.ts";
import type { Options } from "./command.ts";
import { CliError } from "./errors.ts";
import { documentIdOf } from "./operands.ts";

/** What a consignment is found by. */
export const SUBJECT_OPTIONS = {
  consignment: { type: "string", value: "UCR", help: "By the consignment's reference." },
  container: { type: "string", value: "NUMBER", help: "By a container of papers that can be read here." },
  number: { type: "string", value: "NUMBER", help: "By a document's own number." },
  document: { type: "string", value: "DOCUMENT_ID", help: "By one of its documents." },
} as const satisfies Options;

/** The one thing that was given to search by. @throws CliError USAGE_INVALID. */
export function subjectOf(
  options: { readonly [Name in keyof typeof SUBJECT_OPTIONS]?: string | undefined },
): TraceSubject {
  const { consignment, container, number, document } = options;
  const subjects: TraceSubject[] = [
    ...(consignment === undefined ? [] : [{ consignment }]),
    ...(container === undefined ? [] : [{ container }]),
    ...(number === undefined ? [] : [{ documentNumber: number }]),
    ...(document === undefined ? [] : [{ documentId: documentIdOf(document) }]),
  ];
  const [subject] = subjects;
  if (subject && subjects.length === 1) return subject;
  throw new CliError("USAGE_INVALID", "Give exactly one of --consignment, --container, --number and --document.");
}
