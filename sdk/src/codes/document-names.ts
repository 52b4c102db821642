import { codeSet } from "./code-set.ts";
import type { Judgement } from "./finding-codes.ts";

/** Codes of UN/EDIFACT data element 1001, document name, as OpenPEPPOL's list UNCL1001 of 2024 has them. */
const DOCUMENT_NAMES = codeSet(`
  1-470 481-491 493-499 520-539 550-554 575-589 610 621-659 700-751 760 761 763-766 770 775 780-799 810-812 820-825
  830 833 840 841 850-853 855 856 860-865 870 890 895 896 901 910 911 913-917 925-927 929-938 940 941 950-955 960-966
  970-972 974-979 990 991 995 996 998
`);

/** What another paper is called: a document name of UN/CEFACT, or a code that only the naming paper's own list has. */
export const judgeDocumentName = (code: string): Judgement =>
  DOCUMENT_NAMES.has(code)
    ? { code: "CODE_VALID", message: "The document name is of UN/EDIFACT data element 1001." }
    : { code: "CODE_OF_OTHER_LIST", message: "Not of UN/EDIFACT data element 1001: a code of the paper's own list." };
