import { hasExactly } from "../canonical/shape.ts";
import { normaliseReference } from "../document/tags.ts";
import { multiplyDecimals } from "../facts/decimal.ts";
import { code, country, hsCode, location, type NormalForm, text } from "../facts/normal-forms.ts";
import { isHex32 } from "../primitives/hex.ts";
import { type Band, bandWords, isBand, isMoneyBand, isWithin, type MoneyBand } from "./bands.ts";
import { foldName } from "./names.ts";
import { containersOf, isOnWay, type MatchSubject, modeOf, sealsOf, TRANSPORT_MODES, wayOf } from "./subject.ts";

/** A document that an alert names: by its number, by its id or the SHA-256 of its original, or by both. */
export interface DocumentReference {
  readonly number: string | null;
  readonly digest: string | null;
}

/** What an alert tells of a movement of goods: every indicator that is there must be met; of a list, one item. */
export interface Pattern {
  /** Container numbers (ISO 6346). */
  readonly containers?: readonly string[];
  readonly seals?: readonly string[];
  /** UCRs and MRNs. */
  readonly ucrs?: readonly string[];
  readonly mrns?: readonly string[];
  readonly documents?: readonly DocumentReference[];
  /** Vessels, voyages, flights, plates. */
  readonly conveyances?: readonly string[];
  /** Beginnings of codes of the Harmonized System: `8517` holds all below it. */
  readonly hsCodes?: readonly string[];
  /** Phrases of descriptions of goods. */
  readonly descriptions?: readonly string[];
  /** UN/LOCODEs in the order in which goods come by; all of them. */
  readonly route?: readonly string[];
  /** Countries of origin and of dispatch (ISO 3166-1 alpha-2). */
  readonly origins?: readonly string[];
  readonly departures?: readonly string[];
  /** UN/ECE Recommendation 19. */
  readonly modes?: readonly number[];
  readonly value?: MoneyBand;
  /** Value for a kilogram, net where that is stated, gross else. */
  readonly unitPrice?: MoneyBand;
  /** Net where that is stated, gross else. */
  readonly massKg?: Band;
}

/** How one indicator is written, found and met. */
export interface Indicator<T> {
  /** In words. */
  readonly title: string;
  readonly isForm: (value: unknown) => boolean;
  /**
   * What the index finds it by: groups of keys, of which a document that meets it has all of one group at least. None: it
   * is tried on every document.
   */
  readonly keysIn?: (value: T) => readonly (readonly string[])[];
  /** All such keys of a document. */
  readonly keysOf?: (subject: MatchSubject) => ReadonlySet<string>;
  /** What on the document meets it, in words; undefined when nothing does. */
  readonly met: (value: T, subject: MatchSubject) => string | undefined;
}

/** Items of one list of an indicator. */
export const MAX_ITEMS = 256;

const isList =
  (isItem: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_ITEMS &&
    value.every(isItem) &&
    new Set(value.map((item) => JSON.stringify(item))).size === value.length;

const isNormal =
  (form: NormalForm<string>) =>
  (value: unknown): boolean =>
    typeof value === "string" && value.length <= 256 && form(value) === value;

/** A list of which one item stands on the document. */
const anyOf = (
  title: string,
  form: NormalForm<string>,
  stated: (subject: MatchSubject) => readonly string[],
): Indicator<readonly string[]> => {
  const keysOf = onceFor((subject: MatchSubject): ReadonlySet<string> => new Set(stated(subject)));
  return {
    title,
    isForm: isList(isNormal(form)),
    keysIn: (value) => value.map((item) => [item]),
    keysOf,
    met: (value, subject) => {
      const keys = keysOf(subject);
      const found = value.find((item) => keys.has(item));
      return found === undefined ? undefined : `${title} ${found}`;
    },
  };
};

/** A function of an object that is worked out once for each: a document is compared with many alerts. */
function onceFor<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const done = new WeakMap<K, T>();
  return (of) => {
    const known = done.get(of);
    if (known !== undefined) return known;
    const made = work(of);
    done.set(of, made);
    return made;
  };
}

const given = (...values: (string | undefined)[]): string[] => values.filter((value) => value !== undefined);
const conveyancesOf = ({ facts }: MatchSubject): string[] =>
  given(facts.vessel, facts.voyage, ...(facts.custodyEvents ?? []).map(({ vessel }) => vessel)).flatMap((name) =>
    given(code(name)),
  );
