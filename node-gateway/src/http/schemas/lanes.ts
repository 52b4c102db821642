import { REASON_CATEGORIES, type ReasonCategory } from "@sealane/sdk";
import { z } from "zod";
import { chosenLane, laneName, profileName, share } from "./profiles.ts";
import { count, hex32, memberId, pageOf, seconds, words } from "./words.ts";

const category = z.enum(Object.keys(REASON_CATEGORIES) as [ReasonCategory, ...ReasonCategory[]]);
const office = z.string().min(1).max(64);

const assessmentShape = {
  documentId: hex32,
  kind: z.string(),
  issuer: memberId,
  office: z.string().nullable(),
  lane: laneName,
  computedLane: laneName,
  reasonCategory: category,
  reason: z.string().meta({ description: "What a trader is told." }),
  risk: share,
  decidedAtSeconds: seconds,
  releasedAtSeconds: seconds.nullable(),
  decisionDocumentId: hex32.nullable(),
};

export const assessmentPage = pageOf(z.strictObject(assessmentShape).meta({ id: "Assessment" })).meta({
  id: "AssessmentPage",
});

const signal = z.strictObject({
  source: z.enum(["profile", "finding", "model", "alert"]),
  name: z.string(),
  score: share,
  lane: laneName.exactOptional(),
  yields: z.literal(true).exactOptional(),
  reason: z.string(),
  papers: z.array(hex32).exactOptional(),
});

const draw = z.strictObject({
  period: count,
  blockNumber: count,
  blockHash: hex32,
  value: share,
  minimumRandomRate: share,
  randomLane: chosenLane,
  chances: z.strictObject({ red: share, yellow: share, blue: share }).nullable(),
  assignment: z.strictObject({ onDuty: z.array(hex32), officer: hex32 }).nullable(),
});

const decision = z
  .strictObject({
    documentId: hex32,
    memberId,
    office: z.string().nullable(),
    lane: laneName,
    computedLane: laneName,
    reasonCategory: category,
    risk: share,
    steps: z.array(z.strictObject({ step: z.string(), lane: laneName, reason: z.string() })),
    signals: z.array(signal),
    ruleSetDigest: hex32,
    settingsDigest: hex32,
    modelDigest: hex32.nullable(),
    draw: draw.nullable(),
    override: z
      .strictObject({ from: laneName, to: laneName, reason: z.string(), officer: hex32, overriddenAt: seconds })
      .nullable(),
    decidedAt: seconds,
  })
  .meta({ id: "LaneDecision" });

const checklistStep = z.strictObject({ step: profileName, text: words(300) });
const amount = z
  .strictObject({
    sort: words(32).meta({ description: "What the amount is, such as duty, vat, penalty." }),
    amount: z.string().regex(/^-?\d{1,20}(\.\d{1,6})?$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: "Amount" });

const outcomeShape = {
  result: z.enum(["in-order", "wrong"]),
  findings: z.array(words(64)).max(64),
  amounts: z.array(amount).max(64),
  attachments: z.array(hex32).max(64).meta({ description: "Documents held here, such as photos." }),
};
/** A note may be empty. */
const note = z.union([z.literal(""), words(2_000)]);

export const newOutcome = z.strictObject({ ...outcomeShape, note }).meta({ id: "NewOutcome" });
export const checklistMark = z.strictObject({ step: profileName, note }).meta({ id: "ChecklistMark" });
export const newLane = z.strictObject({ lane: laneName, reason: words(500) }).meta({ id: "NewLane" });

export const assessmentDetail = z
  .strictObject({
    ...assessmentShape,
    decision,
    checklist: z.array(
      z.strictObject({
        step: z.string(),
        text: z.string(),
        done: z.strictObject({ actor: z.string(), timeSeconds: seconds, note: z.string() }).nullable(),
      }),
    ),
    outcomes: z.array(
      z.strictObject({ ...outcomeShape, note: z.string(), sequence: count, actor: z.string(), timeSeconds: seconds }),
    ),
  })
  .meta({ id: "AssessmentDetail" });

const room = z.int().min(0).max(1_000_000_000).nullable();
const capacity = z.strictObject({ red: room, yellow: room, blue: room }).meta({ id: "LaneCapacity" });
const steps = z.array(checklistStep).max(64);
const checklists = z
  .strictObject({ red: steps, yellow: steps, blue: steps, green: steps })
  .meta({ id: "Checklists", description: "A lane without steps releases at once." });

const laneSettings = z
  .strictObject({
    minimumRandomRate: share,
    randomLane: chosenLane,
    expectedRates: z.strictObject({ red: share, yellow: share, blue: share }),
    riskLanes: z.strictObject({ yellow: z.number().min(0).max(2), blue: z.number().min(0).max(2) }),
    alertWeight: share,
    capacity,
    offices: z.record(office, capacity),
  })
  .meta({ id: "LaneSettings" });

export const newLaneSettings = z
  .strictObject({ settings: laneSettings, checklists: checklists.exactOptional() })
  .meta({ id: "NewLaneSettings" });

export const standingLaneSettings = z
  .strictObject({
    ...{ version: count, settings: laneSettings, checklists, digest: hex32, actor: z.string(), timeSeconds: seconds },
  })
  .meta({ id: "StandingLaneSettings" });

const figures = z
  .strictObject({
    of: z.string(),
    declarations: count,
    released: count,
    meanReleaseSeconds: count.nullable(),
    medianReleaseSeconds: count.nullable(),
    inspected: count,
    wrong: count,
    inspectionRate: share.nullable(),
    hitRate: share.nullable(),
  })
  .meta({ id: "Figures" });

export const laneFigures = z
  .strictObject({
    fromSeconds: seconds,
    untilSeconds: seconds,
    all: figures,
    ...{ lanes: z.array(figures), offices: z.array(figures), profiles: z.array(figures), model: z.array(figures) },
    randomStratum: figures,
  })
  .meta({ id: "LaneFigures" });
