import { createRequire } from "node:module";
import type { Segment } from "../../../sdk/src/edifact/interchange.ts";

interface PeerParser {
  onopensegment: (name: string) => void;
  onelement: () => void;
  oncomponent: (value: string) => void;
  encoding(level: string): void;
  write(text: string): void;
  end(): void;
}

/**
 * The npm package `edifact`: a reader of UN/EDIFACT, of syntax versions 1 to 3, that is not ours. Its Reader checks data
 * elements against a directory of its own, its Parser does not.
 */
export const edifactPeer = createRequire(import.meta.url)("edifact") as {
  Reader: new () => { parse(text: string): { name: string; elements: string[][] }[] };
  Parser: new () => PeerParser;
};

/** Segments as its Reader gives them. */
export const checkedSegments = (text: string): Segment[] =>
  new edifactPeer.Reader().parse(text).map(({ name, elements }) => ({ tag: name, elements }));

/** Segments as its Parser gives them. */
export function parsedSegments(text: string, level: string): Segment[] {
  const parser = new edifactPeer.Parser();
  const segments: { tag: string; elements: string[][] }[] = [];
  parser.onopensegment = (tag) => void segments.push({ tag, elements: [] });
  let components: string[] = [];
  parser.onelement = () => {
    components = [];
    segments.at(-1)?.elements.push(components);
  };
  parser.oncomponent = (value) => void components.push(value);
  parser.encoding(level);
  parser.write(text);
  parser.end();
  return segments;
}
