import type { Facts, Party } from "../facts/facts.ts";
import type { DeclarationLine } from "./declaration.ts";

/** Which party of a paper stands for which of a line, the first that is there. */
const ROLES = {
  importer: ["importer", "consignee", "buyer"],
  seller: ["seller", "exporter", "consignor"],
  declarant: ["declarant", "agent"],
  carrier: ["carrier"],
} as const;

/**
 * The lines of a declaration as its facts state them: one for each HS code. Mass and value are those of the whole paper,
 * so that they stand only where it has one code; a value in another currency than the model's is not stated.
 */
export function linesOfFacts(facts: Facts, { currency }: { currency?: string | undefined } = {}): DeclarationLine[] {
  const { hsCodes = [], originCountry, dispatchCountry, customsOffice } = facts;
  const date = facts.issueDate ?? facts.arrivalDate;
  const shared = {
    ...(date !== undefined && { date }),
    ...(customsOffice !== undefined && { office: customsOffice }),
    ...(originCountry !== undefined && { originCountry }),
    ...(dispatchCountry !== undefined && { dispatchCountry }),
    ...partiesOf(facts),
  };
  if (hsCodes.length > 1) return hsCodes.map((hsCode) => ({ ...shared, hsCode }));
  const netMassKg = numberOf(facts.netWeightKg ?? facts.grossWeightKg);
  const { value } = facts;
  const itemPrice =
    value && (currency === undefined || value.currency === currency) ? numberOf(value.amount) : undefined;
  const [hsCode] = hsCodes;
  return [
    {
      ...shared,
      ...(hsCode !== undefined && { hsCode }),
      ...(netMassKg !== undefined && { netMassKg }),
      ...(itemPrice !== undefined && { itemPrice }),
    },
  ];
}

function partiesOf({ parties = [] }: Facts): Partial<Record<keyof typeof ROLES, string>> {
  const found = Object.entries(ROLES).flatMap(([name, roles]) => {
    const party = roles.map((role) => parties.find((one) => one.role === role)).find((one) => one !== undefined);
    const text = party && nameOf(party);
    return text ? [[name, text]] : [];
  });
  return Object.fromEntries(found);
}

/** What a party is counted by: its identifier, else its name without case and blanks that differ. */
const nameOf = ({ identifier, name }: Party): string | undefined =>
  identifier ?? name?.trim().replace(/\s+/g, " ").toUpperCase();

function numberOf(decimal: string | undefined): number | undefined {
  const value = decimal === undefined ? Number.NaN : Number(decimal);
  return Number.isFinite(value) ? value : undefined;
}
