import { expect } from "chai";
import { type LaneDecision, laneDecisionBody, readLaneDecision } from "../../../sdk/src/selectivity/lane-decision.ts";
import { expectRefusal } from "../../support/refusal.ts";

const ID = "0a".repeat(32);
const decision: LaneDecision = {
  ...{ documentId: ID, memberId: 2, office: "NLRTM", lane: "yellow", computedLane: "red", reasonCategory: "officer" },
  risk: 0.5,
  steps: [{ step: "profiles", lane: "red", reason: "Profile cars asks for red." }],
  signals: [
    { source: "profile", name: "cars", score: 0.5, lane: "red", yields: true, reason: "Seen before." },
    {
      source: "finding",
      name: "SUPERSEDED",
      score: 0.5,
      reason: "A newer document has taken its place.",
      papers: [ID],
    },
  ],
  ...{ ruleSetDigest: ID, settingsDigest: ID, modelDigest: null },
  draw: {
    ...{ period: 3, blockNumber: 9, blockHash: ID, value: 0.25, minimumRandomRate: 0.01, randomLane: "red" },
    ...{ chances: null, assignment: { onDuty: [ID], officer: ID } },
  },
  override: { from: "red", to: "yellow", reason: "Known.", officer: ID, overriddenAt: 1_790_000_000 },
  decidedAt: 1_790_000_000,
};
const copy = (): Record<string, unknown> => JSON.parse(JSON.stringify(decision));

describe("a lane decision", () => {
  it("is read from its document's details as it was written", () => {
    const body = laneDecisionBody(decision);
    expect(body["sealane"]).to.equal("lane-decision");
    expect(readLaneDecision(JSON.parse(JSON.stringify(body["details"])))).to.deep.equal(decision);
  });

  for (const name of Object.keys(decision)) {
    it(`is none without ${name}, or with another sort of value there`, () => {
      const { [name]: _, ...without } = copy();
      expectRefusal(() => readLaneDecision(without), "LANE_DECISION_INVALID");
      expectRefusal(() => readLaneDecision({ ...copy(), [name]: { odd: true } }), "LANE_DECISION_INVALID");
    });
  }

  it("is none with more in it than it has, at any depth", () => {
    const bad: object[] = [
      { ...copy(), more: 1 },
      { ...copy(), signals: [{ ...decision.signals[0], more: 1 }] },
      { ...copy(), signals: [{ ...decision.signals[0], source: "rumour" }] },
      { ...copy(), signals: [{ ...decision.signals[0], score: 2 }] },
      { ...copy(), draw: { ...decision.draw, value: 1 } },
      { ...copy(), override: { ...decision.override, to: "purple" } },
      { ...copy(), lane: ["red"] },
    ];
    for (const value of [...bad, null, [], "red"])
      expectRefusal(() => readLaneDecision(value), "LANE_DECISION_INVALID");
  });
});
