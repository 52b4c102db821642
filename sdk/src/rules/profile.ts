import { digestOf } from "../canonical/digest.ts";
import { isJsonObject, type Json, type JsonObject } from "../canonical/json.ts";
import {
  type Check,
  hasExactly,
  isListOf,
  isNullOr,
  isPositiveUint32,
  isSeconds,
  isShare,
} from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import type { Hex32 } from "../primitives/hex.ts";
import { type ChosenLane, isChosenLane } from "../selectivity/lanes.ts";
import { type MessageShape, type ReadMessage, readMessage, signMessage } from "../sharing/signed-claims.ts";
import { isKind } from "../statement/claims.ts";
import type { Signer } from "../statement/jws.ts";
import type { RuleFault, RuleNode } from "./ast.ts";
import { checkRule } from "./check.ts";

/** A risk rule that an agency wrote: when it hits, a declaration goes at least its lane. */
export interface Profile {
  /** Lower-case letters, digits and hyphens; the same for all versions. */
  readonly name: string;
  /** From 1; a change is a new version. */
  readonly version: number;
  readonly title: string;
  /** Why, for officers: a sentence without nominal data. */
  readonly reason: string;
  /** Kinds of documents that it is asked about; empty for every declaration. */
  readonly kinds: readonly string[];
  readonly rule: RuleNode;
  readonly lane: ChosenLane;
  /** What a hit adds to the risk, 0 to 1. */
  readonly score: number;
  /** Whether the next milder lane will do when its lane is full at the office. */
  readonly yields: boolean;
  /** Unix seconds; the end is not in it, null for none. */
  readonly validFrom: number;
  readonly validUntil: number | null;
  /** Hits in a row that choose no lane, after which it retires; null for any number. */
  readonly maxHitsWithoutSelection: number | null;
}

interface ProfileClaims {
  readonly issuer: number;
  readonly issuedAt: number;
  readonly profile: Profile;
}

const text =
  (most: number): Check =>
  (value) =>
    typeof value === "string" && value.trim() !== "" && value.length <= most && value.isWellFormed();

const SHAPE: Readonly<Record<keyof Profile, Check>> = {
  name: (value) => typeof value === "string" && /^[a-z0-9][a-z0-9-]{0,62}$/.test(value),
  version: isPositiveUint32,
  title: text(200),
  reason: text(500),
  kinds: (value) => isListOf(isKind)(value) && new Set(value as string[]).size === (value as string[]).length,
  rule: (value) => "rule" in checkRule(value as Json),
  lane: isChosenLane,
  score: isShare,
  yields: (value) => typeof value === "boolean",
  validFrom: isSeconds,
  validUntil: isNullOr(isSeconds),
  maxHitsWithoutSelection: isNullOr(isPositiveUint32),
};

const MESSAGE: MessageShape<ProfileClaims> = {
  typ: "sealane-profile+jwt",
  title: "A signed profile",
  claims: { issuer: isPositiveUint32, issuedAt: isSeconds, profile: (value) => hasExactly(value, SHAPE) === undefined },
};

/** What is wrong with a profile: each place a JSON Pointer, the rule's places among them. None when it is well. */
export function profileFaults(value: Json | undefined): readonly RuleFault[] {
  if (!isJsonObject(value)) return [{ place: "", message: "A profile is an object." }];
  const names = Object.keys(SHAPE) as (keyof Profile)[];
  const faults = names
    .filter((name) => name !== "rule" && !SHAPE[name](value[name]))
    .map((name) => memberFault(name, value));
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(SHAPE, name));
  const rule = checkRule(value["rule"]);
  return [
    ...faults,
    ...unknown.map((name) => ({ place: `/${name}`, message: "A profile has no such member." })),
    ...("faults" in rule ? rule.faults.map(({ place, message }) => ({ place: `/rule${place}`, message })) : []),
  ];
}

const memberFault = (name: string, value: JsonObject): RuleFault => ({
  place: `/${name}`,
  message: Object.hasOwn(value, name) ? "It is not of its form." : "It is missing.",
});

/** @throws SdkError PROFILE_INVALID with the first places. */
export function readProfile(value: Json | undefined): Profile {
  const faults = profileFaults(value);
  if (faults.length === 0) return value as unknown as Profile;
  const places = faults.slice(0, 5).map(({ place, message }) => `${place || "/"}: ${message}`);
  throw new SdkError("PROFILE_INVALID", `The profile is not well formed. ${places.join(" ")}`);
}

/** Signs a profile: compact JWS of its member. @throws SdkError MESSAGE_INVALID */
export const signProfile = (claims: ProfileClaims, signer: Signer): string => signMessage(MESSAGE, claims, signer);

/**
 * Reads a signed profile strictly; the signature is not checked, since the key comes from the chain.
 * @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID
 */
export const readSignedProfile = (jws: string): ReadMessage<ProfileClaims> => readMessage(MESSAGE, jws);

/** SHA-256 over the RFC 8785 form of the profiles in force, by their names. */
export const ruleSetDigest = (profiles: readonly Profile[]): Hex32 =>
  digestOf([...profiles].sort((a, b) => (a.name < b.name ? -1 : 1)) as unknown as Json);
