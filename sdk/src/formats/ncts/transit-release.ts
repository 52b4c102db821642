import type { Format } from "../format.ts";
import { papersIn } from "../tables/envelopes.ts";
import type { FactTable } from "../tables/fact-table.ts";
import { xmlFormat } from "../tables/xml-format.ts";
import { NCTS4_FACTS } from "./release-4.ts";
import { NCTS5_FACTS } from "./release-5.ts";

/** A release for transit (IE029) as a phase of NCTS writes it. */
const release = (name: string, title: string, message: string, facts: FactTable): Format =>
  xmlFormat({
    ...{ name, title, facts },
    paperIn: (root) => papersIn(root).find((element) => element.name === message),
    kindOf: () => "transit-release",
  });

export const nctsRelease4 = release("ncts-release-4", "NCTS 4 release for transit (IE029)", "CC029B", NCTS4_FACTS);
export const nctsRelease5 = release("ncts-release-5", "NCTS 5 release for transit (IE029)", "CC029C", NCTS5_FACTS);