const massOf = ({ facts }: MatchSubject): string | undefined => facts.netWeightKg ?? facts.grossWeightKg;
const prefixesOf = ({ facts }: MatchSubject): string[] => [
  ...new Set(
    (facts.hsCodes ?? []).flatMap((hs) => Array.from({ length: hs.length - 1 }, (_, at) => hs.slice(0, at + 2))),
  ),
];
const documentKeys = onceFor(({ facts, documentId, originalDigest }: MatchSubject): ReadonlySet<string> => {
  const numbers = given(facts.documentNumber, ...(facts.relatedDocuments ?? []).map(({ number }) => number));
  return new Set([...given(documentId, originalDigest), ...numbers.map(normaliseReference)]);
});
const wayKeys = onceFor((subject: MatchSubject): ReadonlySet<string> => new Set(wayOf(subject)));
/** Descriptions as phrases are looked for in them. */
const foldedLines = onceFor(({ facts }: MatchSubject) =>
  (facts.descriptions ?? []).map((line) => ` ${foldName(line)} `),
);
const wordKeys = onceFor(
  (subject: MatchSubject): ReadonlySet<string> =>
    new Set(foldedLines(subject).flatMap((line) => line.trim().split(" "))),
);
const foldedPhrases = onceFor((phrases: readonly string[]) => phrases.map(foldName));
const referenceKeys = ({ number, digest }: DocumentReference): string[] => [
  ...(digest === null ? [] : [digest]),
  ...(number === null ? [] : [normaliseReference(number)]),
];

/**
 * Every indicator, the most telling first: in that order it is said what is met. To add one, add a row and a member to
 * {@link Pattern}.
 */
export const INDICATORS: { readonly [Name in keyof Required<Pattern>]: Indicator<NonNullable<Pattern[Name]>> } = {
  containers: anyOf("container", code, containersOf),
  seals: anyOf("seal", code, sealsOf),
  ucrs: anyOf("UCR", code, ({ facts }) => given(facts.ucr)),
  mrns: anyOf("MRN", code, ({ facts }) => given(facts.mrn)),
  documents: {
    title: "document",
    isForm: isList(isReference),
    keysIn: (value) => value.flatMap(referenceKeys).map((key) => [key]),
    keysOf: documentKeys,
    met: (value, subject) => {
      const stated = documentKeys(subject);
      const found = value.find((reference) => referenceKeys(reference).some((key) => stated.has(key)));
      return found && `document ${found.number ?? found.digest}`;
    },
  },
  conveyances: anyOf("conveyance", code, conveyancesOf),
  hsCodes: anyOf("HS code under", hsCode, prefixesOf),
  descriptions: {
    title: "description",
    isForm: isList((value) => isNormal(text)(value) && foldName(value as string) !== ""),
    keysIn: (value) => foldedPhrases(value).map((phrase) => phrase.split(" ")),
    keysOf: wordKeys,
    met: (value, subject) => {
      const lines = foldedLines(subject);
      const found = foldedPhrases(value).findIndex((phrase) => lines.some((line) => line.includes(` ${phrase} `)));
      return found < 0 ? undefined : `goods described as “${value[found]}”`;
    },
  },
  route: {
    title: "route",
    isForm: (value) => isList(isNormal(location))(value) && (value as unknown[]).length <= 16,
    keysIn: (value) => [value],
    keysOf: wayKeys,
    met: (value, subject) => (isOnWay(value, wayOf(subject)) ? `route ${value.join(" – ")}` : undefined),
  },
  origins: anyOf("origin", country, ({ facts }) => given(facts.originCountry)),
  departures: anyOf("dispatch from", country, ({ facts }) => given(facts.dispatchCountry)),
  modes: {
    title: "mode",
    isForm: isList((value) => TRANSPORT_MODES.some((mode) => mode.code === value)),
    met: (value, subject) => {
      const mode = TRANSPORT_MODES.find(({ code: known }) => known === modeOf(subject));
      return mode && value.includes(mode.code) ? `by ${mode.title}` : undefined;
    },
  },
  value: {
    title: "value",
    isForm: isMoneyBand,
    met: (band, { facts: { value } }) =>
      value?.currency === band.currency && isWithin(value.amount, band)
        ? `value ${value.amount} ${value.currency}, ${bandWords(band)}`
        : undefined,
  },
  unitPrice: {
    title: "unit price",
    isForm: isMoneyBand,
    met: (band, subject) => {
      const [{ value }, mass] = [subject.facts, massOf(subject)];
      if (value?.currency !== band.currency || mass === undefined || mass === "0") return undefined;
      const isMet = isWithin(value.amount, band, (end) => multiplyDecimals(end, mass));
      return isMet ? `${value.amount} ${value.currency} for ${mass} kg, ${bandWords(band)} a kg` : undefined;
    },
  },
  massKg: {
    title: "mass",
    isForm: isBand,
    met: (band, subject) => {
      const mass = massOf(subject);
      return mass !== undefined && isWithin(mass, band) ? `mass ${mass} kg, ${bandWords(band)}` : undefined;
    },
  },
};

function isReference(value: unknown): boolean {
  const forms = {
    number: (item: unknown) => item === null || isNormal(text)(item),
    digest: (item: unknown) => item === null || isHex32(item),
  };
  if (hasExactly(value, forms) !== undefined) return false;
  const { number, digest } = value as DocumentReference;
  return number !== null || digest !== null;
}

/** Whether a value is a pattern: known indicators in their forms, at least one. */
export function isPattern(value: unknown): value is Pattern {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return (
    names.length > 0 &&
    names.every((name) => {
      const indicator = Object.hasOwn(INDICATORS, name) ? INDICATORS[name as keyof Pattern] : undefined;
      return indicator?.isForm((value as Record<string, unknown>)[name]) === true;
    })
  );
}
