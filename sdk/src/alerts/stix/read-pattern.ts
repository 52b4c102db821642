import type { Json } from "../../canonical/json.ts";
import { code, country, hsCode, text } from "../../facts/normal-forms.ts";
import { MAX_PATTERNS } from "../alert.ts";
import { isPattern, type Pattern } from "../indicators.ts";
import { CONSIGNMENT } from "./pattern.ts";

const MAX_TOKENS = 20_000;
const TOKEN =
  /\s*(?:('(?:[^'\\]|\\[\\'])*')|([a-z][a-z0-9-]*:(?:[^\s=<>!()'[\]]|\[\*\]|'[^']*')+)|(-?\d+(?:\.\d+)?)|([A-Z]+|[<>]?=|[[\](),]))/y;

/** One part of a pattern, with what it is. */
interface Token {
  readonly sort: "text" | "path" | "number" | "sign";
  readonly value: string;
}

function tokensOf(stated: string): Token[] | undefined {
  const pattern = stated.trim();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < pattern.length) {
    const [, quoted, path, number, sign] = TOKEN.exec(pattern) ?? [];
    if (quoted !== undefined) tokens.push({ sort: "text", value: quoted.slice(1, -1).replace(/\\([\\'])/g, "$1") });
    else if (path !== undefined) tokens.push({ sort: "path", value: path });
    else if (number !== undefined) tokens.push({ sort: "number", value: number });
    else if (sign !== undefined) tokens.push({ sort: "sign", value: sign });
    else return undefined;
    if (tokens.length > MAX_TOKENS) return undefined;
  }
  return tokens;
}

/** What a comparison says of an indicator of ours; undefined when we cannot say the same. */
type Reader = (operator: string, values: readonly string[]) => Pattern | undefined;

const normal = (values: readonly string[], form: (stated: Json) => string | undefined): string[] => [
  ...new Set(values.flatMap((value) => form(value) ?? [])),
];

const list =
  (name: keyof Pattern, form: (stated: Json) => string | undefined = code): Reader =>
  (operator, values) => {
    const items = normal(values, form);
    return (operator === "=" || operator === "IN") && items.length === values.length ? { [name]: items } : undefined;
  };

const documents =
  (member: "number" | "digest"): Reader =>
  (operator, values) => {
    const items = normal(values, text).map((item) => (member === "digest" ? item.toLowerCase() : item));
    if (operator !== "=" && operator !== "IN") return undefined;
    return { documents: items.map((item) => ({ number: null, digest: null, [member]: item })) };
  };

/** Paths that are known, and how what is said of them is read. To add one, add a row. */
const READERS: Readonly<Record<string, Reader>> = {
  "containers[*]": list("containers"),
  "seals[*]": list("seals"),
  "ucrs[*]": list("ucrs"),
  "mrns[*]": list("mrns"),
  "document_numbers[*]": documents("number"),
  "document_digests[*]": documents("digest"),
  "conveyances[*]": list("conveyances"),
  "hs_codes[*]": (operator, values) => {
    if (operator !== "LIKE" || !values.every((value) => /^\d+%$/.test(value))) return undefined;
    return {
      hsCodes: normal(
        values.map((value) => value.slice(0, -1)),
        hsCode,
      ),
    };
  },
  "origins[*]": list("origins", country),
  "departures[*]": list("departures", country),
  mass_kg: (operator, [end = ""]) => {
    if (operator !== ">=" && operator !== "<=") return undefined;
    const decimal = end.replace(/\.?0+$/, "") || "0";
    return { massKg: operator === ">=" ? { from: decimal, to: null } : { from: null, to: decimal } };
  },
};

function readComparison(path: string, operator: string, values: readonly string[]): Pattern | undefined {
  if (path === "file:hashes.'SHA-256'") return documents("digest")(operator, values);
  const [type, property = ""] = path.split(/:(.*)/s);
  const reader = type === CONSIGNMENT && Object.hasOwn(READERS, property) ? READERS[property] : undefined;
  return reader?.(operator, values);
}

/**
 * Patterns that say what a STIX pattern says; undefined when it says anything that ours cannot, so that none ever meets more
 * than was meant. Read are comparisons of one path, joined by AND, in observations joined by OR.
 */
export function readStixPattern(pattern: string): Pattern[] | undefined {
  const tokens = tokensOf(pattern);
  if (!tokens) return undefined;
  const patterns: Pattern[] = [];
  for (let place = 0; place < tokens.length; ) {
    const end = tokens.findIndex(({ value, sort }, index) => index > place && sort === "sign" && value === "]");
    if (!isSign(tokens[place], "[") || end < 0) return undefined;
    const read = readObservation(tokens.slice(place + 1, end));
    if (!read || (tokens.length > end + 1 && !isSign(tokens[end + 1], "OR"))) return undefined;
    patterns.push(read);
    place = end + 2;
    if (place === tokens.length || patterns.length > MAX_PATTERNS) return undefined;
  }
  return patterns.length > 0 ? patterns : undefined;
}

const isSign = (token: Token | undefined, value: string): boolean => token?.sort === "sign" && token.value === value;

function readObservation(tokens: readonly Token[]): Pattern | undefined {
  const read: Record<string, unknown> = {};
  for (let place = 0; place < tokens.length; ) {
    const [path, operator, next] = tokens.slice(place, place + 3);
    if (path?.sort !== "path" || operator?.sort !== "sign" || next === undefined) return undefined;
    const isList = operator.value === "IN";
    const close = isList ? tokens.findIndex((token, index) => index > place && isSign(token, ")")) : place + 2;
    const values = isList
      ? listIn(tokens.slice(place + 2, close + 1))
      : next.sort === "sign"
        ? undefined
        : [next.value];
    const said = close < 0 || !values ? undefined : readComparison(path.value, operator.value, values);
    if (!said || !adopt(read, said)) return undefined;
    place = close + 2;
    if (place <= tokens.length && !isSign(tokens[place - 1], "AND")) return undefined;
    if (place === tokens.length) return undefined;
  }
  return isPattern(read) ? read : undefined;
}

function listIn(tokens: readonly Token[]): string[] | undefined {
  const inner = tokens.slice(1, -1);
  const isRight = inner.every((token, index) => (index % 2 === 0 ? token.sort !== "sign" : isSign(token, ",")));
  if (!isSign(tokens[0], "(") || !isSign(tokens.at(-1), ")") || !isRight || inner.length % 2 === 0) return undefined;
  return inner.filter((_, index) => index % 2 === 0).map(({ value }) => value);
}

/** Takes over what one more comparison says; false when an indicator would have to meet two things at once. */
function adopt(read: Record<string, unknown>, said: Pattern): boolean {
  for (const [name, value] of Object.entries(said)) {
    const before = read[name];
    if (name === "massKg" && before !== undefined) {
      const [a, b] = [before, value] as { from: string | null; to: string | null }[];
      if ((a?.from !== null) === (b?.from !== null)) return false;
      read[name] = { from: a?.from ?? b?.from ?? null, to: a?.to ?? b?.to ?? null };
    } else if (before !== undefined) return false;
    else read[name] = value;
  }
  return true;
}
