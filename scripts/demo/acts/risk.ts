import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Hex32 } from "@sealane/sdk";
import type { AlertDraft, AssessmentDetail } from "@sealane/sdk/client";
import type { DemoPaper, DemoPapers } from "../papers.ts";
import { runCli } from "../run-cli.ts";
import { chapter, say, short } from "../tell.ts";
import { tomorrow } from "./sharing.ts";
import { type Cast, codeOf, expect, lodge, StoryFailed, until } from "./stage.ts";

const CONTAINER = "SLMU4012337";

/** The destination warns the hub of a container, the hub's profile stops it, and what was found goes back; the draw is audited. */
export async function assessRisk(cast: Cast, papers: DemoPapers): Promise<void> {
  const { hub, destination, auditor } = cast;
  chapter(`8  ${destination.member.name} warns ${hub.member.name}, and the next declaration goes red`);
  await adoptProfile(cast);
  const alertId = await warn(cast);
  await untilDrawing(cast);
  const declared = await lodge(hub, transitOf(papers), { consignment: "8SG-WATCHED-1" });
  const assessed = await lane(cast, declared.documentId);
  await inspect(cast, { alertId, documentId: declared.documentId });
  await auditDraw(cast, assessed);
  say(`  ${auditor.member.name} recomputed the draw of the period and found nothing amiss`);
}

/** A rule of the hub's own, drafted by one officer and put in force by another: an alert alone makes nothing red. */
async function adoptProfile({ hub }: Cast): Promise<void> {
  const text = 'any alerts (category = "valuation" and weight >= 0.3)';
  const { rule } = await hub.client.validateRule({ text });
  if (rule === null) throw new StoryFailed("The profile's rule must be understood.");
  const drafted = await hub.client.draftProfile({
    ...{ name: "warned-of", title: "Partners warn of it", reason: "A partner's grounded warning." },
    ...{ kinds: ["declaration-transit"], rule, lane: "red", score: 0.7, yields: false },
    ...{ validFrom: 0, validUntil: null, maxHitsWithoutSelection: null },
  });
  const code = await codeOf(hub.client.approveProfile(drafted.name, drafted.version));
  expect(code !== undefined, "nobody approves a profile of his own");
  await hub.supervisor.approveProfile(drafted.name, drafted.version);
  say(`  profile ${drafted.name}: drafted by one officer, approved by another (alone: ${code})`);
}

async function warn({ hub, destination }: Cast): Promise<Hex32> {
  const draft: AlertDraft = {
    ...{ category: "valuation", modus: "The invoice states a tenth of the price.", reason: "Found three times." },
    ...{ patterns: [{ containers: [CONTAINER] }], action: "inspect", source: "B", credibility: 2, tlp: "amber" },
    sharedWith: { members: [hub.member.memberId], group: null },
    validUntilSeconds: tomorrow(),
  } as AlertDraft;
  const { members } = await destination.client.previewAlert(draft);
  const sentMs = performance.now();
  const { alertId } = await destination.client.sendAlert({ draft, audience: members });
  await until(async () => (await codeOf(hub.client.getAlert(alertId))) === undefined, "the alert arrives");
  say(
    `  alert ${short(alertId)} (TLP:AMBER) reached ${hub.member.name} in ${Math.round(performance.now() - sentMs)} ms`,
  );
  return alertId;
}

/** Draws need a seed that was committed before: the first period begins a minute after the gateway did. */
async function untilDrawing({ hub }: Cast): Promise<void> {
  const isDrawing = async (): Promise<boolean> => {
    const { items } = await hub.client.listDrawPeriods();
    return items.some((it) => it.beginsAtSeconds <= it.blockTimeSeconds && it.blockTimeSeconds < it.endsAtSeconds - 5);
  };
  await until(isDrawing, "a period of draws runs, whose seed was committed before");
}

