import { expect } from "chai";
import { contrlFor } from "../../../sdk/src/edifact/contrl.ts";
import { cusresFor, DECISIONS, type Decision, type DeclarationOutcome } from "../../../sdk/src/edifact/cusres.ts";
import { encodeInterchange } from "../../../sdk/src/edifact/encode-interchange.ts";
import { envelopeFindings } from "../../../sdk/src/edifact/envelope-findings.ts";
import type { Interchange } from "../../../sdk/src/edifact/interchange.ts";
import { readInterchange } from "../../../sdk/src/edifact/read-interchange.ts";
import { writeInterchange } from "../../../sdk/src/edifact/write-interchange.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { checkedSegments } from "../../support/sdk/edifact-peer.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const INPUT = { controlReference: "C77", answeredAt: "2026-03-01T12:34:56Z" };
const UNB = "UNB+UNOC:3+TRADER:ZZ+CUSTOMS+260301:1200+R1'";
const message = (reference: string, count = 3) =>
  `UNH+${reference}+CUSDEC:D:96B:UN:EX1'BGM+929+N7'UNT+${count}+${reference}'`;
const read = (text: string) => readInterchange(utf8Encode(text));
const faultsOf = (interchange: Interchange) => [...interchange.findings, ...envelopeFindings(interchange)];
const contrl = (text: string, rejectFor?: string) =>
  contrlFor(read(text), faultsOf(read(text)), { ...INPUT, ...(rejectFor !== undefined && { rejectFor }) });

/** The segments between UNH and UNT of an answer, as text. */
function said(answer: Interchange): string[] {
  const segments = writeInterchange(answer).split("'");
  return segments.slice(segments.findIndex((one) => one.startsWith("UNH")) + 1, -3);
}

/** Asserts that an answer has no faults, and that our reader and another read what was written. */
function expectSound(answer: Interchange): void {
  const again = readInterchange(encodeInterchange(answer));
  expect(faultsOf(again)).to.deep.equal([]);
  expect(again.segments).to.deep.equal(answer.segments);
  if (answer.syntaxVersion === "4") return;
  expect(checkedSegments(writeInterchange(answer))).to.deep.equal(answer.segments);
}

