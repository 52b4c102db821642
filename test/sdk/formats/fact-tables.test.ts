import { expect } from "chai";
import { firstOf, joined, statedBy } from "../../../sdk/src/formats/fact-rules.ts";
import { day, dayIn } from "../../../sdk/src/formats/xml-facts/days.ts";
import { papersIn } from "../../../sdk/src/formats/xml-facts/envelopes.ts";
import { agreed, each, type FactRule, text, texts } from "../../../sdk/src/formats/xml-facts/fact-table.ts";
import { amount, kilograms, quantities, sum } from "../../../sdk/src/formats/xml-facts/measures.ts";
import { eori, parties } from "../../../sdk/src/formats/xml-facts/parties.ts";
import { relatedDocument } from "../../../sdk/src/formats/xml-facts/related-documents.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { readXml } from "../../../sdk/src/xml/read-xml.ts";

const paper = (content: string) => readXml(utf8Encode(`<r>${content}</r>`));
const PARTY = { name: "n", identifier: "i|j", country: "c", scheme: eori };

/** A rule, a paper, and what it reads there. */
const RULES: readonly (readonly [title: string, rule: FactRule, content: string, stated: unknown])[] = [
  ["the first text that is more than blanks", text("a"), "<a> </a><a> 007 </a><a>8</a>", "007"],
  ["the first path that states something", text("x", "a", "b"), "<b>2</b><a>1</a>", "1"],
  ["nothing where nothing is stated", text("x"), "<a>1</a>", undefined],
  ["all texts of all paths", texts("b", "a"), "<a>1</a><b>2</b><a>3</a>", ["2", "1", "3"]],
  ["no list of nothing", texts("x"), "<a>1</a>", undefined],
  ["what all agree on", agreed("a"), "<a>MY</a><a>MY</a>", "MY"],
  ["nothing where two disagree, whatever other paths say", agreed("a", "b"), "<a>MY</a><a>ID</a><b>SG</b>", undefined],
  ["the first rule that states something", firstOf(sum("a"), sum("b")), "<a>x</a><b>2</b>", "2"],
  ["a list of what each states", each("a", text("b")), "<a><b>1</b></a><a/><a><b>2</b></a>", ["1", "2"]],
  ["lists one after the other", joined(texts("b"), texts("x"), texts("a")), "<a>1</a><b>2</b>", ["2", "1"]],
  ["a sum exactly", sum("a"), "<a>0.1</a><a>0.2</a>", "0.3"],
  ["no sum of which a part is no number", sum("a"), "<a>1</a><a>some</a>", undefined],
  ["a sum past what is empty", sum("a"), "<a>1</a><a/><a> </a>", "1"],
  ["kilograms in any unit", kilograms("a"), '<a>1</a><a unitCode="TNE">1</a><a unitCode="GRM">1</a>', "1001.001"],
  ["no weight in an unknown unit", kilograms("a"), '<a>1</a><a unitCode="XPK">1</a>', undefined],
  [
    "amounts of one currency",
    amount("a"),
    '<a currencyID="EUR">1.5</a><a currencyID="EUR">2</a>',
    { amount: "3.5", currency: "EUR" },
  ],
  ["no amount of two currencies", amount("a"), '<a currencyID="EUR">1.5</a><a currencyID="SGD">2</a>', undefined],
  ["no amount without a currency", amount("a"), "<a>1.5</a>", undefined],
  ["no amount that is no number", amount("a"), '<a currencyID="EUR">free</a>', undefined],
  [
    "quantities that have a unit",
    quantities("a"),
    '<a unitCode="NAR">3.0</a><a>4</a><a unitCode="NAR"/>',
    [{ value: "3.0", unit: "NAR" }],
  ],
  ["dates in their own form", day("a"), "<a>20260320091500+08</a>", "2026-03-20"],
  [
    "parties with what they have",
    parties([
      ["exporter", "a", PARTY],
      ["carrier", "b", PARTY],
    ]),
    "<b><j>XX1</j></b><a><n>N</n><i>NL1</i><c>NL</c></a><a><c>NL</c></a>",
    [
      { role: "exporter", name: "N", identifier: "NL1", scheme: "EORI", country: "NL" },
      { role: "carrier", name: null, identifier: "XX1", scheme: null, country: null },
    ],
  ],
  [
    "papers by type and number",
    each("a", relatedDocument("t", "n|m")),
    "<a><t>N380</t><m>1</m></a><a><t>N380</t></a>",
    [{ type: "380", number: "1" }],
  ],
  [
    "types as they are",
    each("a", relatedDocument("t", "n")),
    "<a><t>NOTE</t><n>1</n></a>",
    [{ type: "NOTE", number: "1" }],
  ],
  [
    "types that the format gives",
    each("a", relatedDocument("=705", "n")),
    "<a><n>1</n></a>",
    [{ type: "705", number: "1" }],
  ],
];

describe("A rule of a table of facts reads", () => {
  for (const [title, rule, content, stated] of RULES) {
    it(title, () => {
      expect(rule(paper(content))).to.deep.equal(stated);
    });
  }

  it("each fact by its row", () => {
    const table = { documentNumber: text("a"), packages: sum("b"), ucr: text("x") };
    expect(statedBy(table, paper("<a>1</a><b>2</b>"))).to.deep.equal({
      documentNumber: "1",
      packages: "2",
      ucr: undefined,
    });
  });
});

describe("The day in a text", () => {
  const days: [stated: string, day: string][] = [
    ["20260320", "2026-03-20"],
    ["202603200915", "2026-03-20"],
    ["20260320091500", "2026-03-20"],
    ["20260320091500Z", "2026-03-20"],
    ["20260320091500+01", "2026-03-20"],
    ["20260320091500+0130", "2026-03-20"],
    ["2026-03-20Z", "2026-03-20"],
    ["2026-03-20-05:00", "2026-03-20"],
    ["2026-03-20T09:15:00.000+08:00", "2026-03-20T09:15:00.000+08:00"],
    ["260320", "260320"],
    ["2026032009", "2026032009"],
    ["soon", "soon"],
  ];
  for (const [stated, expected] of days) {
    it(`of ${stated} is ${expected}`, () => {
      expect(dayIn(stated)).to.equal(expected);
    });
  }
});

describe("An envelope", () => {
  const names = (content: string) => papersIn(readXml(utf8Encode(content))).map(({ name }) => name);

  it("holds what it carries, and what stands below that", () => {
    expect(names("<Envelope><Header><x/></Header><Body><a><b/></a><c/></Body></Envelope>")).to.deep.equal([
      "a",
      "c",
      "b",
    ]);
    expect(names("<GovTalkMessage><Header/><Body><a/></Body></GovTalkMessage>")).to.deep.equal(["a"]);
    expect(names("<Envelope/>")).to.deep.equal([]);
  });

  it("is none that is not in the table", () => {
    expect(names("<a><b/></a>")).to.include("a");
    expect(names("<constructor><Body><a/></Body></constructor>")).not.to.include("a");
  });
});

describe("An identifier", () => {
  it("is an EORI where it has its form and no other", () => {
    const [yes, no] = [
      ["NL004495445", "GB553202734852", "XI603202734852", "DE1", "gb1"],
      ["SG004495445", "NL", "NL12345678901234567", "NL-1", "1NL"],
    ];
    expect(yes.map(eori)).to.deep.equal(yes.map(() => "EORI"));
    expect(no.map(eori)).to.deep.equal(no.map(() => undefined));
  });
});
