import { expect } from "chai";
import { CHOSEN_LANES, LANES } from "../../../sdk/src/selectivity/lanes.ts";
import { DEFAULT_LANE_SETTINGS, readLaneSettings } from "../../../sdk/src/selectivity/settings.ts";
import { expectRefusal } from "../../support/refusal.ts";

const settings = DEFAULT_LANE_SETTINGS;

describe("lanes and their settings", () => {
  it("stand in order, the strictest first", () => {
    expect(LANES.map(({ name }) => name)).to.deep.equal([...CHOSEN_LANES, "green"]);
    expect(LANES.map(({ strictness }) => strictness)).to.deep.equal([3, 2, 1, 0]);
  });

  it("are read strictly", () => {
    expect(readLaneSettings(JSON.parse(JSON.stringify(settings)))).to.deep.equal(settings);
    const bad: object[] = [
      { ...settings, minimumRandomRate: 1.1 },
      { ...settings, randomLane: "green" },
      { ...settings, expectedRates: { red: 0.5, yellow: 0.5, blue: 0.1 } },
      { ...settings, capacity: { red: -1, yellow: null, blue: null } },
      { ...settings, offices: { X: { red: 1 } } },
      { ...settings, more: 1 },
    ];
    for (const value of bad) expectRefusal(() => readLaneSettings(value), "LANE_SETTINGS_INVALID");
  });
});
