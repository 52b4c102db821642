import type { Comparison, DifferingFact, ServedComparison } from "../../client/index.ts";
import { COMPARED_FACTS, type Facts, isFactName } from "../../src/index.ts";
import { command } from "../command.ts";
import { CliError } from "../errors.ts";
import { openClient } from "../gateway/open-client.ts";
import { documentIdOf, idOf } from "../operands.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { printShown } from "../output/lines.ts";
import { printable } from "../output/printable.ts";

export const compare = command({
  name: "compare",
  summary: "Say whether a paper of ours states what another member's does, which we may not see.",
  operands: "",
  count: [0, 0],
  options: {
    document: { type: "string", value: "DOCUMENT_ID", help: "The paper of ours." },
    with: { type: "string", value: "DOCUMENT_ID", help: "The other member's." },
    grant: { type: "string", value: "GRANT_ID", help: "The grant to compare under; the best by default." },
    facts: {
      type: "string",
      value: "NAMES",
      multiple: true,
      help: "What to compare, separated by commas; by default what papers of a consignment must agree on.",
    },
    opened: {
      type: "string",
      value: "COMPARISON_ID",
      help: "Show what another member opened to us in a comparison that it asked for, in place of asking.",
    },
    ...GATEWAY_OPTIONS,
  },
  about: [
    "The other member must have granted the scope `comparison` for a case: `request make --scope comparison --case NUMBER`. Each comparison counts as a reading of its paper.",
    "Facts that agree stay closed on both sides. Those that differ both sides open: the other member then sees ours, and that cannot be taken back.",
    `Compared by default: ${COMPARED_FACTS.join(", ")}.`,
    "Exit codes: 14 when something differs, 10 when nothing could be compared, else 0.",
  ],
  examples: [
    "compare --document 5f0c…9a --with 81aa…07",
    "compare --document 5f0c…9a --with 81aa…07 --facts originCountry,hsCodes --json",
    "compare --opened 7c1e…40",
  ],
  async run({ options, io }) {
    if (options.opened !== undefined) {
      const excess = (["document", "with", "grant", "facts"] as const).find((name) => options[name] !== undefined);
      if (excess !== undefined)
        throw new CliError("USAGE_INVALID", `--opened asks for nothing: leave --${excess} out.`);
      const comparisonId = idOf("comparison id", options.opened);
      const client = await openClient(options, io);
      printShown(io, await client.getComparison(comparisonId), servedText);
      return "contradicted";
    }
    const asked = {
      documentId: documentIdOf(options.document),
      otherDocumentId: documentIdOf(options.with),
      ...(options.grant !== undefined && { grantId: idOf("grant id", options.grant) }),
      ...(options.facts !== undefined && { facts: options.facts.flatMap((names) => names.split(",")).map(factOf) }),
    };
    const client = await openClient(options, io);
    const compared = await client.compareDocuments(asked);
    printShown(io, compared, textOf);
    if (compared.differ.length > 0) return "contradicted";
    return compared.agree.length > 0 ? "ok" : "cannotCheck";
  },
});

function factOf(name: string): keyof Facts {
  if (isFactName(name)) return name;
  throw new CliError("USAGE_INVALID", "--facts takes names of facts, as a document shows them under /$facts.");
}

const WHOSE = { mine: "our paper does not state it", theirs: "the other paper does not state it" } as const;

function textOf({ agree, differ, notCompared }: Comparison): string {
  return [
    differ.length > 0 ? `${differ.length} facts differ:` : "Nothing differs.",
    ...differ.map(differingLine),
    ...agree.map((fact) => `  = ${printable(fact)}`),
    ...notCompared.map(({ fact, notStatedBy }) => `  ? ${printable(fact)}: ${WHOSE[notStatedBy]}`),
  ].join("\n");
}

const servedText = ({ memberId, documentId, otherDocumentId, differ }: ServedComparison): string =>
  [
    `Of ${otherDocumentId} member ${memberId} opened what differs from ${documentId}:`,
    ...differ.map(differingLine),
  ].join("\n");

const differingLine = ({ fact, mine, theirs }: DifferingFact): string =>
  `  ! ${printable(fact)}: ours ${printable(JSON.stringify(mine))}, theirs ${printable(JSON.stringify(theirs))}`;
