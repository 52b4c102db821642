import { expect } from "chai";
import { openBody } from "../../../sdk/src/document/body.ts";
import { prepareDocument } from "../../../sdk/src/document/prepare.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { XML_FORMATS } from "../../../sdk/src/formats/xml-formats.ts";
import { seededBytes } from "../../support/seeded.ts";
import { describeShared, hasShared, listShared, readShared } from "../../support/shared.ts";

/** What may stand in each folder. */
const ROWS: readonly (readonly [folder: string, formats: readonly string[], kinds: RegExp])[] = [
  [
    "declarations/wco-dms-hmrc-cds",
    ["wco-declaration", "wco-response", "hmrc-declaration-status", "hmrc-inventory-linking"],
    /^(declaration-(import|export)|customs-response|custody-events|other-document)$/,
  ],
  ["declarations/ics-ens-hmrc", ["ics-entry-summary", "govtalk-response"], /^(declaration-entry-sum|customs-resp)/],
  ["declarations/ubl", ["ubl-2-json"], /^declaration-export$/],
  ["bills-of-lading/ubl", ["ubl-2", "ubl-2-json"], /^cargo-manifest$/],
  ["certificates/ubl", ["ubl-2"], /^(goods-item-passport|proof-of-re-exportation)$/],
  ["certificates/cites", ["cites-epermit"], /^cites-re-export-certificate$/],
];

/** Which paper a name of HMRC's samples stands for. */
const BY_NAME: readonly (readonly [name: RegExp, format: string, kind: string])[] = [
  [/DMS[A-Z]{3}/, "wco-response", "customs-response"],
  [/_DIS\.xml$/, "hmrc-declaration-status", "customs-response"],
  [/Movement_Messages/, "hmrc-inventory-linking", ""],
  [/TT_EX\d+[a-z]__(Step1_)?TT_EX/, "wco-declaration", "declaration-export"],
  [/TT_IM\d+[a-z]__(Step1_)?TT_IM/, "wco-declaration", "declaration-import"],
];

describeShared("Over every XML of the corpus, and UBL in JSON, readDocument", "corpus/declarations", () => {
  const read = (path: string) => readDocument(readShared(path), {});

  for (const [folder, formats, kinds] of ROWS) {
    for (const path of listShared(`corpus/${folder}`)) {
      it(`knows ${path.split("/").pop()} by a row of its own, and states its facts in form`, () => {
        const { format, kind, findings, facts } = read(path);
        expect(formats).to.include(format);
        expect(kind).to.match(kinds);
        // Four control files list no errors, and an empty list states nothing.
        if (!path.endsWith(".ctl")) expect(Object.keys(facts)).not.to.be.empty;
        const malformed = findings.filter(({ code }) => code === "FACT_MALFORMED").map(({ fact }) => fact);
        // The cases of entry summary declarations say EXAMPLE where a place is to stand.
        expect(malformed).to.deep.equal(format === "ics-entry-summary" ? ["portOfLoading", "portOfDischarge"] : []);
        expect(findings.map(({ code }) => code)).not.to.include("KIND_ASSUMED");
      });
    }
  }

  for (const path of ROWS.flatMap(([folder]) => listShared(`corpus/${folder}`)).filter((it) => !it.endsWith(".json"))) {
    it(`makes a document of ${path.split("/").pop()} that keeps every value as it stands`, () => {
      const original = readShared(path);
      const { body } = prepareDocument({ original, randomBytes: seededBytes(path) });
      const kept = new Set(openBody(body).fields.map(({ value }) => value));
      const lost = valuesIn(original.toString()).filter((value) => !kept.has(value));
      expect(lost).to.deep.equal([]);
    });
  }

  it("knows HMRC's samples for what their names say", () => {
    const paths = listShared("corpus/declarations/wco-dms-hmrc-cds");
    for (const path of paths) {
      const [, format, kind] = BY_NAME.find(([name]) => name.test(path)) as (typeof BY_NAME)[number];
      const reading = read(path);
      expect(reading.format, path).to.equal(format);
      if (kind !== "") expect(reading.kind, path).to.equal(kind);
    }
    expect(paths.length).to.equal(56);
  });

  it("reads all that is well-formed by EXPECTED.tsv", () => {
    expect(hasShared("corpus/EXPECTED.tsv")).to.equal(true);
    const rows = readShared("corpus/EXPECTED.tsv").toString().split("\n").slice(1);
    const wellFormed = rows
      .map((row) => row.split("\t"))
      .filter(([, check, yes]) => check === "well-formed" && yes === "yes");
    for (const [path] of wellFormed)
      expect(
        XML_FORMATS.map(({ name }) => name),
        path,
      ).to.include(read(`corpus/${path}`).format);
    expect(wellFormed.length).to.be.greaterThan(30);
  });

  it("takes no JSON of the corpus that is not of UBL for its own", () => {
    const names = XML_FORMATS.map(({ name }) => name);
    const others = ["bills-of-lading/dcsa", "bills-of-lading/traceability-vocab", "certificates/tradetrust"];
    for (const path of others.flatMap((folder) => listShared(`corpus/${folder}`))) {
      if (path.includes("eblsurrender")) continue;
      expect(names, path).not.to.include(read(path).format);
    }
  });
});

/** Attributes and texts of XML of the corpus, read by pattern: none of it has CDATA sections or mixed content. */
function valuesIn(document: string): string[] {
  const markup = document.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, "");
  const attributes = [...markup.matchAll(/\s(?!xmlns)[\w:.-]+="([^"]*)"/g)].map(([, value]) => value as string);
  const texts = [...markup.matchAll(/>([^<]*[^<\s][^<]*)</g)].map(([, text]) => text as string);
  const plain = (text: string): string =>
    text
      .replaceAll("&apos;", "'")
      .replaceAll("&quot;", '"')
      .replaceAll("&gt;", ">")
      .replaceAll("&lt;", "<")
      .replaceAll("&amp;", "&");
  return [
    ...attributes.map((value) => plain(value).replace(/[\t\r\n]/g, " ")),
    ...texts.map((text) => plain(text).replace(/\r\n?/g, "\n")),
  ];
}
