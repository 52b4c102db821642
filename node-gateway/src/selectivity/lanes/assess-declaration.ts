import {
  askRules,
  chooseLane,
  type DecisionDraw,
  type LaneChoice,
  type LaneDecision,
  type LaneSettings,
  type RuleSet,
  type RuleSubject,
  type Signal,
} from "@sealane/sdk";
import type { StatedDraw } from "../../draws/draw-on.ts";
import type { Gateway } from "../../gateway.ts";
import { rolesOf } from "../../indexer/roles.ts";
import { findMember } from "../../peers/wire/member-key.ts";
import { ruleSetInForce } from "../profiles/profile-rows.ts";
import type { Declaration, Sources } from "../sources/source.ts";
import type { LoadBook } from "./lane-load.ts";
import { readStandingSettings } from "./lane-settings.ts";

/** A decision before it is written down. */
export interface Assessed {
  readonly decision: LaneDecision;
  readonly choice: LaneChoice;
  readonly ruleSet: RuleSet;
  readonly modelScore: number | null;
}

/**
 * Decides the lane of a declaration: what its papers, alerts and the model say, then the profiles, then the draw.
 * Undefined while the draw must wait.
 */
export async function assessDeclaration(
  gateway: Gateway,
  declaration: Declaration,
  { sources, loads }: { readonly sources: Sources; readonly loads: LoadBook },
): Promise<Assessed | undefined> {
  const draw = await sources.draw(gateway, declaration);
  if (draw === "wait") return undefined;
  const { subject, signals, model } = await gather(gateway, declaration, sources);
  const decidedAt = gateway.clock();
  const ruleSet = await ruleSetInForce(gateway.database);
  const { settings, digest: settingsDigest } = await readStandingSettings(gateway.database);
  const office = declaration.facts.customsOffice ?? null;
  const all = [...askRules(ruleSet, subject, decidedAt), ...signals];
  const load = await loads.of(office);
  const choice = chooseLane({ signals: all, draw: draw?.value ?? null, office, settings, load });
  const { lane, risk, reasonCategory, steps, chances } = choice;
  const decision: LaneDecision = {
    ...{ documentId: declaration.documentId, memberId: gateway.memberId, office },
    ...{ lane, computedLane: lane, reasonCategory, risk, steps, signals: all },
    ...{ ruleSetDigest: ruleSet.digest, settingsDigest, modelDigest: model?.digest ?? null },
    ...{ draw: draw && measured(draw, settings, chances), override: null, decidedAt },
  };
  return { decision, choice, ruleSet, modelScore: model?.score ?? null };
}

/** A draw with what it was measured by, so that an auditor needs no more than the decision. */
const measured = (draw: StatedDraw, settings: LaneSettings, chances: DecisionDraw["chances"]): DecisionDraw => ({
  ...draw,
  minimumRandomRate: settings.minimumRandomRate,
  randomLane: settings.randomLane,
  chances,
});

async function gather(gateway: Gateway, declaration: Declaration, sources: Sources) {
  const findings = await sources.findings(gateway, declaration);
  const alerts = await sources.alerts(gateway, declaration);
  const model = await sources.model(gateway, declaration);
  const subject: RuleSubject = {
    ...(await subjectOf(gateway, declaration)),
    alerts: alerts.map(({ alert }) => alert),
    ...(findings && { findings }),
    ...(model && { modelScore: model.score }),
  };
  const signals: Signal[] = [
    ...(findings ?? []),
    ...(model ? [model.signal] : []),
    ...alerts.map(({ signal }) => signal),
  ];
  return { subject, signals, model };
}

/** What rules can ask of a declaration without anything beside it. */
export async function subjectOf(
  { database }: Gateway,
  { kind, facts, issuer }: Pick<Declaration, "kind" | "facts" | "issuer">,
): Promise<RuleSubject> {
  const found = await findMember(database, issuer);
  if (!found) return { kind, facts };
  const { memberId, country, roles } = found.member;
  return { kind, facts, issuer: { memberId, country, roles: rolesOf(roles) } };
}
