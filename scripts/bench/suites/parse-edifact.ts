import { readDocument, readInterchange } from "@sealane/sdk";
import { edifactPeer, parsedSegments } from "../../../test/support/sdk/edifact-peer.ts";
import { cargoReport, invoice, stowagePlan } from "../edi.ts";
import { type Contestant, measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

/** Interchanges of one message each. */
const INTERCHANGES: readonly (readonly [name: string, text: string])[] = [
  ["BAPLIE of 2,000 containers", stowagePlan(2_000)],
  ["CUSCAR of 1,000 consignments", cargoReport(1_000)],
  ["INVOIC of 20 lines", invoice(20)],
];

export const parseEdifact: Suite = {
  name: "parse-edifact",
  about: "interchanges of UN/EDIFACT read, and their facts taken out, beside the npm package edifact",
  run: ({ effort }) =>
    measureRates(
      INTERCHANGES.flatMap(([name, text]) => contestantsOf(name, text)),
      effort,
    ),
};

function contestantsOf(name: string, text: string): Contestant[] {
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  const decode = (): string => Buffer.from(bytes).toString("latin1");
  const message = `${name} (${(bytes.length / 1000).toFixed(1)} KB)`;
  const parser = `${message}: edifact's Parser, its segments kept`;
  const row = (title: string, run: () => unknown): Contestant => ({
    ...{ name: title, unit: "MB/s", ops: bytes.length / 1e6, run },
    ...(title !== parser && { peer: parser }),
  });
  const rows = [
    row(`${message}: readInterchange`, () => readInterchange(bytes)),
    row(`${message}: read, with findings, body and facts`, () => readDocument(bytes, {})),
    row(parser, () => parsedSegments(decode(), "UNOC")),
  ];
  // Its directory does not fit transport messages.
  if (name.startsWith("INVOIC"))
    rows.push(row(`${message}: edifact's Reader`, () => new edifactPeer.Reader().parse(decode())));
  return rows;
}
