/** One line of an import declaration, as far as a model reads it. What is not stated is absent. */
export interface DeclarationLine {
  /** Day of lodgement, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly office?: string;
  readonly procedure?: string;
  readonly importType?: string;
  readonly importUse?: string;
  readonly paymentType?: string;
  readonly transportMode?: string;
  readonly declarant?: string;
  readonly importer?: string;
  readonly seller?: string;
  readonly carrier?: string;
  /** Harmonized System code, digits only. */
  readonly hsCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly originCountry?: string;
  readonly dispatchCountry?: string;
  /** How the origin is shown on the goods, by the agency's code. */
  readonly originMark?: string;
  /** Per cent. */
  readonly taxRate?: number;
  readonly taxType?: string;
  readonly netMassKg?: number;
  /** Value of the line, always in the same currency. */
  readonly itemPrice?: number;
}

/** A line and what came of it: 1 when it was found wrong, 0 when it was found in order. */
export interface LabelledLine {
  readonly line: DeclarationLine;
  readonly wrong: 0 | 1;
}

/** What makes two lines the same goods of the same provenance: code, countries, duty and mass. */
export function goodsOf(line: DeclarationLine): string {
  const { hsCode, originCountry, dispatchCountry, taxRate, taxType, netMassKg } = line;
  return [hsCode, originCountry, dispatchCountry, taxRate, taxType, netMassKg].join("|");
}
