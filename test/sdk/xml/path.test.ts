import { expect } from "chai";
import { fieldsOf } from "../../../sdk/src/document/pointer.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { descendantsOf, type XmlElement } from "../../../sdk/src/xml/element.ts";
import { pathOf } from "../../../sdk/src/xml/path.ts";
import { pointersTo } from "../../../sdk/src/xml/pointers-to.ts";
import { readXml } from "../../../sdk/src/xml/read-xml.ts";
import { xmlBody } from "../../../sdk/src/xml/xml-body.ts";

const ROOT = readXml(
  utf8Encode("<r><a><b>1</b><c><b>2</b></c></a><p:a xmlns:p='u'><p:b>3</p:b></p:a><b>4<b>5</b></b><d><e/></d></r>"),
);
const textsAt = (path: string): string =>
  pathOf(path)(ROOT)
    .map(({ text }) => text)
    .join("");

describe("A path", () => {
  const paths: [path: string, texts: string][] = [
    ["a/b", "13"],
    ["b", "4"],
    ["b/b", "5"],
    ["a/c/b", "2"],
    ["**/b", "12345"],
    ["a/**/b", "123"],
    ["**/c/b", "2"],
    ["**/a/**/b", "123"],
    ["x", ""],
    ["**/x/b", ""],
  ];
  for (const [path, texts] of paths) {
    it(`${path} stands for the elements that say ${texts || "nothing"}, in document order`, () => {
      expect(textsAt(path)).to.equal(texts);
    });
  }

  it("of nothing is the element itself", () => {
    expect(pathOf("")(ROOT)).to.deep.equal([ROOT]);
  });
});

describe("The pointers to elements", () => {
  const body = xmlBody(ROOT);
  const leaves = ["a", "b", "c", "d", "e"].flatMap((name) => descendantsOf(ROOT, name)).filter(isPlain);

  it("name the fields of the body that they became", () => {
    const fields = new Map(fieldsOf(body).map(({ pointer, value }) => [pointer, value]));
    const pointers = pointersTo(ROOT, leaves);
    for (const element of leaves) expect(fields.get(pointers.get(element) as string)).to.equal(element.text);
    expect([...new Set(pointers.values())].length).to.equal(4);
  });

  it("have the root's name for the root, and nothing for a stranger", () => {
    const stranger = readXml(utf8Encode("<r/>"));
    expect([...pointersTo(ROOT, [ROOT, stranger])]).to.deep.equal([[ROOT, "/r"]]);
  });
});

/** Elements that are their text alone in the body: those of a namespace of their own have it beside them. */
function isPlain({ children, namespace }: XmlElement): boolean {
  return children.length === 0 && namespace === "";
}
