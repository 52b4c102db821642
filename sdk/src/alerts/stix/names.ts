import type { Json } from "../../canonical/json.ts";

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function renamed(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), renamed(member, rename)]));
}

/** Our claims with names as STIX writes them (§3.1): small letters and underscores. Values stay as they are. */
export const toStixNames = (claims: unknown): Json => renamed(claims as Json, snake);

/** The way back. */
export const fromStixNames = (claims: Json): Json => renamed(claims, camel);
