import { SaxesParser } from "saxes";
import { SdkError } from "../errors.ts";
import { decodeXml, isUtf16 } from "./decode-xml.ts";
import type { XmlElement } from "./element.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 64;
/** Elements and attributes; a document has at most 65,536 fields, and not every element is one. */
const MAX_NODES = 262_144;
/** References to characters and entities: each is a piece of its own until its text is read. */
const MAX_REFERENCES = 1_048_576;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** An element while its children come in. */
interface Growing extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** Whether bytes begin as XML does: with `<`, after a byte order mark and blanks. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  if (isUtf16(bytes)) return bytes[2] === 0x3c || bytes[3] === 0x3c;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  return bytes[at] === 0x3c;
}

/**
 * Reads well-formed XML 1.0 with namespaces, of at most 64 MiB, nested at most 64 deep. Nothing outside of the bytes is
 * ever looked at: document type declarations are refused, and with them every entity but the five that XML knows.
 * @returns The root element.
 * @throws SdkError XML_SYNTAX, XML_DOCTYPE, XML_TOO_DEEP, XML_TOO_LARGE, XML_ENCODING_UNKNOWN.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > MAX_BYTES) throw tooLarge("64 MiB");
  const text = decodeXml(bytes);
  if (startsWithDoctype(text)) throw doctypeRefused();
  if (hasMore(text, "&", MAX_REFERENCES)) throw tooLarge(`${MAX_REFERENCES} references`);
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Growing[] = [];
  let nodes = 0;
  let root: XmlElement | undefined;
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  const addNode = (): void => {
    if (++nodes > MAX_NODES) throw tooLarge(`${MAX_NODES} elements and attributes`);
  };
  parser.on("doctype", () => {
    throw doctypeRefused();
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  // Before the tag is whole, since millions of attributes take long to tell apart.
  parser.on("attribute", addNode);
  parser.on("opentag", ({ local, uri, attributes }) => {
    addNode();
    if (open.length === MAX_DEPTH) throw new SdkError("XML_TOO_DEEP", `The XML is nested deeper than ${MAX_DEPTH}.`);
    const stated = Object.values(attributes).filter(({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns");
    const element: Growing = {
      ...{ name: local, namespace: uri, children: [], text: "" },
      attributes: stated.length === 0 ? NO_ATTRIBUTES : new Map(stated.map(({ name, value }) => [name, value])),
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    const closed = open.pop() as Growing;
    if (closed.children.length > 0 && closed.text.trim() === "") closed.text = "";
    if (open.length === 0) root = closed;
  });
  parse(parser, text);
  return root as XmlElement;
}

function parse(parser: SaxesParser<{ xmlns: true }>, text: string): void {
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof SdkError) throw error;
    // The parser's own message may hold content of the document.
    throw new SdkError("XML_SYNTAX", "The text is not well-formed XML 1.0.");
  }
}

/** Whether a document type declaration follows on the comments and instructions that a document may begin with. */
function startsWithDoctype(text: string): boolean {
  let at = 0;
  for (;;) {
    while (" \t\r\n".includes(text[at] ?? "-")) at++;
    const end = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : undefined;
    if (end === undefined) return text.startsWith("<!DOCTYPE", at);
    const found = text.indexOf(end, at + 2);
    if (found < 0) return false;
    at = found + end.length;
  }
}

/** Whether a text holds a character more often than so many times. */
function hasMore(text: string, character: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) if (++count > most) return true;
  return false;
}

const tooLarge = (most: string): SdkError => new SdkError("XML_TOO_LARGE", `The XML has more than ${most}.`);
const doctypeRefused = (): SdkError =>
  new SdkError("XML_DOCTYPE", "The XML has a document type declaration; none is read here.");
