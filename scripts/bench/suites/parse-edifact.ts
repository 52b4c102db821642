import { createRequire } from "node:module";
import { readDocument, readInterchange } from "@sealane/sdk";
import { cargoReport, invoice, stowagePlan } from "../edi.ts";
import { type Contestant, measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

/** The package `edifact`: its Reader checks data elements against a directory of its own, its Parser does not. */
const peer = createRequire(import.meta.url)("edifact") as {
  Reader: new () => { parse(text: string): unknown[] };
  Parser: new () => PeerParser;
};

interface PeerParser {
  onopensegment: (name: string) => void;
  onelement: () => void;
  oncomponent: (value: string) => void;
  encoding(level: string): void;
  write(text: string): void;
  end(): void;
}

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
    row(parser, () => segmentsBy(decode())),
  ];
  // Its directory does not fit transport messages.
  if (name.startsWith("INVOIC"))
    rows.push(row(`${message}: edifact's Reader`, () => new peer.Reader().parse(decode())));
  return rows;
}

/** What its Reader gives, without checking data elements. */
function segmentsBy(text: string): { name: string; elements: string[][] }[] {
  const parser = new peer.Parser();
  const segments: { name: string; elements: string[][] }[] = [];
  let components: string[] = [];
  parser.onopensegment = (name) => segments.push({ name, elements: [] });
  parser.onelement = () => {
    components = [];
    segments.at(-1)?.elements.push(components);
  };
  parser.oncomponent = (value) => components.push(value);
  parser.encoding("UNOC");
  parser.write(text);
  parser.end();
  return segments;
}
