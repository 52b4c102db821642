import { expect } from "chai";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { utf8Decode } from "../../../sdk/src/primitives/utf8.ts";
import { parsedSegments } from "../../support/sdk/edifact-peer.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";
import { SAMPLES } from "../formats/samples.ts";

/** What the peer does not read: syntax version 4, UNA with a repetition separator, and what has no end. */
const isBeyond = (text: string): boolean => /^UNB\+UNO.:4|^UNA....[^ ]/.test(text) || !/UNZ[^']*'\s*$/.test(text);
/** Line breaks within segments, which the peer leaves out and we keep. */
const unwrapped = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\\[rn]/g, ""));

function itReadsAlike(name: string, bytes: Uint8Array): void {
  const text = utf8Decode(bytes);
  if (isBeyond(text)) return;
  it(`reads ${name} as the npm package edifact does`, () => {
    const ours = readInterchange(bytes);
    expect(unwrapped(ours.segments)).to.deep.equal(parsedSegments(text, "UNOY"));
  });
}

describe("readInterchange, beside another reader,", () => {
  const samples = Object.entries(SAMPLES).filter(([format]) => format.startsWith("edifact"));
  for (const { name, bytes } of samples.flatMap(([, rows]) => rows)) itReadsAlike(name, bytes);
});

describeShared("readInterchange, beside another reader, over published interchanges,", "corpus/edifact", () => {
  for (const path of listShared("corpus/edifact")) itReadsAlike(path, new Uint8Array(readShared(path)));
});
