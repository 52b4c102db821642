import type { ExplainedProfile, ProfileVersion, TriedProfile } from "../../client/index.ts";
import type { RuleFault } from "../../src/index.ts";
import { lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { percent } from "./percent.ts";
import { printable } from "./printable.ts";
import { momentText } from "./time.ts";

export const PROFILE_COLUMNS: Columns<ProfileVersion> = {
  head: ["PROFILE", "VERSION", "STATE", "LANE", "SCORE", "AUTHOR", "APPROVER", "TITLE"],
  cells: ({ name, version, state, profile, author, approver }) => [
    ...[name, String(version), state, profile.lane, String(profile.score), author, approver ?? "", profile.title],
  ],
};

/** A version of a profile with its rule as text. */
export function profileText(view: ProfileVersion): string {
  const { profile } = view;
  return lines(`Profile ${view.name}, version ${view.version}: ${view.state}`, [
    ["title", profile.title],
    ["reason", profile.reason],
    ["rule", view.text],
    ["lane", `${profile.lane}${profile.yields ? ", or the next when it is full" : ""}`],
    ["score", profile.score],
    ["kinds", profile.kinds.length === 0 ? "every declaration" : profile.kinds.join(", ")],
    ["until", momentText(profile.validUntil)],
    ["author", view.author],
    ["from", `member ${view.sourceMember}`],
    ["approver", view.approver],
    ["approved", momentText(view.approvedAtSeconds)],
    ["without selection", `${view.hitsWithoutSelection} of ${profile.maxHitsWithoutSelection ?? "any number"}`],
    ["retired", momentText(view.retiredAtSeconds)],
    ["because", view.retiredBecause],
  ]);
}

/** A fault with its place. */
export const faultText = ({ place, message }: RuleFault): string => printable(`${place || "/"}: ${message}`);

/** Faults with their places. */
export const faultsText = ({ faults }: { readonly faults: readonly RuleFault[] }): string =>
  faults.length === 0 ? "The profile is well formed." : faults.map(faultText).join("\n");

/** What a profile would have done. */
export const triedText = (tried: TriedProfile): string =>
  lines(`Of ${tried.declarations} declarations${tried.isCut ? " (the latest)" : ""}`, [
    ["hits", tried.hits],
    ["unknown", `${tried.unknown} lack what the rule needs`],
    ["inspected", `${tried.inspectedHits} of the hits, ${tried.wrongHits} of them wrong`],
    ["precision", `${percent(tried.precision)}; of all inspected ${percent(tried.baseRate)}`],
    ["adds", `${tried.addedLoad} to its lane, ${percent(tried.addedRate)}`],
    ["not read", tried.unread],
  ]);

/** Why profiles hit or did not. */
export const explainedText = ({ profiles }: { readonly profiles: readonly ExplainedProfile[] }): string =>
  profiles.length === 0 ? "No profile is in force." : profiles.map(explained).join("\n\n");

function explained({ name, version, truth, leaves }: ExplainedProfile): string {
  const said = truth === "true" ? "hits" : truth === "false" ? "does not hit" : "does not hit: unknown";
  const table = tableOf(leaves, {
    head: ["IS", "CONDITION", "SEEN"],
    cells: (leaf) => [
      leaf.truth,
      leaf.text,
      leaf.values.map((seen) => `${seen.name} = ${seen.value ?? "(not stated)"}`).join("; "),
    ],
  });
  return `${printable(`${name}, version ${version}`)} ${said}\n${table}`;
}
