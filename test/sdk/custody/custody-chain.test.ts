import { expect } from "chai";
import fc from "fast-check";
import { custodyChain } from "../../../sdk/src/custody/custody-chain.ts";
import { BOX, eventsOf, WHOLE_WAY } from "./events.ts";

/** Code, verdict and events of each finding. */
const judge = (lines: readonly string[]): string[] =>
  custodyChain(eventsOf(lines)).findings.map(({ code, verdict, events }) => `${code} ${verdict} ${events.join("+")}`);
/** The same, with the lines that the findings are about in the place of their numbers. */
const judgeByLine = (lines: readonly string[]): string[] =>
  custodyChain(eventsOf(lines)).findings.map(
    ({ code, verdict, events }) => `${code} ${verdict} ${events.map((index) => lines[index]).join("+")}`,
  );
const without = (...dropped: readonly number[]): string[] => WHOLE_WAY.filter((_, i) => !dropped.includes(i));

/** What is amiss when the whole way is changed, or another way gone. */
const CASES: readonly (readonly [title: string, lines: readonly string[], findings: readonly string[]])[] = [
  ["finds the whole way unbroken", WHOLE_WAY, ["CUSTODY_UNBROKEN valid 0+1+2+3+4+5+6+7"]],
  ["says nothing of one event that starts a way", ["0Z gate-in MYPKG"], []],
  ["says that more went before a way that starts aboard", without(0, 1), ["CUSTODY_START_OPEN unknown 0"]],
  ["misses the discharge between two loads", without(2, 3, 4), ["CUSTODY_GAP invalid 1+2"]],
  ["misses the load between coming in and being discharged", without(1), ["CUSTODY_GAP invalid 0+1"]],
  [
    "misses the coming in before a load",
    ["0Z gate-in MYPKG", "9Z gate-out MYPKG", "20Z load MYPKG"],
    ["CUSTODY_GAP invalid 1+2"],
  ],
  [
    "misses the coming in before going out",
    ["0Z gate-in MYPKG", "9Z gate-out MYPKG", "30Z gate-out SGSIN"],
    ["CUSTODY_GAP invalid 1+2"],
  ],
  ["misses the way between two ports", ["0Z gate-in MYPKG", "90Z gate-out SGSIN"], ["CUSTODY_GAP invalid 0+1"]],
  [
    "misses the change of vessels",
    ["0Z gate-in MYPKG", "1Z load MYPKG vessel=Strait", "90Z discharge SGSIN vessel=Ocean"],
    ["CUSTODY_GAP invalid 1+2"],
  ],
  [
    "takes a vessel for the same whatever its case",
    ["0Z gate-in MYPKG", "1Z load MYPKG vessel=Strait", "90Z discharge SGSIN vessel=STRAIT"],
    ["CUSTODY_UNBROKEN valid 0+1+2"],
  ],
  [
    "cannot tell an event that is told twice from one that is missing",
    ["0Z gate-in MYPKG", "1Z gate-in MYPKG"],
    ["CUSTODY_REPEATED unknown 0+1"],
  ],
  [
    "counts what two papers say alike once",
    ["0Z gate-in MYPKG", "0Z gate-in MYPKG", "9Z load MYPKG"],
    ["CUSTODY_UNBROKEN valid 0+1+2"],
  ],
  [
    "finds it at two places at once",
    ["0Z gate-in MYPKG", "9Z gate-out MYPKG", "9Z gate-in SGSIN"],
    ["CUSTODY_GAP unknown 0+2", "CUSTODY_GAP unknown 2+1", "CUSTODY_OVERLAP invalid 2+1"],
  ],
  ["finds it inspected where it was not", ["0Z gate-in MYPKG", "9Z inspect SGSIN"], ["CUSTODY_OVERLAP invalid 0+1"]],
  [
    "does not tell places apart that are named in somebody's own way",
    ["0Z gate-in MYPKG", "9Z inspect Gate-4"],
    ["CUSTODY_UNBROKEN valid 0+1"],
  ],
  [
    "finds a seal changed that nobody opened",
    ["0Z gate-in MYPKG seals=S1", "9Z load MYPKG seals=S2"],
    ["SEAL_CHANGED invalid 0+1"],
  ],
  [
    "finds one of two seals lost",
    ["0Z gate-in MYPKG seals=S1,S2", "9Z load MYPKG seals=S2"],
    ["SEAL_CHANGED invalid 0+1"],
  ],
  [
    "finds a seal replaced by sealing without opening",
    ["0Z gate-in MYPKG seals=S1", "9Z seal MYPKG seals=S2"],
    ["SEAL_CHANGED invalid 0+1"],
  ],
  [
    "lets a second seal be put on",
    ["0Z gate-in MYPKG seals=S1", "9Z seal MYPKG seals=S1,S2"],
    ["CUSTODY_UNBROKEN valid 0+1"],
  ],
  [
    "cannot say who put a further seal on",
    ["0Z gate-in MYPKG seals=S1", "9Z load MYPKG seals=S1,S2"],
    ["SEAL_ADDED unknown 0+1"],
  ],
  [
    "lets an inspection change seals",
    ["0Z gate-in MYPKG seals=S1", "5Z inspect MYPKG", "9Z load MYPKG seals=S2"],
    ["CUSTODY_UNBROKEN valid 0+1+2"],
  ],
  [
    "lets who unseals put on a seal without its number",
    ["0Z gate-in MYPKG seals=S1", "5Z unseal MYPKG", "6Z seal MYPKG", "9Z load MYPKG seals=S2"],
    ["CUSTODY_UNBROKEN valid 0+1+2+3"],
  ],
  [
    "misses the seal of what was opened before it was received",
    ["0Z gate-in MYPKG seals=S1", "5Z unseal MYPKG", "9Z load MYPKG", "90Z discharge SGSIN"],
    ["SEAL_MISSING invalid 1+3"],
  ],
  [
    "says when nobody looked at the seal at the end",
    ["0Z gate-in MYPKG seals=S1", "9Z load MYPKG", "90Z discharge SGSIN"],
    ["SEAL_NOT_CHECKED unknown 0+2"],
  ],
  ["finds a zone left that was not entered", without(3), ["ZONE_EXIT_WITHOUT_ENTRY invalid 3"]],
  [
    "finds another zone left than the one entered",
    ["0Z zone-entry SGSIN", "9Z zone-exit MYPKG"],
    ["ZONE_EXIT_WITHOUT_ENTRY invalid 0+1"],
  ],
  [
    "finds a zone entered from within another",
    ["0Z zone-entry SGSIN", "90Z zone-entry MYPKG"],
    ["ZONE_ENTERED_TWICE invalid 0+1"],
  ],
  ["cannot order times without an offset", ["0 gate-in MYPKG", "9 load MYPKG"], ["CUSTODY_ORDER_UNKNOWN unknown 0+1"]],
  [
    "orders times without an offset that lie far apart",
    ["0 gate-in MYPKG", "29 load MYPKG"],
    ["CUSTODY_UNBROKEN valid 0+1"],
  ],
  [
    "is not sure of a gap that a time without an offset may fill",
    ["0Z gate-in MYPKG", "9Z load MYPKG", "30 load SGSIN", "31Z zone-entry SGSIN"],
    ["CUSTODY_GAP unknown 1+2"],
  ],
  [
    "is not sure of two places when a time has no offset",
    ["0Z gate-out MYPKG", "13 gate-in SGSIN"],
    ["CUSTODY_START_OPEN unknown 0", "CUSTODY_OVERLAP unknown 0+1"],
  ],
  [
    "is not sure of a gap between things of one time",
    ["0Z gate-in MYPKG", "9Z load MYPKG", "9Z load MYPKG vessel=Ocean seals=S1", "9Z load MYPKG vessel=Strait"],
    ["CUSTODY_GAP unknown 1+2+3"],
  ],
  [
    "names events without a container, and times that are none",
    ["0Z arrival MYPKG box=none"],
    ["CUSTODY_CONTAINER_UNSTATED unknown 0"],
  ],
];

