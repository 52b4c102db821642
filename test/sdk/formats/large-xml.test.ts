import { expect } from "chai";
import { openBody } from "../../../sdk/src/document/body.ts";
import { fieldsOf } from "../../../sdk/src/document/pointer.ts";
import { prepareDocument } from "../../../sdk/src/document/prepare.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { seededBytes } from "../../support/seeded.ts";

const MOST = 32_768;
const bill = (lines: number): Uint8Array =>
  utf8Encode(
    `<BillOfLading xmlns="urn:oasis:names:specification:ubl:schema:xsd:BillOfLading-2"><ID>B-1</ID>${"<Note>n</Note>".repeat(lines)}</BillOfLading>`,
  );
/** Beside the notes there are the namespace and the number. */
const LARGEST = bill(MOST - 2);
const LARGER = bill(MOST - 1);

describe("XML of many fields", () => {
  it(`has a field for each of ${MOST}`, () => {
    const { body, findings } = readDocument(LARGEST, {});
    expect(fieldsOf(body).length).to.equal(MOST);
    expect(findings.map(({ code }) => code)).not.to.include("XML_TOO_MANY_FIELDS");
  });

  it("of one more is kept without fields, with its facts and a finding, and is never refused", () => {
    const { body, facts, findings } = readDocument(LARGER, {});
    expect([body, facts.documentNumber]).to.deep.equal([{}, "B-1"]);
    expect(findings.map(({ code }) => code)).to.include("XML_TOO_MANY_FIELDS");
    const document = prepareDocument({ original: LARGER, randomBytes: seededBytes("larger") });
    const pointers = openBody(document.body).fields.map(({ pointer }) => pointer);
    expect(pointers).to.include("/$facts/documentNumber").and.not.to.include("/BillOfLading/ID");
  });

  it("counts attributes, namespaces, texts beside them and empty elements as the body does", () => {
    const odd = `<p:b xmlns:p="u" k="v" l=""><p:c>x</p:c>y<d xmlns="w"/></p:b><e k="v"/><f/>`;
    const rounds = 4_096;
    const read = (more: string) => readDocument(utf8Encode(`<a>${odd.repeat(rounds)}${more}</a>`), {});
    const perRound = fieldsOf(readDocument(utf8Encode(`<a>${odd}</a>`), {}).body).length;
    expect(perRound * rounds).to.equal(MOST);
    expect(fieldsOf(read("").body).length).to.equal(MOST);
    expect(read("<g/>").body).to.deep.equal({});
  });

  it("names no place in a body that is not there", () => {
    const item = "<GOOITEGDS><IDEMEATRAGI970/></GOOITEGDS>".repeat(MOST + 1);
    const air = "<HEAHEA><TraModAtBorHEA76>4</TraModAtBorHEA76></HEAHEA>";
    const { findings } = readDocument(utf8Encode(`<CC315A>${air}${item}</CC315A>`), {});
    const broken = findings.filter(({ code }) => code === "RULE_BROKEN");
    expect(broken.length).to.equal(200);
    for (const finding of broken) expect(finding).not.to.have.property("pointer");
  });
});
