import { expect } from "chai";
import { zoneInventory } from "../../../sdk/src/custody/zone-inventory.ts";
import { eventsOf } from "./events.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const QUESTION = { places: ["SGSIN", "FTZ-1"], observedTime: "2026-03-10T00:00:00Z", maxSeconds: 5 * DAY };

const look = (lines: readonly string[], question: Partial<typeof QUESTION> = {}) => {
  const { inside, findings } = zoneInventory(eventsOf(lines), { ...QUESTION, ...question });
  const stays = inside.map(({ container, seconds, isOverstay, isCertain }) => [
    container,
    seconds / HOUR,
    isOverstay ? "too long" : "in time",
    ...(isCertain ? [] : ["uncertain"]),
  ]);
  return { stays, codes: findings.map(({ code, verdict }) => `${code} ${verdict}`) };
};

describe("zoneInventory", () => {
  it("lists what is inside, who came first first, since when, and what overstayed", () => {
    const { stays, codes } = look([
      "100Z zone-entry SGSIN box=B",
      "20Z discharge SGSIN box=A",
      "30Z gate-in FTZ-1 box=C",
      "31Z zone-exit FTZ-1 box=C",
      "40Z gate-in MYPKG box=D",
    ]);
    expect(stays).to.deep.equal([
      ["A", 196, "too long"],
      ["B", 116, "in time"],
    ]);
    expect(codes).to.deep.equal([]);
  });

  it("counts from the first event that brought it in since it was last out", () => {
    const lines = [
      "0Z discharge SGSIN",
      "10Z load SGSIN",
      "50Z discharge SGSIN",
      "60Z zone-entry SGSIN",
      "70Z gate-in SGSIN",
    ];
    expect(look(lines).stays).to.deep.equal([["SLMU3054383", 166, "too long"]]);
  });

  it("stays in time until the very second that it may stay", () => {
    const [stay] = look(["96Z zone-entry SGSIN"]).stays;
    expect(stay).to.deep.equal(["SLMU3054383", 120, "in time"]);
    expect(look(["96Z zone-entry SGSIN"], { maxSeconds: 5 * DAY - 1 }).stays[0]).to.include("too long");
  });

  it("does not count what happens later", () => {
    expect(look(["217Z zone-entry SGSIN"]).stays).to.deep.equal([]);
    expect(look(["100Z zone-entry SGSIN", "217Z zone-exit SGSIN"]).stays).to.have.length(1);
  });

  it("does not list what was seen at another port since, and says so", () => {
    const { stays, codes } = look(["0Z zone-entry SGSIN", "100Z discharge NLRTM"]);
    expect([stays, codes]).to.deep.equal([[], ["ZONE_LEFT_UNSEEN invalid"]]);
  });

  it("keeps what is seen at a place of somebody's own name, which may be within", () => {
    expect(look(["0Z zone-entry SGSIN", "100Z gate-in Gate-4"]).stays).to.have.length(1);
  });

  it("says when a time without an offset leaves open whether it overstayed", () => {
    expect(look(["90 zone-entry SGSIN"]).stays).to.deep.equal([["SLMU3054383", 112, "in time", "uncertain"]]);
    expect(look(["40 zone-entry SGSIN"]).stays).to.deep.equal([["SLMU3054383", 162, "too long"]]);
  });

  it("is not certain of what left at a time without an offset around the time that is asked for", () => {
    expect(look(["0Z zone-entry SGSIN", "220 zone-exit SGSIN"]).stays[0]).to.include("uncertain");
  });

  it("says that it cannot tell for a time without an offset", () => {
    const { stays, codes } = look(["0Z zone-entry SGSIN"], { observedTime: "2026-03-10T00:00:00" });
    expect([stays, codes]).to.deep.equal([[], ["CUSTODY_TIME_UNREADABLE unknown"]]);
  });
});
