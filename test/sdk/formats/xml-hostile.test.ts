import { expect } from "chai";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { XML_FORMATS } from "../../../sdk/src/formats/xml-formats.ts";
import type { XmlElement } from "../../../sdk/src/xml/element.ts";
import { readXml } from "../../../sdk/src/xml/read-xml.ts";
import { SAMPLES } from "./samples.ts";

/** Texts that may stand where another is expected. */
const WRONG = ["", " ", "0", "-1", "1e400", "9".repeat(5000), "\u{1f4a3}", "constructor", "2026-13-45", "N705", "T R"];

/** What may become of one element: it is gone, it stands twice, it is another one, its content is another. */
const CHANGES: Readonly<Record<string, (element: XmlElement) => readonly XmlElement[]>> = {
  "left out": () => [],
  "there twice": (element) => [element, element],
  "without content": (element) => [{ ...element, children: [], text: "" }],
  "without attributes": (element) => [{ ...element, attributes: new Map() }],
  "under another name": (element) => [{ ...element, name: "__proto__" }],
  "of another namespace": (element) => [{ ...element, namespace: "urn:example:other" }],
  "inside itself": (element) => [{ ...element, children: [...element.children, element] }],
};
const texts = Object.fromEntries(
  WRONG.map((text) => [`saying ${JSON.stringify(text).slice(0, 20)}`, (element: XmlElement) => [{ ...element, text }]]),
);

for (const { name: format } of XML_FORMATS.filter(({ mediaTypes }) => mediaTypes.includes("text/xml"))) {
  describe(`A changed document of the format ${format}`, () => {
    for (const { name, bytes } of SAMPLES[format] ?? []) {
      for (const [change, apply] of Object.entries({ ...CHANGES, ...texts })) {
        it(`is read, or is of none: ${name} with any one element ${change}`, () => {
          const root = readXml(bytes);
          for (const variant of variantsOf(root, apply)) expectRead(variant, format);
        });
      }
    }
  });
}

/** The document with each of its elements but the root changed in turn. */
function variantsOf(element: XmlElement, apply: (element: XmlElement) => readonly XmlElement[]): XmlElement[] {
  const withChild = (i: number, others: readonly XmlElement[]): XmlElement => ({
    ...element,
    children: element.children.toSpliced(i, 1, ...others),
  });
  return element.children.flatMap((child, i) => [
    withChild(i, apply(child)),
    ...variantsOf(child, apply).map((variant) => withChild(i, [variant])),
  ]);
}

/** Read by its own row, with a kind and with facts in their form, or by another as what it then is. */
function expectRead(root: XmlElement, name: string): void {
  const bytes = new TextEncoder().encode(written(root));
  const { format, kind, findings, facts } = readDocument(bytes, {});
  expect([name, "xml"]).to.include(format);
  if (format === "xml") expect(kind).to.equal("other-document");
  for (const finding of findings) expect(finding.message).not.to.include("undefined");
  expect(Object.values(facts)).not.to.include(undefined);
}

const escaped = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

function written({ name, namespace, attributes, children, text }: XmlElement): string {
  const stated = [...attributes].filter(([key]) => !key.includes(":"));
  const pairs = stated.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
  return `<${name} xmlns="${namespace}"${pairs}>${escaped(text)}${children.map(written).join("")}</${name}>`;
}