describe("contrlFor", () => {
  it("acknowledges an interchange without faults, from its recipient to its sender", () => {
    const answer = contrl(`${UNB}${message("1")}UNZ+1+R1'`);
    expect(writeInterchange(answer)).to.equal(
      "UNA:+.? 'UNB+UNOC:3+CUSTOMS+TRADER:ZZ+260301:1234+C77'UNH+1+CONTRL:D:3:UN'UCI+R1+TRADER:ZZ+CUSTOMS+7'UNT+3+1'UNZ+1+C77'",
    );
    expectSound(answer);
  });

  it("answers syntax version 4 with CONTRL 4.1 and a date with its century, a test with a test", () => {
    const answer = contrl(`UNB+UNOY:4+A+B+20260301:1200+R1++++++1'${message("1")}UNZ+1+R1'`);
    expect(writeInterchange(answer)).to.equal(
      "UNA:+.?*'UNB+UNOY:4+B+A+20260301:1234+C77++++++1'UNH+1+CONTRL:4:1:UN'UCI+R1+A+B+7'UNT+3+1'UNZ+1+C77'",
    );
    expectSound(answer);
  });

  const group = (messages: string, count: number, reference = "G1") =>
    `UNG+CUSDEC+T+C+260301:1200+${reference}+UN+D:96B'${messages}UNE+${count}+G1'`;
  const cases: [title: string, text: string, segments: string[]][] = [
    ["an interchange whose count is wrong", `${UNB}${message("1")}UNZ+2+R1'`, ["UCI+R1+TRADER:ZZ+CUSTOMS+4+29+UNZ+2"]],
    ["one whose references differ", `${UNB}${message("1")}UNZ+1+R2'`, ["UCI+R1+TRADER:ZZ+CUSTOMS+4+28+UNZ+3"]],
    ["one that does not end", `${UNB}${message("1")}`, ["UCI+R1+TRADER:ZZ+CUSTOMS+4+13+UNZ"]],
    [
      "one of an unknown repertoire",
      `UNB+UNOZ:3+T+C+260301:1200+R1'${message("1")}UNZ+1+R1'`,
      ["UCI+R1+T+C+4+46+UNB+2:1"],
    ],
    [
      "one with something behind its end",
      `${UNB}${message("1")}UNZ+1+R1'BGM+1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+4+33+UNZ"],
    ],
    [
      "the one of two messages whose count is wrong",
      `${UNB}${message("1", 9)}${message("2")}UNZ+2+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCM+1+CUSDEC:D:96B:UN:EX1+4+29+UNT+2"],
    ],
    [
      "a message whose reference stands twice",
      `${UNB}${message("1")}${message("1")}UNZ+2+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCM+1+CUSDEC:D:96B:UN:EX1+4+26+UNH+2"],
    ],
    [
      "a message for a tag in it, by the segment's place",
      `${UNB}UNH+1+CUSDEC:D:96B:UN'BGM+929'LOCO+9'UNT+4+1'UNZ+1+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCM+1+CUSDEC:D:96B:UN+4", "UCS+3+21"],
    ],
    [
      "a message for a line that breaks, by the component's place",
      `${UNB}UNH+1+CUSDEC:D:96B:UN'BGM+929'FTX+AAA+++CHAIRS:OF\nRATTAN'UNT+4+1'UNZ+1+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCM+1+CUSDEC:D:96B:UN+4", "UCS+3", "UCD+21+5:2"],
    ],
    [
      "a message in a group, and not the group",
      `${UNB}${group(message("1", 9), 1)}UNZ+1+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCF+G1+T+C+7", "UCM+1+CUSDEC:D:96B:UN:EX1+4+29+UNT+2"],
    ],
    [
      "a group whose count is wrong, and not the other",
      `${UNB}${group(message("1"), 1, "G1")}${group(message("1"), 2)}UNZ+2+R1'`,
      ["UCI+R1+TRADER:ZZ+CUSTOMS+7", "UCF+G1+T+C+4+29+UNE+2"],
    ],
  ];
  for (const [title, text, segments] of cases) {
    it(`rejects ${title}`, () => {
      const answer = contrl(text);
      expect(said(answer)).to.deep.equal(segments);
      expectSound(answer);
    });
  }

  it("rejects the whole for a reason of its recipient's, whatever was found", () => {
    expect(said(contrl(`${UNB}${message("1", 9)}UNZ+1+R1'`, "7"))).to.deep.equal(["UCI+R1+TRADER:ZZ+CUSTOMS+4+7"]);
  });

  it("lets pass what is left out of the findings", () => {
    const interchange = read(`UNB+UNOA:3+T+C+260301:1200+R1'${message("1")}UNT+4+1'FTX+AAA+++chairs'UNZ+1+R1'`);
    expect(said(contrlFor(interchange, [], INPUT))).to.deep.equal(["UCI+R1+T+C+7"]);
  });

  it("does not reject for a doubt", () => {
    const answer = contrl(`UNB+UNOC:3+T+C+260301:1200+R1'${message("1")}UNZ+1+R1'`.replace("N7", "Nô7"));
    expect(said(answer)).to.deep.equal(["UCI+R1+T+C+7"]);
  });

  it("releases service characters in what it repeats, whatever those of the interchange were", () => {
    const answer = contrl("UNA|;,\\ ~UNB;UNOC|3;T+T;C'C|1:2;260301|1200;R?1~UNH;1;X|D~UNT;2;1~UNZ;1;R?1~");
    expect(said(answer)[0]).to.equal("UCI+R??1+T?+T+C?");
    expectSound(answer);
  });
});

describeShared("contrlFor, over published interchanges,", "corpus/edifact", () => {
  for (const path of listShared("corpus/edifact")) {
    it(`answers ${path.split("/").pop()} with a report that both readers read`, () => {
      const interchange = readInterchange(readShared(path));
      const faults = envelopeFindings(interchange);
      const answer = contrlFor(interchange, faults, INPUT);
      expectSound(answer);
      expect(writeInterchange(answer).includes("+4+")).to.equal(faults.length > 0);
    });
  }
});

