import { expect } from "chai";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { sampleOf } from "./samples.ts";

const broken = (bytes: Uint8Array): string[] =>
  readDocument(bytes, {})
    .findings.filter(({ code }) => code === "RULE_BROKEN")
    .map(({ message, pointer }) => `${message.slice(5, 9)} ${pointer}`);

describe("The rules on means of transport of an entry summary declaration", () => {
  it("are kept by a ship with an IMO number", () => {
    expect(broken(sampleOf("cc315a.xml").bytes)).to.deep.equal([]);
  });

  it("are told where they are broken, from the outermost element on", () => {
    const items = "/Envelope/Body/CC313A/GOOITEGDS";
    expect(broken(sampleOf("cc313a-in-soap.xml").bytes)).to.deep.equal([
      "8108 /Envelope/Body/CC313A/HEAHEA",
      `8198 ${items}/0/IDEMEATRAGI970`,
      `8198 ${items}/1/IDEMEATRAGI970`,
    ]);
  });

  it("are broken nowhere where nothing is said of the border", () => {
    expect(broken(utf8Encode("<CC315A/>"))).to.deep.equal([]);
  });

  it("are told two hundred times at most", () => {
    const item = "<GOOITEGDS><IDEMEATRAGI970/></GOOITEGDS>";
    const byAir = "<HEAHEA><TraModAtBorHEA76>4</TraModAtBorHEA76></HEAHEA>";
    expect(broken(utf8Encode(`<CC315A>${byAir}${item.repeat(10_000)}</CC315A>`)).length).to.equal(200);
  });
});
