import type { NewProfile } from "../../client/index.ts";
import {
  checkRuleText,
  isJsonObject,
  type Json,
  type JsonObject,
  parseJson,
  profileFaults,
  type RuleFault,
} from "../../src/index.ts";
import { CliError } from "../errors.ts";
import type { Io } from "../io.ts";
import { faultText } from "../output/profiles.ts";
import { readInput } from "./read-file.ts";

const OPTIONAL: JsonObject = {
  ...{ kinds: [], score: 0.5, yields: false, validFrom: 0, validUntil: null, maxHitsWithoutSelection: null },
};

/** A profile in a file, or what is wrong with it; the places of a rule that is text are lines and columns of the text. */
export type ReadProfileFile = { readonly profile: NewProfile } | { readonly faults: readonly RuleFault[] };

/**
 * A profile as a file has it: JSON, of which `rule` is the rule's text, or its JSON; what is left out is as most profiles
 * have it (every declaration, score 0.5, from now on, without an end).
 * @throws CliError FILE_NOT_READABLE; SdkError of JSON
 */
export async function readProfileFile(path: string, io: Io): Promise<ReadProfileFile> {
  const value = parseJson(await readInput(path, io));
  if (!isJsonObject(value)) return { faults: [{ place: "", message: "A profile is an object." }] };
  const { version: _, ...given } = { ...OPTIONAL, ...value };
  const text = given["rule"];
  const checked = typeof text === "string" ? checkRuleText(text) : undefined;
  if (checked && "faults" in checked) {
    return { faults: checked.faults.map(({ place, message }) => ({ place: `/rule, ${place}`, message })) };
  }
  const profile = { ...given, ...(checked && { rule: checked.rule as unknown as Json }) } as JsonObject;
  const faults = profileFaults({ ...profile, version: 1 });
  return faults.length > 0 ? { faults } : { profile: profile as unknown as NewProfile };
}

/** The same, where it must be well. @throws CliError FILE_NOT_PROFILE with the first places */
export async function requireProfile(path: string, io: Io): Promise<NewProfile> {
  const read = await readProfileFile(path, io);
  if ("profile" in read) return read.profile;
  const places = read.faults.slice(0, 5).map(faultText);
  throw new CliError("FILE_NOT_PROFILE", `The file holds no profile. ${places.join(" ")}`);
}
