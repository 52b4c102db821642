import { command } from "../command.ts";
import { openClient } from "../gateway/open-client.ts";
import { wholeNumberOf } from "../numbers.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { printShown } from "../output/lines.ts";
import { printable } from "../output/printable.ts";
import { table } from "../output/table.ts";
import { spanText } from "../output/time.ts";

export const zone = command({
  name: "zone",
  summary: "List what is inside of a monitored zone, since when, and what overstayed.",
  operands: "PLACE",
  count: [1, 1],
  options: {
    "max-days": { type: "string", value: "DAYS", help: "How long a container may stay; 30 by default." },
    ...GATEWAY_OPTIONS,
  },
  about: ["PLACE is a UN/LOCODE, or the names that papers have for the zone, joined by commas."],
  examples: ["zone SGSIN", "zone SGSIN,KEPPEL --max-days 7 --json"],
  async run({ options, operands, io }) {
    const maxDays = wholeNumberOf("max-days", options["max-days"], { initial: 30, min: 0, max: 36_500 });
    const client = await openClient(options, io);
    printShown(io, await client.listZone({ place: operands[0] as string, maxDays }), ({ inside, findings }) => {
      const rows = inside.map(({ container, since, seconds, isOverstay, isCertain }) => [
        ...[container, since, spanText(seconds)],
        `${isOverstay ? "overstays" : ""}${isCertain ? "" : " (uncertain)"}`.trim(),
      ]);
      const list = rows.length === 0 ? "Nothing is inside." : table(["CONTAINER", "SINCE", "FOR", ""], rows);
      return [
        list,
        ...findings.map(({ code, message, container = "" }) => `${code}  ${printable(container)}: ${message}`),
      ].join("\n");
    });
    return "ok";
  },
});
