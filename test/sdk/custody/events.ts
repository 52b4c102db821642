import type { CustodyEvent } from "../../../sdk/src/facts/facts.ts";

export const BOX = "SLMU3054383";

/**
 * Events written a line each: time, event, place, then `seals=A,B`, `vessel=V`, `box=N`; `-` for no place.
 * The hour is of 1 March 2026 and may be above 23; `Z` behind it is an offset, without it there is none.
 */
export function eventsOf(lines: readonly string[]): CustodyEvent[] {
  return lines.map((line) => {
    const [hour = "", event = "", place = "-", ...more] = line.split(" ");
    const said = Object.fromEntries(more.map((part) => part.split("=")));
    const time = new Date(Date.UTC(2026, 2, 1, Number.parseInt(hour, 10))).toISOString().slice(0, 19);
    return {
      event,
      time: hour.endsWith("Z") ? `${time}Z` : time,
      ...(place !== "-" && { place }),
      ...(said.box !== "none" && { container: said.box ?? BOX }),
      ...(said.seals && { seals: said.seals.split(",") }),
      ...(said.vessel && { vessel: said.vessel }),
    };
  });
}

/** Port Klang to Rotterdam by Singapore, sealed from its start to its end. */
export const WHOLE_WAY = [
  "0Z gate-in MYPKG seals=S1",
  "50Z load MYPKG vessel=Strait seals=S1",
  "120Z discharge SGSIN vessel=Strait seals=S1",
  "121Z zone-entry SGSIN",
  "160Z zone-exit SGSIN",
  "161Z load SGSIN vessel=Ocean seals=S1",
  "900Z discharge NLRTM vessel=Ocean seals=S1",
  "950Z gate-out NLRTM seals=S1",
];
