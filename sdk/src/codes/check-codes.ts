import type { Facts } from "../facts/facts.ts";
import type { CodeList, CodeListName, CodeListOrigin } from "./code-list.ts";
import { judgeContainerNumber } from "./container-number.ts";
import { judgeCountry } from "./countries.ts";
import { judgeCurrency } from "./currencies.ts";
import { judgeDocumentName } from "./document-names.ts";
import { CODE_VERDICTS, type CodeFindingCode, type CodeVerdict, type Judgement } from "./finding-codes.ts";
import { judgeEori, judgeGln, judgeImoNumber, judgeLei } from "./identifiers.ts";
import { judgeHsCode, judgeLocation } from "./imported.ts";
import { judgeMrn } from "./mrn.ts";
import { judgeUcr } from "./ucr.ts";
import { judgeUnit } from "./units.ts";

/** What is said of one code that a paper states. */
export interface CodeFinding {
  readonly code: CodeFindingCode;
  readonly verdict: CodeVerdict;
  /** The name of the row of {@link CODE_CHECKS} that says it. */
  readonly check: string;
  readonly fact: keyof Facts;
  /** The code, as the fact states it. */
  readonly value: string;
  readonly message: string;
  /** The list that was looked into, where one was. */
  readonly list?: CodeListOrigin;
}

/** One check: which codes it is about, and what it says of each. */
export interface CodeCheck {
  readonly name: string;
  /** The imported list it looks into. */
  readonly list?: CodeListName;
  /** The codes of a fact; undefined and repeated ones are left out. */
  readonly values: {
    readonly [Name in keyof Facts]?: (fact: NonNullable<Facts[Name]>) => readonly (string | undefined)[];
  };
  judge(value: string, list: CodeList | undefined): Judgement;
}

const itself = (value: string): readonly string[] => [value];
const all = (values: readonly string[]): readonly string[] => values;
const partyNumbers =
  (...schemes: readonly string[]) =>
  (parties: NonNullable<Facts["parties"]>) =>
    parties
      .filter(({ scheme }) => scheme !== undefined && schemes.includes(scheme))
      .map(({ identifier }) => identifier);

/** Every check of a code. To add one, add a row and its judge beside it. */
export const CODE_CHECKS: readonly CodeCheck[] = [
  {
    name: "container-number",
    values: { containers: all, custodyEvents: (events) => events.map(({ container }) => container) },
    judge: judgeContainerNumber,
  },
  { name: "mrn", values: { mrn: itself }, judge: judgeMrn },
  { name: "ucr", values: { ucr: itself }, judge: judgeUcr },
  {
    name: "country",
    values: {
      originCountry: itself,
      dispatchCountry: itself,
      destinationCountry: itself,
      parties: (parties) => parties.map(({ country }) => country),
    },
    judge: judgeCountry,
  },
  { name: "currency", values: { value: ({ currency }) => [currency] }, judge: judgeCurrency },
  { name: "unit", values: { quantities: (rows) => rows.map(({ unit }) => unit) }, judge: judgeUnit },
  {
    name: "document-name",
    values: { relatedDocuments: (rows) => rows.map(({ type }) => type) },
    judge: judgeDocumentName,
  },
  { name: "lei", values: { parties: partyNumbers("LEI", "GLEIF") }, judge: judgeLei },
  { name: "eori", values: { parties: partyNumbers("EORI") }, judge: judgeEori },
  { name: "gln", values: { parties: partyNumbers("GLN", "GS1") }, judge: judgeGln },
  {
    name: "imo-number",
    values: { vessel: (vessel) => (/^IMO ?\d+$/i.test(vessel) ? [vessel.replace(" ", "").toUpperCase()] : []) },
    judge: judgeImoNumber,
  },
  {
    name: "location",
    list: "unlocode",
    values: {
      portOfLoading: itself,
      portOfDischarge: itself,
      placeOfReceipt: itself,
      placeOfDelivery: itself,
      transshipmentPorts: all,
    },
    judge: judgeLocation,
  },
  { name: "hs-code", list: "hs", values: { hsCodes: all }, judge: judgeHsCode },
];

/**
 * What is to be said of every code among the facts: check by check, fact by fact, in the paper's order. It refuses none,
 * and without the list that a code is of it says `unknown`.
 * @param lists At most one of each name; of several the first counts.
 */
export function checkCodes(facts: Facts, lists: readonly CodeList[]): CodeFinding[] {
  return CODE_CHECKS.flatMap((check) => {
    const list = lists.find(({ name }) => name === check.list);
    return statedIn(facts, check).map(({ fact, value }) => {
      const { code, message } = check.judge(value, list);
      const finding = { code, verdict: CODE_VERDICTS[code], check: check.name, fact, value, message };
      return list === undefined ? finding : { ...finding, list: originOf(list) };
    });
  });
}

function statedIn(facts: Facts, { values }: CodeCheck): { fact: keyof Facts; value: string }[] {
  return (Object.keys(values) as (keyof Facts)[]).flatMap((fact) => {
    const stated = facts[fact];
    // The row's function takes what its fact is; TypeScript does not follow the pair of them.
    const read = values[fact] as (fact: unknown) => readonly (string | undefined)[];
    const found = stated === undefined ? [] : read(stated);
    return [...new Set(found)].flatMap((value) => (value === undefined ? [] : [{ fact, value }]));
  });
}

const originOf = ({ name, date, sha256 }: CodeList): CodeListOrigin => ({ name, date, sha256 });
