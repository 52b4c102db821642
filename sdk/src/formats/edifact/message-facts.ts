import { componentOf, type Interchange, type Message, segmentsOf } from "../../edifact/interchange.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import type { KindName } from "../../kinds/kinds.ts";
import { some } from "../fact-rules.ts";
import type { Hints } from "../format.ts";
import { packagesOf, quantitiesOf, totalValueOf, weightOf } from "./amounts.ts";
import { dateFacts } from "./dates.ts";
import { containersOf, descriptionsOf, hsCodesOf, sealsOf } from "./goods.ts";
import { type Line, type LinesOf, linesOf } from "./lines.ts";
import { stated } from "./lists.ts";
import type { MessageRow } from "./message-row.ts";
import { partiesOf } from "./parties.ts";
import { mainTransport, placeFacts, vesselOf, voyageOf } from "./places.ts";
import { referenceFacts } from "./references.ts";

/** What messages of a row are, and what they state by the names of our facts. */
export function readMessages(
  row: MessageRow,
  { interchange, messages }: { interchange: Interchange; messages: readonly Message[] },
  hints: Hints,
): { kind: KindName; stated: StatedFacts } {
  const lines = linesOf(messages.flatMap((message) => segmentsOf(interchange, message)));
  const byTag = Map.groupBy(lines, ({ segment }) => segment.tag);
  const of: LinesOf = (tag) => byTag.get(tag) ?? [];
  const facts = {
    documentNumber: stated(componentOf(of("BGM")[0]?.segment, 1)),
    ...referenceFacts(of),
    ...placeFacts(of),
    ...dateFacts(of, row),
    ...goodsFacts(lines, of),
    ...transportFacts(of),
    value: totalValueOf(of, row.amounts),
    status: row.statusOf?.(of),
    custodyEvents: some(row.eventsOf?.(lines, of) ?? []),
  };
  return { kind: row.kindOf(of, hints), stated: facts };
}

const goodsFacts = (lines: readonly Line[], of: LinesOf): StatedFacts => ({
  containers: some(containersOf(of)),
  seals: some(sealsOf(of)),
  hsCodes: some(hsCodesOf(of)),
  descriptions: some(descriptionsOf(of)),
  quantities: some(quantitiesOf(of)),
  grossWeightKg: weightOf(lines, "gross"),
  netWeightKg: weightOf(lines, "net"),
  packages: packagesOf(of),
});

function transportFacts(of: LinesOf): StatedFacts {
  const transport = mainTransport(of);
  return { vessel: vesselOf(transport), voyage: voyageOf(transport), parties: some(partiesOf(of, transport)) };
}
