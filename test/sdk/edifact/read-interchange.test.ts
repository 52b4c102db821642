import { expect } from "chai";
import { componentOf, type Interchange, segmentsOf } from "../../../sdk/src/edifact/interchange.ts";
import { looksLikeEdifact, readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { expectRefusal } from "../../support/refusal.ts";

const read = (text: string) => readInterchange(utf8Encode(text));
const codes = ({ findings }: Interchange) => findings.map(({ code, segment }) => `${code} ${segment ?? "-"}`);
/** An interchange of one segment between its ends. */
const around = (segment: string, level = "UNOC:3") => `UNB+${level}+A+B+260301:1200+R1'${segment}'UNZ+0+R1'`;
const second = (text: string) => read(text).segments[1];

describe("looksLikeEdifact", () => {
  const known = [
    "UNB+UNOA:3",
    " \r\n\tUNB+",
    "\ufeffUNB+",
    "UNA:+.? 'UNB+",
    "UNA:+.? '\r\nUNB+UNOA:3",
    "UNA=*.? ~UNB*",
    "UNB\u001dUNOB\u001f1",
  ];
  for (const text of known) {
    it(`knows ${JSON.stringify(text)}`, () => {
      expect(looksLikeEdifact(utf8Encode(text))).to.equal(true);
    });
  }

  const others = [
    "",
    "UN",
    "UNB",
    "UNBELIEVABLE",
    "UNB UNOA",
    "UNA",
    "UNA:+.? '",
    "UNA:+.? 'UNH+1",
    "UNAUTHORISED COPYING",
    "UNA:\u00e9.? 'UNB\u00e9",
    "UNH+1+CUSDEC:D:96B:UN'",
    "ISA*00*",
    "{}",
    "<a/>",
  ];
  for (const text of others) {
    it(`does not know ${JSON.stringify(text)}, which cannot be read either`, () => {
      expect(looksLikeEdifact(utf8Encode(text))).to.equal(false);
      expectRefusal(() => read(text), "EDIFACT_SYNTAX");
    });
  }
});

describe("readInterchange", () => {
  it("keeps every component in its lexical form, the empty ones too", () => {
    expect(second(around("LOC+9+SGSIN:139:6++:'LIN"))).to.deep.equal({
      tag: "LOC",
      elements: [["9"], ["SGSIN", "139", "6"], [""], ["", ""]],
    });
    expect(second(around("QTY+12:0010.50:KGM"))?.elements).to.deep.equal([["12", "0010.50", "KGM"]]);
    expect(second(around("UNS"))).to.deep.equal({ tag: "UNS", elements: [] });
    expect(second(around("FTX+AAA+++ RATTAN  CHAIRS "))?.elements[3]).to.deep.equal([" RATTAN  CHAIRS "]);
  });

  it("takes a released service character for data", () => {
    expect(second(around("FTX+AAA+++10?+5 ?: 3??:?'X?''Y"))?.elements[3]).to.deep.equal(["10+5 : 3?", "'X'"]);
  });

  it("takes the service characters from UNA, blanks among them for none", () => {
    const { service, segments } = read("UNA|;,  ~UNB;UNOA|3;A?;B;1;R~FTX;AAA;;;IT?S|C~UNZ;0;R~");
    expect(service).to.deep.equal({
      component: "|",
      element: ";",
      decimal: ",",
      release: "",
      repetition: "",
      terminator: "~",
    });
    expect(segments[1]?.elements[3]).to.deep.equal(["IT?S", "C"]);
  });

  it("reads the information separators of level B where UNB is written with them", () => {
    const { segments } = read("UNB\u001dUNOB\u001f1\u001dA\u001cFTX\u001dAAA\u001dX+Y'Z\u001fW\u001c");
    expect(segments[1]?.elements).to.deep.equal([["AAA"], ["X+Y'Z", "W"]]);
  });

  it("knows repetition from syntax version 4 on, or where UNA names its separator", () => {
    const repeated = { tag: "ABC", elements: [["1"], ["a", "b"], ["3"]], repeats: { "1": [["c"], ["d", "e"]] } };
    expect(second(around("ABC+1+a:b*c*d:e+3", "UNOC:4"))).to.deep.equal(repeated);
    expect(second(`UNA:+.?*'${around("ABC+1+a:b*c*d:e+3", "UNOC:1")}`)).to.deep.equal(repeated);
    expect(second(around("ABC+1+a?*b", "UNOC:4"))?.elements[1]).to.deep.equal(["a*b"]);
    expect(second(around("ABC+1+a*b", "UNOC:3"))?.elements[1]).to.deep.equal(["a*b"]);
    expect(second(`UNA:+.? '${around("ABC+1+a*b", "UNOC:4")}`)?.elements[1]).to.deep.equal(["a*b"]);
  });

  it("reads on over blanks and line breaks between segments, behind a byte order mark too", () => {
    const text = around("BGM+929+7'\r\n  UNS+D").replace(/'$/, "'\r\n");
    expect(read(`\ufeff${text}`)).to.deep.equal(read(around("BGM+929+7'UNS+D")));
  });

  it("lets a line break terminate segments where UNA says so", () => {
    const { segments, findings } = read("UNA:+.? \nUNB+UNOA:3+A+B\r\nUNZ+0+R\n");
    expect(segments.map(({ tag }) => tag)).to.deep.equal(["UNB", "UNZ"]);
    expect(findings.map(({ code }) => code)).to.deep.equal(["EDIFACT_LINE_BREAK"]);
  });

  it("finds each message by its header, with or without its trailer", () => {
    const interchange = read("UNB+UNOC:3'UNH+7+CUSDEC:D:96B:UN:EU1'BGM+1'UNT+3+7'UNH+8+IFTSTA:D'BGM+2'UNZ+2'");
    const [cusdec, iftsta] = interchange.messages;
    expect(cusdec).to.deep.equal({
      ...{ reference: "7", type: "CUSDEC", version: "D", release: "96B", agency: "UN", association: "EU1" },
      ...{ first: 1, end: 4 },
    });
    expect(iftsta).to.include({ type: "IFTSTA", release: "", first: 4, end: 6 });
    const tags = interchange.messages.map((message) => segmentsOf(interchange, message).map(({ tag }) => tag));
    expect(tags).to.deep.equal([["BGM"], ["BGM"]]);
  });

  it("reads through lines that are broken at any column, keeps the breaks, and finds them", () => {
    const whole = "UNB+UNOA:3+A+B+260301:1200+R1'UNH+1+CUSREP:D:99B:UN'BGM+124+77+9'UNT+3+1'UNZ+1+R1'";
    const wrapped = whole.replace(/.{7}/g, "$&\r\n");
    const interchange = read(wrapped);
    expect(interchange.segments.map(({ tag }) => tag)).to.deep.equal(read(whole).segments.map(({ tag }) => tag));
    expect(interchange.messages[0]).to.include({ type: "CUSREP", release: "99B", reference: "1" });
    expect(componentOf(interchange.segments[2], 1)).to.equal("77");
    expect(codes(interchange)).to.include("EDIFACT_LINE_BREAK 0");
  });

  const faults: [title: string, text: string, finding: string][] = [
    [
      "UNA that gives one character two meanings",
      `UNA++.? '${around("A+B").replaceAll(":", "+")}`,
      "EDIFACT_UNA_INVALID -",
    ],
    ["UNA with a letter", "UNAx+.? 'UNB+UNOCx3'UNZ+0'", "EDIFACT_UNA_INVALID -"],
    ["a repertoire that is not known", around("BGM+1", "UNOZ:3"), "EDIFACT_CHARSET_UNKNOWN -"],
    ["no repertoire", "UNB+'UNZ+0'", "EDIFACT_CHARSET_UNKNOWN -"],
    ["a lower-case letter at level A", around("BGM+1'FTX+AAA+++Rattan", "UNOA:3"), "EDIFACT_CHARACTER_INVALID 2"],
    ["a release character at the end", "UNB+UNOC:3+A'UNZ+0+R?", "EDIFACT_RELEASE_TRUNCATED 1"],
    ["a last segment without terminator", "UNB+UNOC:3+A'UNZ+0+R", "EDIFACT_UNTERMINATED 1"],
    ["a tag that is none", around("LINE+1"), "EDIFACT_TAG_INVALID 1"],
    ["an empty segment", around("'BGM+1"), "EDIFACT_TAG_INVALID 1"],
    ["lines that break within a segment", around("FTX+AAA+++CHAIRS\nOF RATTAN"), "EDIFACT_LINE_BREAK 1"],
  ];
  for (const [title, text, finding] of faults) {
    it(`finds ${title}, and keeps all of it`, () => {
      expect(codes(read(text))).to.include(finding);
    });
  }

  it("finds nothing in an interchange in which nothing is amiss", () => {
    expect(read(around("BGM+929+7", "UNOA:3")).findings).to.deep.equal([]);
  });

  it("says where the first character stands that does not belong, and how many there are", () => {
    const { findings } = read(around("BGM+1'FTX+AAA+++chairs'FTX+AAA+++more", "UNOA:1"));
    expect(findings).to.deep.equal([
      {
        code: "EDIFACT_CHARACTER_INVALID",
        message: "Characters are not of the repertoire that UNB states. There are 10.",
        segment: 2,
      },
    ]);
  });

  it("never repeats content in a finding", () => {
    for (const { message } of read(around("XSECRET+?", "UNSECRET:x")).findings)
      expect(message).not.to.include("SECRET");
  });

  it("refuses more than 64 MiB, and more than 2,097,152 components, before memory grows", () => {
    expectRefusal(() => readInterchange(new Uint8Array(64 * 1024 * 1024 + 1).fill(0x2b)), "EDIFACT_TOO_LARGE");
    expectRefusal(() => read(`UNB+UNOA:3${"+".repeat(2_097_152)}`), "EDIFACT_TOO_LARGE");
    expectRefusal(() => read(`UNB+UNOA:3${"'A".repeat(2_097_152)}`), "EDIFACT_TOO_LARGE");
  });
});
