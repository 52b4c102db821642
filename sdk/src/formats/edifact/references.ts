import type { Json } from "../../canonical/json.ts";
import { judgeMrn } from "../../codes/mrn.ts";
import { componentOf } from "../../edifact/interchange.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import { distinct, some } from "../fact-rules.ts";
import { byQualifier, type Line, type LinesOf } from "./lines.ts";
import { sole } from "./lists.ts";
import { DECLARATION_REFERENCES, MRN_REFERENCE, REFERENCES, UCR_REFERENCE } from "./qualifiers.ts";

/** The numbers that a paper names (RFF, CNI): of its consignment, of its declaration, of other papers. */
export function referenceFacts(of: LinesOf): Pick<StatedFacts, "ucr" | "mrn" | "relatedDocuments"> {
  const references = byQualifier(of("RFF").filter(({ level }) => level !== "slot" && level !== "equipment"));
  const declarations = DECLARATION_REFERENCES.flatMap((code) => numbersOf(references, code));
  return {
    ucr: sole(numbersOf(references, UCR_REFERENCE)),
    mrn: sole(numbersOf(references, MRN_REFERENCE)) ?? sole(declarations.filter(isMrn)),
    relatedDocuments: some(distinct([...relatedOf(references), ...transportDocumentsOf(of("CNI"))])),
  };
}

/** References by their codes (1153). */
type References = ReturnType<typeof byQualifier>;

/** Numbers of references of a code (1153). */
export const numbersOf = (references: References, code: string): string[] =>
  references(code)
    .map(({ segment }) => componentOf(segment, 0, 1).trim())
    .filter((number) => number !== "");

function relatedOf(references: References): Json[] {
  return Object.entries(REFERENCES).flatMap(([code, type]) =>
    numbersOf(references, code)
      .filter((number) => !DECLARATION_REFERENCES.includes(code) || !isMrn(number))
      .map((number) => ({ type, number })),
  );
}

/** The transport document of each consignment of a list of them: 1001 code 705, bill of lading. */
const transportDocumentsOf = (consignments: readonly Line[]): Json[] =>
  consignments
    .map(({ segment }) => componentOf(segment, 1).trim())
    .filter((number) => number !== "")
    .map((number) => ({ type: "705", number }));

/** Whether a declaration's number has the form of a movement reference number, whatever its check digit. */
const isMrn = (number: string): boolean => judgeMrn(number).code !== "CODE_FORM_WRONG";
