import { SdkError } from "../../../sdk/src/errors.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";

/** Reads hostile originals one after the other and says what came of each, for a process of a small heap. */

const MIB = 1024 * 1024;
const ONE = 60 * MIB;

/** Bytes of a piece as often as it goes into 60 MiB, between a start and an end; never whole as a string. */
function filled(start: string, piece: string, end: string, bytes = ONE): Buffer {
  const count = Math.floor(bytes / piece.length);
  return Buffer.concat([Buffer.from(start), Buffer.alloc(count * piece.length, piece), Buffer.from(end)]);
}

/** The same of pieces that are made one by one. */
function numbered(start: string, count: number, piece: (i: number) => string, end: string): Buffer {
  return Buffer.from(start + Array.from({ length: count }, (_, i) => piece(i)).join("") + end);
}

const BOMBS: Readonly<Record<string, () => Buffer>> = {
  "nesting without end": () => filled("", "<a>", ""),
  "elements without end": () => filled("<a>", "<b/>", "</a>"),
  "an attribute of 60 MiB": () => filled('<a b="', "x", '"/>'),
  "a text of 60 MiB": () => filled("<a>", "x", "</a>"),
  "a text that does not end": () => filled("<a>", "x", ""),
  "references without end": () => filled("<a>", "&amp;", "</a>"),
  "attributes without end": () => numbered("<a", 400_000, (i) => ` b${i}="1"`, "/>"),
  "attributes without end that are not closed": () => numbered("<a", 400_000, (i) => ` b${i}="1"`, ""),
  "namespaces without end": () => numbered("<a", 400_000, (i) => ` xmlns:b${i}="u"`, "/>"),
  "namespaces on every level": () =>
    numbered("", 60, (i) => `<a ${Array.from({ length: 10_000 }, (_, j) => ` xmlns:b${i}x${j}="u"`).join("")}>`, ""),
  "a name of 60 MiB": () => filled("<", "n", "/>"),
  "the name of an attribute of 60 MiB": () => filled("<a ", "n", '="1"/>'),
  "a comment of 60 MiB": () => filled("<a><!--", "x", "--></a>"),
  "comments without end": () => filled("<a>", "<!---->", "</a>"),
  "an instruction of 60 MiB": () => filled("<a><?p ", "x", "?></a>"),
  "CDATA sections without end": () => filled("<a>", "<![CDATA[x]]>", "</a>", 8 * MIB),
  "a document type without end": () => filled("<!DOCTYPE a [", "<!ENTITY x 'y'>", "]><a/>"),
  "a document type behind a million comments": () => filled("", "<!---->", "<!DOCTYPE a><a/>", 7 * MIB),
  "elements all of other names": () => numbered("<a>", 60_000, (i) => `<b${i}/>`, "</a>"),
  "rules broken without end": () =>
    filled(
      "<CC315A><HEAHEA><TraModAtBorHEA76>4</TraModAtBorHEA76></HEAHEA>",
      "<GOOITEGDS><IDEMEATRAGI970><IdeMeaTraGIMEATRA971>x</IdeMeaTraGIMEATRA971></IDEMEATRAGI970></GOOITEGDS>",
      "</CC315A>",
      102 * 60_000,
    ),
  "leaves on the deepest level": () => filled("<a>".repeat(60), "<b/>", "</a>".repeat(60), 4 * 60_000),
};

for (const [name, make] of Object.entries(BOMBS)) console.log(`${name}: ${told(make())}`);

function told(bytes: Uint8Array): string {
  try {
    readDocument(bytes, {});
    return "read";
  } catch (error) {
    if (error instanceof SdkError) return error.code;
    throw error;
  }
}
