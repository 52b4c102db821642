import { readDocument } from "@sealane/sdk";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type Contestant, measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";
import { entrySummary, ublBill, wcoDeclaration } from "../xml.ts";

const DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  ["WCO declaration of 1,000 items", wcoDeclaration(1_000)],
  ["ICS entry summary of 2,000 items", entrySummary(2_000)],
  ["UBL bill of 2,000 items", ublBill(2_000)],
];

/** Texts as they stand, and attributes too, as we read them. */
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false });

export const parseXml: Suite = {
  name: "parse-xml",
  about: "XML of about 1 MB read, with body and facts, beside fast-xml-parser with its validator",
  run: ({ effort }) =>
    measureRates(
      DOCUMENTS.flatMap(([name, text]) => contestantsOf(name, text)),
      effort,
    ),
};

function contestantsOf(name: string, text: string): Contestant[] {
  const bytes = new Uint8Array(Buffer.from(text));
  const decode = (): string => Buffer.from(bytes).toString("utf8");
  const beside = `${name}: fast-xml-parser, validated and parsed`;
  const row = (title: string, run: () => unknown, peer?: string): Contestant => ({
    ...{ name: title, unit: "MB/s", ops: bytes.length / 1e6, run },
    ...(peer !== undefined && { peer }),
  });
  return [
    row(`${name}: read, with body and facts`, () => readDocument(bytes, {}), beside),
    // It takes what is not well-formed, unless its validator looks first.
    row(beside, () => validated(decode())),
  ];
}

function validated(text: string): unknown {
  if (XMLValidator.validate(text) !== true) throw new Error("The validator takes it for wrong.");
  return parser.parse(text);
}
