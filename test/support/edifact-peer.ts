import { createRequire } from "node:module";
import type { Segment } from "../../sdk/src/edifact/interchange.ts";

interface Parser {
  onopensegment: (name: string) => void;
  onelement: () => void;
  oncomponent: (value: string) => void;
  encoding(level: string): void;
  write(text: string): void;
  end(): void;
}

/** The npm package `edifact`: a reader of UN/EDIFACT, of syntax versions 1 to 3, that is not ours. */
const peer = createRequire(import.meta.url)("edifact") as {
  Reader: new () => { parse(text: string): { name: string; elements: string[][] }[] };
  Parser: new () => Parser;
};

/** Segments as its Reader gives them, which checks data elements against a directory of its own. */
export const checkedSegments = (text: string): Segment[] =>
  new peer.Reader().parse(text).map(({ name, elements }) => ({ tag: name, elements }));

/** Segments as its Parser gives them, which does not. */
export function parsedSegments(text: string, level: string): Segment[] {
  const parser = new peer.Parser();
  const segments: { tag: string; elements: string[][] }[] = [];
  parser.onopensegment = (tag) => void segments.push({ tag, elements: [] });
  parser.onelement = () => void segments.at(-1)?.elements.push([]);
  parser.oncomponent = (value) => void segments.at(-1)?.elements.at(-1)?.push(value);
  parser.encoding(level);
  parser.write(text);
  parser.end();
  return segments;
}
