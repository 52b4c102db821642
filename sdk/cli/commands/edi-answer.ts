import {
  contrlFor,
  cusresFor,
  DECISIONS,
  type Decision,
  type DeclarationOutcome,
  encodeInterchange,
  envelopeFindings,
  type Interchange,
  readInterchange,
  writeInterchange,
} from "../../src/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import { readInput } from "../files/read-file.ts";
import { writeWhole } from "../files/write-file.ts";
import { oneOf } from "../one-of.ts";
import { OUT_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";
import { timeText } from "../output/time.ts";

const NAMES = Object.keys(DECISIONS) as Decision[];

const OPTIONS = {
  reject: { type: "string", value: "CODE", help: "Reject the whole for this syntax error (0085), such as 7 or 23." },
  pass: {
    type: "string",
    value: "CODE",
    multiple: true,
    help: "A finding that is let pass, such as EDIFACT_LINE_BREAK.",
  },
  decision: { type: "string", value: "NAME", help: `Answer a declaration with CUSRES instead: ${NAMES.join(", ")}.` },
  mrn: { type: "string", value: "MRN", help: "With --decision: the movement reference number that it got." },
  reason: { type: "string", value: "CODE[:TEXT]", multiple: true, help: "With --decision: what it is rejected for." },
  reference: {
    type: "string",
    value: "REF",
    help: "Control reference of the answer, 1 to 14 characters; the time by default.",
  },
  ...OUT_OPTIONS,
} as const;

type Given = Invocation<typeof OPTIONS>["options"];

export const ediAnswer = command({
  name: "edi answer",
  summary:
    "Answer a UN/EDIFACT interchange: acknowledge or reject it (CONTRL), or say what became of a declaration (CUSRES).",
  operands: "FILE",
  count: [1, 1],
  options: OPTIONS,
  about: [
    "CONTRL rejects what the findings of `sealane inspect` are about: a message, a group or the whole. The answer goes to stdout; with --out it is written in the character repertoire of the interchange.",
  ],
  examples: [
    "edi answer manifest.edi --pass EDIFACT_CHARACTER_INVALID --out manifest.contrl",
    "edi answer declaration.edi --decision released --mrn 26NL000510ABCDEF12",
  ],
  async run({ options, operands: [file = ""], io }) {
    const interchange = readInterchange(await readInput(file, io));
    const answeredAt = timeText(io.now());
    const input = { controlReference: referenceOf(options.reference, io.now()), answeredAt };
    const outcome = outcomeOf(options);
    const found = [...interchange.findings, ...envelopeFindings(interchange)];
    const findings = found.filter(({ code }) => !options.pass?.includes(code));
    const rejectFor = options.reject === undefined ? {} : { rejectFor: errorOf(options.reject) };
    const answer = outcome
      ? cusresFor(interchange, outcome, input)
      : contrlFor(interchange, findings, { ...input, ...rejectFor });
    if (options.out !== undefined && options.out !== "-") {
      await writeWhole(options.out, encodeInterchange(answer), { replace: options.force === true });
    }
    const result = resultOf(answer, options.out);
    if (io.json) io.print(JSON.stringify({ ...result, findings }, null, 2));
    else io.print(printable("out" in result ? `${result.out}: ${result.type}` : result.answer));
    return "ok";
  },
});

function resultOf(answer: Interchange, out: string | undefined): { type: string; answer: string } & { out?: string } {
  const type = answer.messages[0]?.type ?? "";
  return { type, answer: writeInterchange(answer), ...(out !== undefined && out !== "-" && { out }) };
}

/** What became of a declaration; undefined when the options say nothing of it. @throws CliError USAGE_INVALID. */
function outcomeOf({ decision, mrn, reason = [], reject, pass }: Given): DeclarationOutcome | undefined {
  if (decision === undefined) {
    if (mrn === undefined && reason.length === 0) return undefined;
    throw new CliError("USAGE_INVALID", "--mrn and --reason go with --decision.");
  }
  if (reject !== undefined || pass !== undefined)
    throw new CliError("USAGE_INVALID", "--reject and --pass are of CONTRL, --decision is of CUSRES.");
  const errors = reason.map((one) => {
    const [code = "", ...text] = one.split(":");
    return { code, ...(text.length > 0 && { text: text.join(":") }) };
  });
  return { decision: oneOf("decision", decision, NAMES), ...(mrn !== undefined && { mrn }), errors };
}

function errorOf(text: string): string {
  if (/^[1-9]\d?$/.test(text)) return text;
  throw new CliError("USAGE_INVALID", "--reject is a code of data element 0085: a number of one or two digits.");
}

function referenceOf(text: string | undefined, now: number): string {
  const reference = text ?? String(now);
  if (/^[A-Za-z0-9 ._-]{1,14}$/.test(reference)) return reference;
  throw new CliError("USAGE_INVALID", "--reference is 1 to 14 letters, digits, blanks, points, hyphens.");
}
