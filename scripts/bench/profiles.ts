import { checkRuleText, type Facts, type Profile } from "@sealane/sdk";
import { tradeOf } from "./trade.ts";

/** A declaration as its facts state it, of the same trade that models are measured on. */
export function declarationsOf(count: number, seed: number): Facts[] {
  return tradeOf(count, seed).map(({ line }, place) => ({
    documentNumber: `IM-${place}`,
    ...{ hsCodes: [line.hsCode as string], originCountry: line.originCountry as string },
    ...{ dispatchCountry: line.dispatchCountry as string, issueDate: line.date as string },
    ...{ customsOffice: line.office as string, netWeightKg: String(line.netMassKg) },
    value: { amount: String(line.itemPrice), currency: "KRW" },
    parties: [
      { role: "importer", identifier: line.importer as string },
      { role: "seller", identifier: line.seller as string },
      { role: "declarant", identifier: line.declarant as string },
    ],
  }));
}

/** One rule, in terms that our language and another engine can both say. */
export interface RuleSpec {
  readonly chapter: string;
  readonly countries: readonly [string, string];
  readonly unitPrice: string;
}

const COUNTRIES = ["CN", "VN", "DE", "US", "JP", "TH", "IT"] as const;

/** So many rules: a chapter of the Harmonized System, two countries either way, and a price per kilogram. */
export const ruleSpecs = (count: number): RuleSpec[] =>
  Array.from({ length: count }, (_, place) => ({
    chapter: String(10 + (place % 88)),
    countries: [COUNTRIES[place % 7] as string, COUNTRIES[(place + 3) % 7] as string],
    unitPrice: `${5 + (place % 30)}.5`,
  }));

/** The rule in our language. */
export function profileOf({ chapter, countries, unitPrice }: RuleSpec, place: number): Profile {
  const [origin, dispatch] = countries;
  const where = `originCountry = "${origin}" or dispatchCountry = "${dispatch}"`;
  const checked = checkRuleText(
    `unitPrice < ${unitPrice} and (${where}) and any hsCodes (it starts-with "${chapter}")`,
  );
  if ("faults" in checked) throw new Error(JSON.stringify(checked.faults));
  return {
    ...{ name: `profile-${place}`, version: 1, title: "A profile", reason: "Undervalued before.", kinds: [] },
    ...{ rule: checked.rule, lane: place % 3 === 0 ? "red" : "yellow", score: 0.3, yields: false, validFrom: 0 },
    ...{ validUntil: null, maxHitsWithoutSelection: null },
  };
}
