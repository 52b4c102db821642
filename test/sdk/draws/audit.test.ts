import { expect } from "chai";
import { auditDraws } from "../../../sdk/src/draws/audit.ts";
import { DEVIATIONS, type DeviationCode } from "../../../sdk/src/draws/deviations.ts";
import type { AnchoredDeclaration, DrawEvidence } from "../../../sdk/src/draws/evidence.ts";
import { type DecisionDraw, type LaneDecision, laneDecisionBody, readLaneDecision } from "../../../sdk/src/index.ts";
import { decisionOf, declarationOf, drawBy, evidenceOf, hashOf, PERIOD, SEED } from "../../support/sdk/draws.ts";

const DECLARATIONS = Array.from({ length: 200 }, (_, i) => declarationOf(String(i)));
const HONEST = evidenceOf(DECLARATIONS);

/** Declarations by what chance said of them. */
const drawnRed = find((value) => value < 0.05);
const spared = find((value) => value > 0.9);

interface Case {
  readonly title: string;
  readonly codes: readonly DeviationCode[];
  readonly evidence: DrawEvidence;
}

/** Each row is one way to cheat, and what the audit calls it. */
const CHEATS: readonly Case[] = [
  { title: "a period without a commitment", codes: ["SEED_NOT_COMMITTED"], evidence: { ...HONEST, committed: null } },
  { title: "a seed that stays sealed", codes: ["SEED_NOT_REVEALED"], evidence: sealedWith(null) },
  { title: "a seed that is not the committed one", codes: ["SEED_DIFFERS"], evidence: sealedWith(hashOf("another")) },
  {
    title: "a period that still runs",
    codes: ["PERIOD_NOT_OVER"],
    evidence: { ...HONEST, timeSeconds: 1_700_000_001 },
  },
  {
    title: "a declaration that nobody decided",
    codes: ["DECISION_MISSING"],
    evidence: { ...HONEST, decisions: HONEST.decisions.slice(1) },
  },
  undecided("another member's declaration that nobody decided", "DECISION_NOT_SHOWN", { issuer: 2 }),
  {
    title: "an amendment that went a milder lane than chance had chosen before it",
    codes: ["LANE_AMENDED"],
    evidence: replacedBy(drawnRed, spared),
  },
  undecided("a declaration that was replaced before its draw was used", "DECLARATION_REPLACED", { isCurrent: false }),
  {
    title: "a decision that stays closed to the auditor",
    codes: ["DECISION_UNREADABLE", "DECISION_MISSING"],
    evidence: { ...HONEST, decisions: HONEST.decisions.map((one, i) => (i === 0 ? { ...one, content: null } : one)) },
  },
  cheat("a decision without a draw", spared, ["DRAW_MISSING"], { draw: null }),
  cheat("a draw that spares what it should have sent to red", drawnRed, ["DRAW_DIFFERS", "LANE_BELOW_DRAW"], {
    ...drawnAs(drawnRed, { value: 0.99 }),
    ...{ lane: "green", computedLane: "green" },
  }),
  cheat("a draw that picks on what it should have spared", spared, ["DRAW_DIFFERS"], {
    ...drawnAs(spared, { value: 0.01 }),
    ...{ lane: "red", computedLane: "red" },
  }),
  cheat("a draw at a block that the chain has not there", spared, ["DRAW_DIFFERS"], drawnAt(hashOf("undone block"))),
  cheat("a draw with another period's seed", spared, ["DRAW_DIFFERS"], drawnAs(spared, { period: PERIOD + 1 })),
  cheat("an officer of one's own choice", spared, ["OFFICER_DIFFERS"], otherOfficer(spared)),
  cheat("an officer who was not on duty", spared, ["OFFICER_DIFFERS"], officerIs(spared, hashOf("a friend"))),
  cheat("a lower rate than the settings have", drawnRed, ["RATES_DIFFER"], {
    ...drawnAs(drawnRed, { minimumRandomRate: 0.000_001, chances: { red: 0, yellow: 0, blue: 0 } }),
    ...{ lane: "green", computedLane: "green" },
  }),
  cheat("a milder lane for chance", spared, ["RATES_DIFFER"], drawnAs(spared, { randomLane: "blue" })),
  cheat("a green that hides its chances", spared, ["RATES_DIFFER"], drawnAs(spared, { chances: null })),
  cheat("a milder lane than the draw required", drawnRed, ["LANE_BELOW_DRAW"], { lane: "blue", computedLane: "blue" }),
  cheat("an officer's way around the draw", drawnRed, ["LANE_LOWERED"], { lane: "yellow", computedLane: "red" }),
  {
    title: "a decision that claims a draw for what was not anchored in the period",
    codes: ["DRAW_DIFFERS"],
    evidence: {
      ...HONEST,
      decisions: [
        ...HONEST.decisions,
        { documentId: hashOf("stray"), content: decisionOf(declarationOf("elsewhere")) },
      ],
    },
  },
];

