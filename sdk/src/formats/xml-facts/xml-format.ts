import { factsOf } from "../../facts/validate.ts";
import { type KindName, kindByName } from "../../kinds/kinds.ts";
import type { XmlElement } from "../../xml/element.ts";
import { statedBy } from "../fact-rules.ts";
import { findingsOf } from "../findings.ts";
import type { Format, FormatFinding, Hints, Reading } from "../format.ts";
import { disclosedBody } from "./disclosed-body.ts";
import type { FactTable } from "./fact-table.ts";

/** How a paper's kind and facts are read. */
export interface PaperTable {
  /** The kind that the paper states; undefined when it states none. */
  kindOf(paper: XmlElement, hints: Hints): KindName | undefined;
  readonly facts: FactTable;
}

/** One format of XML. */
export interface XmlFormat extends PaperTable {
  readonly name: string;
  readonly title: string;
  /** The element that is the paper, in a document of this format; undefined in any other. */
  paperIn(root: XmlElement): XmlElement | undefined;
  /** What else is amiss in a paper of this format. */
  findingsIn?(paper: XmlElement, root: XmlElement): readonly FormatFinding[];
}

/** The row of the table of formats for a format of XML: every text and attribute a field, facts by its table. */
export const xmlFormat = ({ name, title, paperIn, findingsIn: amiss = () => [], ...rest }: XmlFormat): Format => ({
  name,
  title,
  mediaTypes: ["application/xml", "text/xml"],
  recognise: ({ xml }) => xml !== undefined && paperIn(xml) !== undefined,
  read({ xml }, hints) {
    const root = xml as XmlElement;
    const paper = paperIn(root) as XmlElement;
    const { body, findings } = disclosedBody(root);
    const reading = readPaper(paper, rest, hints);
    // Where there is no body, there is no place in it.
    const told = amiss(paper, root).map(({ pointer, ...rest }) =>
      findings.length > 0 || !pointer ? rest : { ...rest, pointer },
    );
    return { ...reading, body, findings: [...findings, ...reading.findings, ...told] };
  },
});

/**
 * Kind, facts and findings of a paper.
 * @throws SdkError KIND_UNKNOWN.
 */
export function readPaper(
  paper: XmlElement,
  { kindOf, facts: table }: PaperTable,
  hints: Hints,
): Pick<Reading, "kind" | "facts" | "findings"> {
  const stated = kindOf(paper, hints) ?? hints.kind;
  const kind = kindByName(stated ?? "other-document");
  const { facts, malformed } = factsOf(statedBy(table, paper));
  const assumed = {
    code: "KIND_ASSUMED",
    message: "The paper does not say of which kind it is, and no kind was given: it is kept as another document.",
  } as const;
  return { kind: kind.name, facts, findings: [...findingsOf(kind, facts, malformed), ...(stated ? [] : [assumed])] };
}
