import { CHOSEN_LANES, LANES, type LaneName } from "@sealane/sdk";
import { z } from "zod";
import { compactJws, count, kindName, memberId, pageOf, seconds, words } from "./words.ts";

export const laneName = z.enum(LANES.map(({ name }) => name) as [LaneName, ...LaneName[]]).meta({ id: "Lane" });
export const chosenLane = z.enum(CHOSEN_LANES).meta({ id: "ChosenLane" });
export const share = z.number().min(0).max(1).meta({ description: "A share, from 0 to 1." });

export const profileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .meta({ description: "Lower-case letters, digits and hyphens." });
export const version = z.int().min(1).max(0xffffffff);

const rule = z
  .looseObject({})
  .meta({ id: "Rule", description: "{name}, {text}, {number}, {date} or {op, of}; see docs/selectivity.md." });

const written = {
  name: profileName,
  title: words(200),
  reason: words(500),
  kinds: z.array(kindName).max(64).meta({ description: "Empty for every declaration." }),
  rule,
  lane: chosenLane,
  score: share,
  yields: z.boolean(),
  validFrom: seconds,
  validUntil: seconds.nullable(),
  maxHitsWithoutSelection: z.int().min(1).max(0xffffffff).nullable(),
};

/** A profile as it is drafted: the gateway numbers its version. */
export const newProfile = z.strictObject(written).meta({ id: "NewProfile" });
const profile = z.strictObject({ ...written, version }).meta({ id: "Profile" });

export const profileVersion = z
  .strictObject({
    name: profileName,
    version,
    state: z.enum(["draft", "approved", "retired"]),
    profile,
    text: z.string().meta({ description: "The rule as text." }),
    author: z.string(),
    sourceMember: memberId,
    approver: z.string().nullable(),
    jws: compactJws.nullable(),
    hitsWithoutSelection: count,
    createdAtSeconds: seconds,
    approvedAtSeconds: seconds.nullable(),
    retiredAtSeconds: seconds.nullable(),
    retiredBecause: z.string().nullable(),
  })
  .meta({ id: "ProfileVersion" });

export const profilePage = pageOf(profileVersion).meta({ id: "ProfilePage" });

const nullableShare = z.number().nullable();

export const triedProfile = z
  .strictObject({
    ...{ declarations: count, hits: count, unknown: count, inspectedHits: count, wrongHits: count, addedLoad: count },
    ...{ precision: nullableShare, baseRate: nullableShare, addedRate: nullableShare, unread: count },
    isCut: z.boolean(),
  })
  .meta({ id: "TriedProfile", description: "What a profile would have done to the declarations that were decided." });

export const ruleFaults = z
  .strictObject({ faults: z.array(z.strictObject({ place: z.string(), message: z.string() })), rule: rule.nullable() })
  .meta({ id: "RuleFaults", description: "What is wrong and where; with none, the rule as JSON." });

const leaf = z.strictObject({
  text: z.string(),
  truth: z.enum(["true", "false", "unknown"]),
  values: z.array(z.strictObject({ name: z.string(), value: z.string().nullable() })),
  items: z.array(count).exactOptional(),
});

export const explainedProfiles = z
  .strictObject({
    profiles: z.array(
      z.strictObject({
        name: profileName,
        version,
        truth: z.enum(["true", "false", "unknown"]),
        leaves: z.array(leaf),
      }),
    ),
  })
  .meta({ id: "ExplainedProfiles" });
