import type { KindName } from "../../kinds/kinds.ts";
import { joined } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { each, type FactTable, text } from "../xml-facts/fact-table.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { NCTS4_FACTS } from "./facts-4.ts";
import { NCTS5_FACTS } from "./facts-5.ts";

/** Where a phase states its local reference number, the movement's, and dates. */
interface Numbers {
  readonly lrn: string;
  readonly mrn: string;
  readonly released: readonly string[];
  readonly declared: string;
}

const PHASE_4: Numbers = {
  lrn: "HEAHEA/RefNumHEA4",
  mrn: "HEAHEA/DocNumHEA5",
  released: ["HEAHEA/IssDatHEA186", "HEAHEA/AccDatHEA158"],
  declared: "HEAHEA/DecDatHEA383",
};
const PHASE_5: Numbers = {
  lrn: "TransitOperation/LRN",
  mrn: "TransitOperation/MRN",
  released: ["TransitOperation/releaseDate", "TransitOperation/declarationAcceptanceDate"],
  declared: "preparationDateAndTime",
};

/** A release goes by the movement's number, as on the accompanying document, and names the declaration by its own. */
const released = (facts: FactTable, { lrn, mrn, released }: Numbers): FactTable => ({
  ...facts,
  documentNumber: text(mrn),
  issueDate: day(...released),
  relatedDocuments: joined(each("", relatedDocument("=LRN", lrn)), facts.relatedDocuments ?? (() => undefined)),
});

/** A declaration goes by its local reference number; the movement's comes with the answer, and amendments state it. */
const declared = (facts: FactTable, { lrn, declared }: Numbers): FactTable => ({
  ...facts,
  documentNumber: text(lrn),
  issueDate: day(declared),
});

/** Releases for transit (IE029), declarations (IE015) and their amendments (IE013) by phase. To add one, add a row. */
const MESSAGES: readonly (readonly [name: string, title: string, root: RegExp, kind: KindName, facts: FactTable])[] = [
  ["ncts-release-4", "NCTS 4 release (IE029)", /^CC029B$/, "transit-release", released(NCTS4_FACTS, PHASE_4)],
  ["ncts-release-5", "NCTS 5 release (IE029)", /^CC029C$/, "transit-release", released(NCTS5_FACTS, PHASE_5)],
  [
    "ncts-declaration-4",
    "NCTS 4 declaration (IE015, IE013)",
    /^CC01[35]B$/,
    "declaration-transit",
    declared(NCTS4_FACTS, PHASE_4),
  ],
  [
    "ncts-declaration-5",
    "NCTS 5 declaration (IE015, IE013)",
    /^CC01[35]C$/,
    "declaration-transit",
    declared(NCTS5_FACTS, PHASE_5),
  ],
];

/** Messages of the New Computerised Transit System, by themselves or in an envelope. */
export const NCTS_FORMATS: readonly Format[] = MESSAGES.map(([name, title, root, kind, facts]) =>
  xmlFormat({
    ...{ name, title, facts },
    paperIn: (document) => papersIn(document).find((element) => root.test(element.name)),
    kindOf: () => kind,
  }),
);
