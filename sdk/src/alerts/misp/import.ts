import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { SdkError } from "../../errors.ts";
import { MAX_PATTERNS } from "../alert.ts";
import { type AlertDraftFields, categoryIn, type LeftOut, validityOf, wordsOf } from "../draft.ts";
import { CREDIBILITY_GRADES, SOURCE_GRADES } from "../grades.ts";
import { isPattern, MAX_ITEMS, type Pattern } from "../indicators.ts";
import { stricter } from "../stix/markings.ts";
import { TLP, type TlpName } from "../tlp.ts";
import { ATTRIBUTE_TYPES, isPersonal, type KnownAttribute, RELATIONS } from "./attributes.ts";

/** What events of MISP tell: a draft each, and what was not taken. */
export interface MispTaken {
  readonly drafts: readonly { readonly id: string; readonly draft: AlertDraftFields }[];
  readonly left: readonly LeftOut[];
}

const MAX_EVENTS = 500;
const MAX_ATTRIBUTES = 5_000;
const TEXTS: readonly string[] = ["text", "comment", "other"];

/**
 * Reads events of MISP's core format: one, a list, or the answer of a search. Of each come a draft with what its attributes
 * say of goods and papers, its texts as the reason, and a list of all that was not taken.
 * @throws SdkError MISP_INVALID when it is no event, or holds more than 500 events or 5,000 attributes in one.
 */
export function readMisp(input: Json, { now }: { readonly now: number }): MispTaken {
  const events = eventsIn(input);
  if (events.length === 0 || events.length > MAX_EVENTS)
    throw new SdkError("MISP_INVALID", `It is no event of MISP, or more than ${MAX_EVENTS}.`);
  const drafts: { id: string; draft: AlertDraftFields }[] = [];
  const left: LeftOut[] = [];
  for (const event of events) {
    const id = wordsOf(event["uuid"], "(no uuid)").slice(0, 64);
    const draft = draftOf(event, { id, left, now });
    if (draft) drafts.push({ id, draft });
  }
  return { drafts, left };
}

function eventsIn(input: Json): JsonObject[] {
  const list = isJsonObject(input) && "response" in input ? input["response"] : input;
  return (Array.isArray(list) ? list : [list]).flatMap((item: Json) => {
    const event = isJsonObject(item) ? item["Event"] : undefined;
    return isJsonObject(event) ? [event] : [];
  });
}

interface Attribute {
  readonly id: string;
  readonly type: string;
  readonly relation: string;
  readonly value: string;
  readonly category: unknown;
  readonly isSought: boolean;
  readonly tags: readonly string[];
}

const objectsIn = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const tagsOf = (holder: JsonObject): string[] =>
  objectsIn(holder["Tag"]).flatMap(({ name }) => (typeof name === "string" ? name : []));

function attributesOf(holder: JsonObject): Attribute[] {
  return objectsIn(holder["Attribute"])
    .filter(({ deleted }) => deleted !== true)
    .map((it) => ({
      id: wordsOf(it["uuid"], "(no uuid)").slice(0, 64),
      type: String(it["type"]),
      relation: relationOf(it["object_relation"] ?? it["comment"]),
      value: typeof it["value"] === "string" ? it["value"] : "",
      category: it["category"],
      isSought: it["to_ids"] === true,
      tags: tagsOf(it),
    }));
}

const relationOf = (stated: Json | undefined): string =>
  typeof stated === "string" ? stated.trim().toLowerCase().replace(/[ _]+/g, "-") : "";

interface Reading {
  readonly id: string;
  readonly left: LeftOut[];
  readonly now: number;
}

