import { readDocument } from "@sealane/sdk";
import { billBytes } from "../bill.ts";
import { dcsaBill, epcisDocument, manifestCredential } from "../json.ts";
import { type Contestant, measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

const DOCUMENTS: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ["DCSA bill of 1.7 KB", billBytes(0)],
  ["DCSA bill of 2,500 items", bytesOf(dcsaBill(2_500))],
  ["EPCIS document of 3,000 events", bytesOf(epcisDocument(3_000))],
  ["W3C credential of a manifest of 2,300 bills", bytesOf(manifestCredential(2_300))],
];

export const parseJson: Suite = {
  name: "parse-json",
  about: "JSON read strictly, with facts and checks, beside the engine's own JSON.parse alone",
  run: ({ effort }) =>
    measureRates(
      DOCUMENTS.flatMap(([name, bytes]) => contestantsOf(name, bytes)),
      effort,
    ),
};

function contestantsOf(name: string, bytes: Uint8Array): Contestant[] {
  const beside = `${name}: JSON.parse alone`;
  const row = { unit: "MB/s", ops: bytes.length / 1e6 };
  return [
    { ...row, name: `${name}: read, with facts`, peer: beside, run: () => readDocument(bytes, {}) },
    // It keeps the last of two keys, rounds numbers, and takes out nothing.
    { ...row, name: beside, run: () => JSON.parse(Buffer.from(bytes).toString("utf8")) },
  ];
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