describe("cusresFor", () => {
  const declaration = read(`${UNB}${message("1")}UNZ+1+R1'`);
  const respond = (outcome: DeclarationOutcome) => cusresFor(declaration, outcome, INPUT);

  it("says that a declaration is accepted, and under which number", () => {
    const answer = respond({ decision: "accepted", mrn: "26NL000510ABCDEF12" });
    expect(said(answer)).to.deep.equal([
      "BGM+961+N7+11+AP",
      "DTM+137:202603011234:203",
      "GIS+1",
      "RFF+ABT:26NL000510ABCDEF12",
      "RFF+ACW:N7",
    ]);
    expectSound(answer);
  });

  it("says for what it is rejected, section by section and item by item", () => {
    const answer = respond({
      decision: "rejected",
      errors: [
        { code: "E12", section: "detail", item: 2, text: "HS code: isn't known?" },
        { code: "E1", section: "heading" },
        { code: "E0" },
      ],
    });
    expect(answer.segments.filter(({ tag }) => /BGM|GIS|FTX|ER/.test(tag))).to.deep.equal([
      { tag: "BGM", elements: [["963"], ["N7"], ["11"], ["RE"]] },
      { tag: "GIS", elements: [["2"]] },
      { tag: "FTX", elements: [["AAO"], [""], [""], ["HS code: isn't known?"]] },
      { tag: "ERP", elements: [["2", "2"]] },
      { tag: "ERC", elements: [["E12"]] },
      { tag: "ERP", elements: [["1"]] },
      { tag: "ERC", elements: [["E1"]] },
      { tag: "ERP", elements: [] },
      { tag: "ERC", elements: [["E0"]] },
    ]);
    expectSound(answer);
  });

  for (const [decision, { indicator }] of Object.entries(DECISIONS)) {
    it(`of ${decision} is read by our own format: the number, and ${indicator} for its status`, () => {
      const answer = respond({ decision: decision as Decision, mrn: "26NL000510ABCDEF12" });
      const { format, kind, facts } = readDocument(encodeInterchange(answer), {});
      expect([format, kind]).to.deep.equal(["edifact-cusres", "customs-response"]);
      expect(facts).to.include({ documentNumber: "N7", mrn: "26NL000510ABCDEF12", status: indicator });
      expectSound(answer);
    });
  }

  it("keeps to the size of the message: 50 reasons, 5 texts of 350 characters", () => {
    const errors = Array.from({ length: 80 }, (_, i) => ({ code: `E${i}`, text: "x".repeat(1000) }));
    const answer = respond({ decision: "rejected", errors });
    const count = (tag: string) => answer.segments.filter((segment) => segment.tag === tag).length;
    expect([count("ERP"), count("ERC"), count("FTX")]).to.deep.equal([50, 50, 5]);
    const texts = answer.segments.find(({ tag }) => tag === "FTX")?.elements[3];
    expect(texts?.map(({ length }) => length)).to.deep.equal([70, 70, 70, 70, 70]);
    expectSound(answer);
  });

  it("answers the message that is meant, by its own reference where its document has no number", () => {
    const two = read(`${UNB}${message("1")}UNH+M2+CUSDEC:D:96B:UN'UNT+2+M2'UNZ+2+R1'`);
    const answer = cusresFor(two, { decision: "accepted" }, { ...INPUT, messagePlace: 1 });
    expect(said(answer).at(-1)).to.equal("RFF+ACW:M2");
  });
});

describe("encodeInterchange", () => {
  const free = (level: string, text: string): Uint8Array =>
    encodeInterchange({ ...read(`UNB+UNOY:3'FTX+AAA+++${text}'`), level });
  const texts: [level: string, text: string][] = [
    ["UNOC", "Söhne & Cie"],
    ["UNOD", "Żółć"],
    ["UNOE", "Мебель №7"],
    ["UNOF", "Έπιπλα"],
    ["UNOY", "木工"],
  ];
  for (const [level, text] of texts) {
    it(`writes ${text} in the repertoire of ${level}, so that it is read again`, () => {
      const stated = free(level, text).map((byte, place) => (place === 7 ? level.charCodeAt(3) : byte));
      expect(readInterchange(stated).segments[1]?.elements[3]).to.deep.equal([text]);
    });
  }

  it("puts a hyphen for what the repertoire lacks, and nothing else changes", () => {
    const text = String.fromCharCode(...free("UNOA", "A木B?+C"));
    expect(text).to.equal("UNB+UNOY:3'FTX+AAA+++A-B?+C'");
  });
});
