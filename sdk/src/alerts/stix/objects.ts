import type { Json, JsonObject } from "../../canonical/json.ts";
import { isStixId } from "./uuid.ts";

/** An object of STIX 2.1; what else it has depends on its type. */
export interface StixObject extends JsonObject {
  readonly type: string;
  readonly id: string;
}

/** Objects that go together (STIX 2.1 §8). */
export interface StixBundle extends JsonObject {
  readonly type: "bundle";
  readonly id: string;
  readonly objects: readonly StixObject[];
}

/** A moment as STIX writes it; to the millisecond, of which some may be given beside Unix seconds. */
export const stixTime = (seconds: number, milliseconds = 0): string =>
  new Date(seconds * 1_000 + milliseconds).toISOString();

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Unix seconds of a moment of STIX, rounded down; undefined for what is none. */
export function secondsOf(value: Json | undefined): number | undefined {
  if (typeof value !== "string" || !TIME.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) || milliseconds < 0 ? undefined : Math.floor(milliseconds / 1_000);
}

/** Whether a value has what every object has. Of an older version of STIX it has no `spec_version`. */
export function isStixObject(value: Json): value is StixObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { type, id } = value as JsonObject;
  return typeof type === "string" && isStixId(id, type);
}
