import type { KindName } from "../../kinds/kinds.ts";
import type { XmlElement } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { text } from "../xml-facts/fact-table.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { SAD_FACTS } from "./sad-facts.ts";

/**
 * A kind for types of declarations (box 1, first subdivision) and general procedure codes (box 1, second subdivision:
 * first digit of the procedure). The first row that fits counts; countries have letters of their own too.
 */
const KINDS: readonly (readonly [type: RegExp, procedure: RegExp, kind: KindName])[] = [
  [/^/, /^3/, "declaration-reexport"],
  [/^/, /^8/, "declaration-transit"],
  [/^T/i, /^/, "declaration-transit"],
  [/^EX/i, /^/, "declaration-export"],
  [/^IM/i, /^/, "declaration-import"],
  [/^/, /^[12]/, "declaration-export"],
  [/^/, /^[4-79]/, "declaration-import"],
];

const TYPE = text("**/Identification/Type/Type_of_declaration");
const PROCEDURE = text("**/Identification/Type/Declaration_gen_procedure_code");

function kindOf(sad: XmlElement): KindName | undefined {
  const [type, procedure] = [TYPE(sad) ?? "", PROCEDURE(sad) ?? ""];
  return KINDS.find(([types, procedures]) => types.test(type) && procedures.test(procedure))?.[2];
}

/** A single administrative document of ASYCUDA World, as its declarations are stored and exchanged. */
export const asycudaSad: Format = xmlFormat({
  name: "asycuda-sad",
  title: "ASYCUDA single administrative document",
  paperIn: (root) => papersIn(root).find(({ name }) => name === "ASYCUDA"),
  kindOf,
  facts: SAD_FACTS,
});