describe("an audit of draws", () => {
  it("of an honest period recomputes every draw and finds nothing amiss", () => {
    const { declarations, decisions, confirmed, deviations } = auditDraws(HONEST);
    expect(deviations).to.deep.equal([]);
    expect([declarations, decisions, confirmed]).to.deep.equal([200, 200, 200]);
  });

  it("reads decisions as their documents carry them", () => {
    const { details } = laneDecisionBody(decisionOf(drawnRed)) as { details: unknown };
    expect(readLaneDecision(JSON.parse(JSON.stringify(details)))).to.deep.equal(decisionOf(drawnRed));
  });

  for (const { title, codes, evidence } of CHEATS) {
    it(`names ${title}: ${codes.join(", ")}`, () => {
      expect(auditDraws(evidence).deviations.map(({ code }) => code)).to.deep.equal(codes);
    });
  }

  it("has a cheat for every deviation it can name", () => {
    const named = new Set(CHEATS.flatMap(({ codes }) => codes));
    expect(Object.keys(DEVIATIONS).filter((code) => !named.has(code as DeviationCode))).to.deep.equal([]);
  });

  it("says of which declaration and decision a deviation is", () => {
    const [found] = auditDraws(withDecision(drawnRed, { lane: "blue", computedLane: "blue" })).deviations;
    const at = DECLARATIONS.indexOf(drawnRed);
    expect(found).to.deep.include({ declarationId: drawnRed.documentId, decisionId: hashOf(`decision ${at}`) });
  });

  it("lets a stricter lane stand, by whatever signal or officer", () => {
    for (const changed of [{ lane: "red", computedLane: "red" }, { lane: "red" }] as const)
      expect(auditDraws(withDecision(spared, changed)).deviations).to.deep.equal([]);
  });

  it("lets an amendment stand that went at least the lane which chance had chosen", () => {
    expect(
      auditDraws(replacedBy(drawnRed, DECLARATIONS.at(-1) as AnchoredDeclaration, "red")).deviations,
    ).to.deep.equal([]);
    expect(auditDraws(replacedBy(spared, drawnRed)).deviations).to.deep.equal([]);
  });

  it("holds decisions to lane settings that the auditor has himself", () => {
    const rates = new Map([[hashOf("settings"), { minimumRandomRate: 0.2, randomLane: "red" }]] as const);
    const { deviations } = auditDraws({ ...HONEST, rates });
    expect(deviations.filter(({ code }) => code === "RATES_DIFFER")).to.have.length(200);
  });

  it("confirms nothing without the seed, and still finds decisions that are missing", () => {
    const { confirmed, deviations } = auditDraws({ ...sealedWith(null), decisions: [] });
    expect([confirmed, deviations.length]).to.deep.equal([0, 201]);
  });

  it("misses no decision while the period runs: it may still come", () => {
    const { deviations } = auditDraws({ ...HONEST, timeSeconds: 1_700_000_001, decisions: [] });
    expect(deviations.map(({ code }) => code)).to.deep.equal(["PERIOD_NOT_OVER"]);
  });

  it("does not count decisions of another member for this one's", () => {
    const { deviations } = auditDraws(withDecision(spared, { memberId: 2 }));
    expect(deviations.map(({ code }) => code)).to.deep.equal(["DECISION_MISSING"]);
  });
});

function find(isIt: (value: number) => boolean): AnchoredDeclaration {
  const found = DECLARATIONS.find(({ documentId, blockHash }) => isIt(drawBy(SEED, documentId, blockHash).value));
  if (!found) throw new Error("No declaration of the test has such a draw.");
  return found;
}

function sealedWith(seed: string | null): DrawEvidence {
  return { ...HONEST, committed: HONEST.committed && { ...HONEST.committed, seed } };
}

function withDecision(declaration: AnchoredDeclaration, changed: Partial<LaneDecision>): DrawEvidence {
  const decisions = HONEST.decisions.map((one) =>
    one.content?.documentId === declaration.documentId ? { ...one, content: { ...one.content, ...changed } } : one,
  );
  return { ...HONEST, decisions };
}

/** The same period, in which one declaration took the place of another, and went a lane of its own. */
function replacedBy(declaration: AnchoredDeclaration, successor: AnchoredDeclaration, lane?: "red"): DrawEvidence {
  const ended = { ...declaration, isCurrent: false, successorId: successor.documentId };
  const declarations = DECLARATIONS.map((one) => (one === declaration ? ended : one));
  const { decisions } = lane ? withDecision(successor, { lane, computedLane: lane }) : HONEST;
  return { ...HONEST, declarations, decisions };
}

function undecided(title: string, code: DeviationCode, changed: Partial<AnchoredDeclaration>): Case {
  const declarations = DECLARATIONS.map((one, i) => (i === 0 ? { ...one, ...changed } : one));
  return { title, codes: [code], evidence: { ...HONEST, declarations, decisions: HONEST.decisions.slice(1) } };
}

function cheat(
  title: string,
  declaration: AnchoredDeclaration,
  codes: readonly DeviationCode[],
  changed: Partial<LaneDecision>,
): Case {
  // What the settings say is known from the auditor, so that the cheat is not believed for being the first.
  const rates = new Map([[hashOf("settings"), { minimumRandomRate: 0.05, randomLane: "red" }]] as const);
  return { title, codes, evidence: { ...withDecision(declaration, changed), rates } };
}

function drawnAs(declaration: AnchoredDeclaration, changed: Partial<DecisionDraw>): Partial<LaneDecision> {
  return { draw: { ...(decisionOf(declaration).draw as DecisionDraw), ...changed } };
}

function drawnAt(blockHash: string): Partial<LaneDecision> {
  const { value } = drawBy(SEED, spared.documentId, blockHash);
  const { assignment } = decisionOf(spared).draw as DecisionDraw;
  return { ...drawnAs(spared, { blockHash, value, assignment }), ...{ lane: "red", computedLane: "red" } };
}

function officerIs(declaration: AnchoredDeclaration, officer: string): Partial<LaneDecision> {
  const { assignment } = decisionOf(declaration).draw as DecisionDraw;
  return drawnAs(declaration, { assignment: assignment && { ...assignment, officer } });
}

function otherOfficer(declaration: AnchoredDeclaration): Partial<LaneDecision> {
  const { onDuty = [], officer = "" } = (decisionOf(declaration).draw as DecisionDraw).assignment ?? {};
  return officerIs(declaration, onDuty.find((one) => one !== officer) as string);
}
