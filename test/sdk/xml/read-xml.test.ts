import { expect } from "chai";
import { fieldsOf } from "../../../sdk/src/document/pointer.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { elementAt, elementsAt, textAt, textsAt } from "../../../sdk/src/xml/element.ts";
import { looksLikeXml, readXml } from "../../../sdk/src/xml/read-xml.ts";
import { xmlBody } from "../../../sdk/src/xml/xml-body.ts";
import { expectRefusal } from "../../support/refusal.ts";

const read = (text: string) => readXml(utf8Encode(text));
const fields = (text: string) => Object.fromEntries(fieldsOf(xmlBody(read(text))).map((it) => [it.pointer, it.value]));
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, isLittle: boolean) =>
  Uint8Array.from(
    `\ufeff${text}`.split("").flatMap((one) => {
      const [high, low] = [one.charCodeAt(0) >> 8, one.charCodeAt(0) & 255];
      return isLittle ? [low, high] : [high, low];
    }),
  );

describe("readXml", () => {
  const refused: [title: string, text: string | Uint8Array, code: string][] = [
    ["nothing", "", "XML_SYNTAX"],
    ["text alone", "Declaration", "XML_SYNTAX"],
    ["an element that is not closed", "<a><b></b>", "XML_SYNTAX"],
    ["elements that overlap", "<a><b></a></b>", "XML_SYNTAX"],
    ["two roots", "<a/><b/>", "XML_SYNTAX"],
    ["an attribute that stands twice", '<a b="1" b="2"/>', "XML_SYNTAX"],
    ["one attribute under two prefixes of one namespace", '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', "XML_SYNTAX"],
    ["an attribute without quotes", "<a b=1/>", "XML_SYNTAX"],
    ["a prefix that is not declared", "<p:a/>", "XML_SYNTAX"],
    ["an entity that XML does not know", "<a>&nbsp;</a>", "XML_SYNTAX"],
    ["a bare ampersand", "<a>Smith & Sons</a>", "XML_SYNTAX"],
    ["a character that XML forbids", "<a>\u0001</a>", "XML_SYNTAX"],
    ["a reference to a character that XML forbids", "<a>&#0;</a>", "XML_SYNTAX"],
    ["the end of a CDATA section in text", "<a>]]></a>", "XML_SYNTAX"],
    ["XML 1.1's control characters", '<?xml version="1.0"?><a>&#1;</a>', "XML_SYNTAX"],
    ["an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "XML_DOCTYPE"],
    ["a billion laughs", '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', "XML_DOCTYPE"],
    ["a document type of another place", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "XML_DOCTYPE"],
    ["nesting without end", "<a>".repeat(1_000_000), "XML_TOO_DEEP"],
    ["nesting of 65", "<a>".repeat(65) + "</a>".repeat(65), "XML_TOO_DEEP"],
    ["elements without end", `<a>${"<b/>".repeat(262_144)}</a>`, "XML_TOO_LARGE"],
    [
      "attributes without end",
      `<a${Array.from({ length: 262_144 }, (_, i) => ` b${i}=""`).join("")}/>`,
      "XML_TOO_LARGE",
    ],
    ["references without end", `<a>${"&amp;".repeat(1_048_577)}</a>`, "XML_TOO_LARGE"],
    ["a document type that does not end", "<!DOCTYPE a [", "XML_DOCTYPE"],
    ["a document type behind others", "<?xml version='1.0'?>\n<!-- <a/> --><?p ?>\t<!DOCTYPE a><a/>", "XML_DOCTYPE"],
    ["a document type in the wrong place", "<a><!DOCTYPE a></a>", "XML_SYNTAX"],
    ["more than 64 MiB", new Uint8Array(64 * 1024 * 1024 + 1).fill(0x20), "XML_TOO_LARGE"],
    ["an encoding of its own", '<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>', "XML_ENCODING_UNKNOWN"],
    ["bytes that are not UTF-8", latin1("<a>caf\u00e9</a>"), "XML_SYNTAX"],
    ["half of a character of UTF-16", utf16("<a/>", true).subarray(0, 9), "XML_SYNTAX"],
    ["half of a surrogate pair", utf16("<a>\ud800</a>", true), "XML_SYNTAX"],
  ];
  for (const [title, input, code] of refused) {
    it(`refuses ${title} with ${code}`, () => {
      expectRefusal(() => (typeof input === "string" ? read(input) : readXml(input)), code);
    });
  }

  it("reads nesting of 64", () => {
    expect(read("<a>".repeat(64) + "</a>".repeat(64)).name).to.equal("a");
  });

  it("reads the same from every encoding that it knows", () => {
    const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>caf\u00e9</a>`;
    const readings = [
      read("<a>caf\u00e9</a>"),
      read(`\ufeff${declared("utf-8")}`),
      readXml(latin1(declared("ISO-8859-1"))),
      readXml(utf16(declared("UTF-16"), true)),
      readXml(utf16("<a>caf\u00e9</a>", false)),
    ];
    for (const { text } of readings) expect(text).to.equal("caf\u00e9");
  });

  it("knows bytes that begin as XML from others", () => {
    const begins = (...texts: string[]) => texts.map((text) => looksLikeXml(utf8Encode(text)));
    expect(begins("<a/>", " \r\n\t<a/>", "\ufeff<a/>", "a<", "", "{")).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([true, false].map((isLittle) => looksLikeXml(utf16("<a/>", isLittle)))).to.deep.equal([true, true]);
  });

  it("finds elements and texts by paths of local names, on all branches", () => {
    const root = read("<p:r xmlns:p='u'><p:a><b> 1 </b><b>2</b></p:a><a><b/><c>3</c></a></p:r>");
    expect(textsAt(root, "a", "b")).to.deep.equal(["1", "2"]);
    expect([textAt(root, "a", "c"), textAt(root, "a", "d"), textAt(undefined, "a")]).to.deep.equal([
      "3",
      undefined,
      undefined,
    ]);
    expect(elementsAt(root, "a").map(({ namespace }) => namespace)).to.deep.equal(["u", ""]);
    expect(elementAt(root, "a", "b")?.text).to.equal(" 1 ");
  });
});

describe("The body of an XML document", () => {
  const bodies: [title: string, text: string, body: Record<string, unknown>][] = [
    ["an element is its text, as it stands", "<a> 007 </a>", { "/a": " 007 " }],
    ["an empty element is an empty text", "<a><b/></a>", { "/a/b": "" }],
    ["attributes stand beside the text", '<a u="KGM">1.50</a>', { "/a/@u": "KGM", "/a/#text": "1.50" }],
    ["children of one name are a list", "<a><b>1</b><c/><b>2</b></a>", { "/a/b/0": "1", "/a/b/1": "2", "/a/c": "" }],
    ["text between children is kept", "<a>x<b/>y</a>", { "/a/b": "", "/a/#text": "xy" }],
    [
      "a namespace stands where it changes",
      "<p:a xmlns:p='u'><p:b/><c/></p:a>",
      {
        ...{ "/a/@xmlns": "u", "/a/b": "", "/a/c/@xmlns": "" },
      },
    ],
    ["CDATA, entities and comments are read", "<a><![CDATA[<]]>&amp;&#65;<!-- no --></a>", { "/a": "<&A" }],
    [
      "names of the language are names",
      "<__proto__><constructor>1</constructor></__proto__>",
      {
        "/__proto__/constructor": "1",
      },
    ],
  ];
  for (const [title, text, body] of bodies) {
    it(`says that ${title}`, () => {
      expect(fields(text)).to.deep.equal(body);
    });
  }
});