const transitOf = ({ countries }: DemoPapers): DemoPaper => ({
  title: "Transit declaration",
  kind: "declaration-transit",
  original: new TextEncoder().encode(
    JSON.stringify({
      ...{ sealane: "declaration-transit", documentNumber: "SG26TR0001187", issueDate: "2026-11-20" },
      ...{ ucr: "8SG-WATCHED-1", containers: [CONTAINER], hsCodes: ["851713"], originCountry: countries.origin },
      ...{ value: { amount: "4800", currency: "EUR" }, netWeightKg: "900", grossWeightKg: "980", packages: "40" },
    }),
  ),
});

async function lane({ hub }: Cast, documentId: Hex32): Promise<AssessmentDetail> {
  await until(async () => (await codeOf(hub.client.getAssessment(documentId))) === undefined, "it is decided");
  const assessed = await hub.client.getAssessment(documentId);
  expect(assessed.lane === "red", `the declaration goes red, not ${assessed.lane}`);
  say(`  ${short(documentId)} goes ${assessed.lane.toUpperCase()}, and a trader is told: ${assessed.reason}`);
  for (const { source, reason } of assessed.decision.signals) say(`    ${source}: ${reason}`);
  return assessed;
}

/** The officers of the lane do its steps, and find the warning right: its issuer learns that, and how good its warnings are. */
async function inspect({ hub, destination }: Cast, it: { alertId: Hex32; documentId: Hex32 }): Promise<void> {
  const { checklist } = await hub.client.getAssessment(it.documentId);
  for (const { step } of checklist) await hub.client.markStep(it.documentId, { step, note: "" });
  await hub.client.recordOutcome(it.documentId, {
    ...{ result: "wrong", findings: ["undervalued"], amounts: [], attachments: [], note: "Ten times as much." },
  });
  await hub.client.releaseDeclaration(it.documentId);
  const answered = async (): Promise<boolean> =>
    (await destination.client.getAlert(it.alertId)).answers.some(({ state }) => state === "confirmed");
  await until(answered, "the alert's issuer learns what was found");
  const { items } = await hub.client.listAlertPartners();
  const partner = items.find(({ memberId }) => memberId === destination.member.memberId);
  expect(partner?.precision === 1, "the issuer's warnings were right so far");
  say(
    `  the inspection confirmed it, ${destination.member.name} was told; precision of its alerts: ${partner?.precision}`,
  );
}

/** After the period the seed is revealed, and an auditor to whom the decisions are open draws again. */
async function auditDraw({ hub, auditor }: Cast, { decision }: AssessmentDetail): Promise<void> {
  const memberId = hub.member.memberId;
  const period = decision.draw?.period ?? 0;
  expect(period > 0, "the decision rests on a draw of a committed seed");
  const revealed = async () => (await auditor.client.getDrawPeriod(memberId, period)).seed !== null;
  await until(revealed, "the seed is revealed after its period");
  const { items } = await hub.client.listDrawnDecisions(memberId, period);
  for (const { documentId } of items) {
    const about = { documentId };
    const terms = { reader: auditor.member.memberId, scope: "full", purpose: "oversight" } as const;
    await hub.client.makeGrant({ about, ...terms, validUntilSeconds: tomorrow() });
  }
  const isOpen = async (): Promise<boolean> => {
    const { items: seen } = await auditor.client.listDrawnDecisions(memberId, period);
    return seen.length === items.length && seen.every(({ content }) => content !== null);
  };
  await until(isOpen, "the auditor reads the decisions");
  await runAudit(auditor, ["--member", String(memberId), "--period", String(period)]);
}

async function runAudit({ member, url, token }: Cast["auditor"], args: readonly string[]): Promise<void> {
  const tokenPath = join(member.folder, "token");
  writeFileSync(tokenPath, await token(), { mode: 0o600 });
  const code = await runCli(["audit", "draws", ...args, "--gateway", url, "--token-file", tokenPath]);
  expect(code === 0, `the audit of draws finds nothing amiss, not exit code ${code}`);
}
