import type { Interchange, Message } from "../../edifact/interchange.ts";
import { factsOf } from "../../facts/validate.ts";
import { kindByName } from "../../kinds/kinds.ts";
import { findingsOf } from "../findings.ts";
import type { Format, FormatFinding } from "../format.ts";
import { structured } from "../structured.ts";
import { edifactBody, edifactFindings } from "./edifact-body.ts";
import { readMessages } from "./message-facts.ts";
import type { MessageRow } from "./message-row.ts";
import { MESSAGE_ROWS } from "./message-rows.ts";

const MEDIA_TYPES = ["application/edifact"];

/** A format for each type of message whose facts are read: `edifact-` and its type. An interchange is of its first message's. */
export const EDIFACT_FORMATS: readonly Format[] = MESSAGE_ROWS.map(formatOf);

function formatOf(row: MessageRow): Format {
  return {
    name: `edifact-${row.type.toLowerCase()}`,
    title: `${row.title} (${row.type})`,
    mediaTypes: MEDIA_TYPES,
    recognise: ({ edifact }) => edifact?.messages[0]?.type === row.type,
    read(candidate, hints) {
      const interchange = candidate.edifact as Interchange;
      const messages = row.isJoined ? ofType(interchange, row.type) : interchange.messages.slice(0, 1);
      const read = readMessages(row, { interchange, messages }, hints);
      const kind = kindByName(read.kind);
      const { facts, malformed } = factsOf(read.stated);
      const body = edifactBody(interchange);
      return {
        ...{ kind: kind.name, body, facts },
        findings: [
          ...edifactFindings(interchange, body),
          ...severalFindings(interchange, messages.length),
          ...findingsOf(kind, facts, malformed),
        ],
      };
    },
  };
}

const ofType = ({ messages }: Interchange, type: string): Message[] =>
  messages.filter((message) => message.type === type);

/** Facts of several papers would be nobody's: those of the first are read, and the sender should know. */
function severalFindings({ messages }: Interchange, readCount: number): FormatFinding[] {
  if (messages.length === readCount) return [];
  const message = `The interchange holds ${messages.length} messages; kind and facts are those of ${readCount}.`;
  return [{ code: "EDIFACT_SEVERAL_MESSAGES", message }];
}

/** An interchange whose first message no other row reads: every component a field, kind and facts given beside. */
export const otherEdifact: Format = {
  name: "edifact",
  title: "Other UN/EDIFACT",
  mediaTypes: MEDIA_TYPES,
  recognise: ({ edifact }) => edifact !== undefined,
  read({ edifact }, hints) {
    const interchange = edifact as Interchange;
    const body = edifactBody(interchange);
    const reading = structured(body, hints);
    return { ...reading, findings: [...edifactFindings(interchange, body), ...reading.findings] };
  },
};
