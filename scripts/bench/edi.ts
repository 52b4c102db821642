/** Messages of UN/EDIFACT, the same for the same number of parts. */
const at = (place: number, width: number): string => String(place).padStart(width, "0");

/** An interchange with one message of segments. */
function interchangeOf(type: string, segments: readonly string[]): string {
  const message = [`UNH+1+${type}`, ...segments, `UNT+${segments.length + 2}+1`];
  return ["UNB+UNOC:3+SENDER:ZZ+RECIPIENT:ZZ+260301:1200+R1", ...message, "UNZ+1+R1"]
    .map((one) => `${one}'\r\n`)
    .join("");
}

/** A stowage plan (D.95B) of so many containers. */
export const stowagePlan = (containers: number): string =>
  interchangeOf("BAPLIE:D:95B:UN:SMDG22", [
    "BGM++PLAN017W+9",
    "DTM+137:2603031900:201",
    "TDT+20+017W+++SLL:172:20+++9ABC:103::LANTERN STRAIT",
    "LOC+5+MYPKG:139:6",
    "LOC+61+SGSIN:139:6",
    "DTM+186:2603031830:201",
    ...Array.from({ length: containers }, (_, i) => [
      `LOC+147+${at(i, 7)}::5`,
      `MEA+WT++KGM:${10_000 + i}`,
      "LOC+9+MYPKG:139:6",
      "LOC+11+NLRTM:139:6",
      "RFF+BM:1",
      `EQD+CN+SLMU${at(i, 7)}+45G1+++5`,
      "NAD+CA+SLL:172:20",
    ]).flat(),
  ]);

/** A cargo report (D.95B) of so many consignments. */
export const cargoReport = (consignments: number): string =>
  interchangeOf("CUSCAR:D:95B:UN", [
    "BGM+785+MAN-017W+9",
    "DTM+137:2604010800:201",
    "TDT+20+017W+1+13+SLL:172:20:Sea Lantern Lines+++9123456:146::LANTERN STRAIT",
    "LOC+9+MYPKG:139:6",
    "LOC+11+NLRTM:139:6",
    ...Array.from({ length: consignments }, (_, i) => [
      `CNI+${i + 1}+SLMU26${at(i, 6)}`,
      "LOC+7+NLAMS:139:6",
      "NAD+CZ+++Kelapa Furniture Sdn Bhd+Jalan Rotan 8+Kuala Lumpur++50000+MY",
      "NAD+CN+++Noord Wonen BV:Afdeling Inkoop+Kade 1+Rotterdam+++NL",
      "GID+1+300:CT",
      "FTX+AAA+++Chairs of rattan?, unassembled:in cartons",
      "MEA+AAE+G+KGM:10000.5",
      "PIA+5+940153:HS",
      `SGP+SLMU${at(i, 7)}+300`,
    ]).flat(),
  ]);

/** An invoice (D.96A) of so many lines. */
export const invoice = (lines: number): string =>
  interchangeOf("INVOIC:D:96A:UN", [
    "BGM+380+INV-88+9",
    "DTM+137:20260228:102",
    "NAD+SE+9506000111118::9++Kelapa Furniture Sdn Bhd",
    "NAD+BY+++Noord Wonen BV",
    "CUX+2:EUR:4",
    ...Array.from({ length: lines }, (_, i) => [
      `LIN+${i + 1}++${4711 + i}:SA`,
      "PIA+5+9401530000:HS",
      "IMD+F++:::Chairs of rattan",
      "QTY+47:300:PCE",
      "MOA+203:45000.5",
    ]).flat(),
    "UNS+S",
    "MOA+77:48210.75",
  ]);
