import { expect } from "chai";
import { type Hints, readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { SAMPLES, sampleOf } from "./samples.ts";

const read = (text: string, hints: Hints = {}) => readDocument(utf8Encode(text), hints);

describe("readDocument", () => {
  for (const { name, bytes } of [...(SAMPLES["json"] ?? []), ...(SAMPLES["xml"] ?? [])]) {
    it(`keeps ${name} as another document and says so, since no format reads it`, () => {
      const { kind, facts, findings } = readDocument(bytes, {});
      expect([kind, facts, findings.map(({ code }) => code)]).to.deep.equal(["other-document", {}, ["KIND_ASSUMED"]]);
    });

    it(`takes the kind and the facts of ${name} that are given beside it`, () => {
      const { kind, facts } = readDocument(bytes, { kind: "packing-list", facts: { documentNumber: "PL-1" } });
      expect([kind, facts]).to.deep.equal(["packing-list", { documentNumber: "PL-1" }]);
    });
  }

  const refused: [title: string, text: string, hints: Hints, code: string][] = [
    ["nothing at all", "", {}, "FORMAT_UNKNOWN"],
    ["blanks", " \r\n\t", {}, "FORMAT_UNKNOWN"],
    ["text of no stated type", "ISA*00*", {}, "FORMAT_UNKNOWN"],
    ["bytes of a stated type without a kind", "ISA*00*", { mediaType: "application/edi-x12" }, "KIND_REQUIRED"],
    ["what is stated to be EDIFACT and is not", "ISA*00*", { mediaType: "application/EDIFACT" }, "EDIFACT_SYNTAX"],
    ["broken JSON", '{"sealane":', {}, "JSON_SYNTAX"],
    ["broken XML", "<Declaration>", {}, "XML_SYNTAX"],
    ["XML with a document type", "<!DOCTYPE a><a/>", {}, "XML_DOCTYPE"],
    ["what is stated to be XML and is not", "UNB+UNOA:2", { mediaType: "text/xml" }, "XML_SYNTAX"],
    ["a key that stands twice", '{"sealane":"packing-list","sealane":"x"}', {}, "JSON_DUPLICATE_KEY"],
    ["what is stated to be JSON and is not", "%PDF-1.4", { mediaType: "Application/JSON" }, "JSON_SYNTAX"],
    ["JSON behind a byte order mark", '\ufeff{"sealane":"packing-list"}', { mediaType: "text/json" }, "JSON_SYNTAX"],
    ["nesting without end", `{"a":${"[".repeat(100_000)}`, {}, "JSON_TOO_DEEP"],
  ];
  for (const [title, text, hints, code] of refused) {
    it(`refuses ${title} with ${code}`, () => {
      expectRefusal(() => read(text, hints), code);
    });
  }

  it("keeps bytes that begin like JSON as what they are stated to be", () => {
    const reading = read("{\\rtf1}", { mediaType: "application/rtf", kind: "commercial-invoice" });
    expect([reading.format, reading.mediaType]).to.deep.equal(["opaque", "application/rtf"]);
  });

  it("takes a type for JSON whatever its case and parameters, but not one whose name only begins so", () => {
    const stated = (mediaType: string) => read("no JSON", { mediaType, kind: "packing-list" }).format;
    for (const type of ["Application/JSON; charset=utf-8", "application/dcsa+json", "text/json ;v=1"]) {
      expectRefusal(() => stated(type), "JSON_SYNTAX");
    }
    expect(stated("application/json-seq")).to.equal("opaque");
  });

  it("prefers the stated media type, then what the first bytes show, then the format's own", () => {
    const { bytes, hints } = sampleOf("scan.png");
    expect(readDocument(bytes, { ...hints, mediaType: "image/x-scan" }).mediaType).to.equal("image/x-scan");
    expect(readDocument(bytes, hints).mediaType).to.equal("image/png");
    expect(read('{"sealane":"packing-list"}').mediaType).to.equal("application/json");
  });

  it("reads what the original states, and finds each fact beside it that says otherwise", () => {
    const given = { ucr: "6my kelapa-88", packages: "9", vessel: "Lantern Ocean" };
    const { facts, findings } = read('{"sealane":"packing-list","ucr":"6MYKELAPA-88","packages":8}', { facts: given });
    expect(facts).to.deep.equal({ ucr: "6MYKELAPA-88", packages: "8" });
    const ignored = findings.filter(({ code }) => code === "FACT_IGNORED");
    expect(ignored.map(({ fact }) => fact)).to.deep.equal(["packages", "vessel"]);
  });
});
