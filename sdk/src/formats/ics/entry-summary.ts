import type { Format } from "../format.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";
import { ICS_FACTS } from "./facts.ts";
import { brokenRules } from "./rules.ts";

/** Entry summary declarations of the Import Control System: IE315, and IE313, which amends one. */
const MESSAGE = /^CC31[35][A-C]$/;

/** An entry summary declaration or its amendment, by itself or in an envelope. */
export const icsEntrySummary: Format = xmlFormat({
  name: "ics-entry-summary",
  title: "ICS entry summary declaration (IE315, IE313)",
  paperIn: (root) => papersIn(root).find(({ name }) => MESSAGE.test(name)),
  kindOf: () => "declaration-entry-summary",
  facts: ICS_FACTS,
  findingsIn: brokenRules,
});