describe("custodyChain", () => {
  for (const [title, lines, expected] of CASES) {
    it(title, () => {
      expect(judge(lines)).to.deep.equal(expected);
    });
  }

  it("orders the way of each container by itself", () => {
    const events = eventsOf([
      "9Z load MYPKG",
      "3Z gate-in MYPKG box=SLMU4012337",
      "0Z gate-in MYPKG",
      "0Z gate-in MYPKG",
    ]);
    expect(custodyChain(events).containers).to.deep.equal([
      { container: BOX, steps: [[2, 3], [0]] },
      { container: "SLMU4012337", steps: [[1]] },
    ]);
  });

  it("puts a time that it cannot read aside", () => {
    const { containers, findings } = custodyChain([{ event: "load", time: "yesterday", container: BOX }]);
    expect(containers).to.deep.equal([]);
    expect(findings.map(({ code, verdict }) => [code, verdict])).to.deep.equal([
      ["CUSTODY_TIME_UNREADABLE", "unknown"],
    ]);
  });

  it("says the same whatever the order of the events", () => {
    const named = (lines: readonly string[]) => judgeByLine(lines).sort();
    const shuffled = fc.shuffledSubarray([...WHOLE_WAY, "970 gate-in MYPKG", "10Z inspect NLRTM"]);
    fc.assert(
      fc.property(shuffled, (lines) => {
        expect(named(lines)).to.deep.equal(named([...lines].sort()));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("finds the way of a hundred thousand events, and only the break in it", () => {
    const boxes = Array.from({ length: 12_500 }, (_, i) => `box=BOXU${String(i).padStart(7, "0")}`);
    const lines = boxes.flatMap((box) => WHOLE_WAY.map((line) => `${line} ${box}`));
    lines.splice(8 * 77 + 2, 1);
    const { containers, findings } = custodyChain(eventsOf(lines));
    expect([containers.length, findings.length]).to.deep.equal([12_500, 12_500]);
    const amiss = findings.filter(({ verdict }) => verdict !== "valid");
    expect(amiss.map(({ code, container }) => [code, container])).to.deep.equal([["CUSTODY_GAP", "BOXU0000077"]]);
  }).timeout(30_000);
});
