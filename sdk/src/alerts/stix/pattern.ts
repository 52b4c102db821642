import type { Band, MoneyBand } from "../bands.ts";
import type { DocumentReference, Pattern } from "../indicators.ts";
import { foldName } from "../names.ts";

/** The observable of {@link EXTENSION_DEFINITION} that patterns look at. */
export const CONSIGNMENT = "x-sealane-consignment";

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
const at = (property: string): string => `${CONSIGNMENT}:${property}`;

const among =
  (property: string) =>
  (items: readonly string[]): string =>
    items.length === 1
      ? `${at(property)} = ${quoted(items[0] as string)}`
      : `${at(property)} IN (${items.map(quoted).join(", ")})`;

const anyOf = (comparisons: readonly string[]): string =>
  comparisons.length === 1 ? (comparisons[0] as string) : `(${comparisons.join(" OR ")})`;

/** STIX tells whole numbers from others; ours compare as numbers, so all of them have a point. */
const number = (decimal: string): string => (decimal.includes(".") ? decimal : `${decimal}.0`);

const within = (property: string, { from, to }: Band): string =>
  [
    ...(from === null ? [] : [`${at(property)} >= ${number(from)}`]),
    ...(to === null ? [] : [`${at(property)} <= ${number(to)}`]),
  ].join(" AND ");

const money = (property: string, band: MoneyBand): string =>
  `${at("value_currency")} = ${quoted(band.currency)} AND ${within(property, band)}`;

function documents(references: readonly DocumentReference[]): string {
  const numbers = references.flatMap(({ number }) => number ?? []);
  const digests = references.flatMap(({ digest }) => digest ?? []);
  return anyOf([
    ...(numbers.length > 0 ? [among("document_numbers[*]")(numbers)] : []),
    ...(digests.length > 0 ? [among("document_digests[*]")(digests)] : []),
  ]);
}

/** How each indicator is written; every one of them can be. */
const WRITERS: { readonly [Name in keyof Required<Pattern>]: (value: NonNullable<Pattern[Name]>) => string } = {
  containers: among("containers[*]"),
  seals: among("seals[*]"),
  ucrs: among("ucrs[*]"),
  mrns: among("mrns[*]"),
  documents,
  conveyances: among("conveyances[*]"),
  hsCodes: (codes) => anyOf(codes.map((code) => `${at("hs_codes[*]")} LIKE ${quoted(`${code}%`)}`)),
  descriptions: (phrases) =>
    `${at("descriptions[*]")} MATCHES ${quoted(`(^| )(${phrases.map(foldName).join("|")})( |$)`)}`,
  route: (places) => `${at("route")} MATCHES ${quoted(`(^|-)${places.join("(-.*)?-")}(-|$)`)}`,
  origins: among("origins[*]"),
  departures: among("departures[*]"),
  modes: (modes) =>
    modes.length === 1 ? `${at("mode")} = ${modes[0]}` : `${at("mode")} IN (${modes.map(String).join(", ")})`,
  value: (band) => money("value_amount", band),
  unitPrice: (band) => money("value_per_kg", band),
  massKg: (band) => within("mass_kg", band),
};

function observation(pattern: Pattern): string {
  const names = Object.keys(WRITERS).filter((name) => Object.hasOwn(pattern, name)) as (keyof Pattern)[];
  const written = names.map((name) => (WRITERS[name] as (value: unknown) => string)(pattern[name]));
  const [reference, ...others] = pattern.documents ?? [];
  // What is one file, and nothing else, STIX has words of its own for.
  const isFile = names.length === 1 && others.length === 0 && reference?.number === null;
  return isFile ? `[file:hashes.'SHA-256' = ${quoted(reference?.digest ?? "")}]` : `[${written.join(" AND ")}]`;
}

/** Patterns, one of which is met, as a STIX pattern (STIX 2.1 §9); undefined when there is none to write. */
export const stixPattern = (patterns: readonly Pattern[]): string | undefined =>
  patterns.length === 0 ? undefined : patterns.map(observation).join(" OR ");