function draftOf(event: JsonObject, { id, left, now }: Reading): AlertDraftFields | undefined {
  const groups = [
    ...attributesOf(event).map((attribute) => [attribute]),
    ...objectsIn(event["Object"]).map((object) => attributesOf(object)),
  ];
  const all = groups.flat();
  if (all.length > MAX_ATTRIBUTES)
    throw new SdkError("MISP_INVALID", `An event of more than ${MAX_ATTRIBUTES} attributes is not read.`);
  const texts: string[] = [];
  const patterns = joined(groups.flatMap((group) => patternOf(group, { texts, left })));
  if (patterns.length === 0 || patterns.length > MAX_PATTERNS) {
    left.push({ id, reason: `The event says nothing of goods or papers, or more than ${MAX_PATTERNS} things.` });
    return undefined;
  }
  const tags = [...tagsOf(event), ...all.flatMap((attribute) => attribute.tags)];
  const category = categoryIn(tags, "customs-");
  const from = typeof event["date"] === "string" ? Date.parse(`${event["date"]}T00:00:00Z`) / 1_000 : Number.NaN;
  return {
    ...{ category, modus: wordsOf(event["info"], "Told by MISP."), patterns, action: "inform", tlp: tlpOf(tags) },
    reason: wordsOf(texts.join("\n"), "It gives no reason."),
    source: SOURCE_GRADES.find(({ code }) => has(tags, "source-reliability", code))?.code ?? "F",
    credibility: CREDIBILITY_GRADES.find(({ code }) => has(tags, "information-credibility", code))?.code ?? 6,
    ...validityOf(category, { from: from >= 0 && from <= now ? from : now, until: undefined, now }),
  };
}

/** Whether there is a tag of MISP's taxonomy `admiralty-scale`. */
const has = (tags: readonly string[], predicate: string, value: string | number): boolean =>
  tags.some((tag) => tag.toLowerCase() === `admiralty-scale:${predicate}="${String(value).toLowerCase()}"`);

/** The strictest marking of all; none, or one that nobody knows, is the strictest there is. */
function tlpOf(tags: readonly string[]): TlpName {
  const marks = tags.filter((tag) => /^tlp:/i.test(tag)).map((tag) => tag.slice(4).toLowerCase());
  const names = marks.map((mark): TlpName => {
    return mark === "white" ? "clear" : (TLP.find(({ name }) => name === mark)?.name ?? "red");
  });
  return names.length === 0 ? "red" : names.reduce(stricter);
}

const knownOf = ({ type, relation }: Attribute): KnownAttribute | undefined => {
  const table = TEXTS.includes(type) ? RELATIONS : ATTRIBUTE_TYPES;
  const key = TEXTS.includes(type) ? relation : type;
  return Object.hasOwn(table, key) ? table[key] : undefined;
};

/** What attributes that belong together say, all of which is to be met; none when something to be met is not known. */
function patternOf(group: readonly Attribute[], { texts, left }: { texts: string[]; left: LeftOut[] }): Pattern[] {
  const pattern: Record<string, Json[]> = {};
  let isWhole = true;
  for (const attribute of group) {
    const { id, type, value, isSought } = attribute;
    const known = isSought ? knownOf(attribute) : undefined;
    const item = known?.itemOf(value);
    if (known && item !== undefined) pattern[known.indicator] = [...(pattern[known.indicator] ?? []), item];
    else if (known) left.push({ id, reason: "Its value is not of the form of its type." });
    else if (isPersonal(attribute)) left.push({ id, reason: "It may say who is meant; that is not taken over." });
    else if (TEXTS.includes(type) && value !== "") texts.push(value);
    else left.push({ id, reason: `Nothing is read of attributes of the type ${wordsOf(type, "?").slice(0, 64)}.` });
    if (isSought && item === undefined) isWhole = false;
  }
  if (Object.keys(pattern).length === 0) return [];
  const distinct = Object.fromEntries(Object.entries(pattern).map(([name, items]) => [name, unique(items)]));
  if (isWhole && isPattern(distinct)) return [distinct];
  left.push({ id: group[0]?.id ?? "", reason: "Not all of what its object looks for is known here." });
  return [];
}

const unique = (items: readonly Json[]): Json[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** Patterns of one and the same indicator as one list of it, so that a long event stays one of few patterns. */
function joined(patterns: readonly Pattern[]): Pattern[] {
  const lists = new Map<string, Json[]>();
  const others: Pattern[] = [];
  for (const pattern of patterns) {
    const [[name, items] = ["", []], ...more] = Object.entries(pattern);
    if (more.length > 0 || !Array.isArray(items)) others.push(pattern);
    else lists.set(name, [...(lists.get(name) ?? []), ...items]);
  }
  const made = [...lists].flatMap(([name, items]) => {
    const all = unique(items);
    return Array.from({ length: Math.ceil(all.length / MAX_ITEMS) }, (_, at) => ({
      [name]: all.slice(at * MAX_ITEMS, (at + 1) * MAX_ITEMS),
    }));
  });
  return [...made, ...others] as Pattern[];
}
