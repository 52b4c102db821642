import { expect } from "chai";
import fc from "fast-check";
import { compareEvaluated, evaluate, readAnswer } from "../../../sdk/src/comparison/answer.ts";
import { checkAskersOpening, checkOwnersOpening } from "../../../sdk/src/comparison/check-opening.ts";
import { openFacts, packOpening, unpackOpening } from "../../../sdk/src/comparison/opening.ts";
import { factPoint, isScalar, raise, scalarsFrom } from "../../../sdk/src/comparison/points.ts";
import { blindFacts, comparisonIdOf, readQuestion } from "../../../sdk/src/comparison/question.ts";
import { COMPARED_FACTS, statedFacts } from "../../../sdk/src/comparison/stated-facts.ts";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { factsDocument, seededScalars } from "../../support/sdk/comparison-vectors.ts";

const ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const ONE = "1".padStart(64, "0");
const mine: Facts = {
  originCountry: "CN",
  grossWeightKg: "18000",
  containers: ["ABCU1234560", "MSKU0000001"],
  vessel: "A",
};
const theirs: Facts = { originCountry: "VN", grossWeightKg: "18000", containers: ["ABCU1234560"], packages: "7" };

/** Both papers, both sides' secrets, and all that goes to and fro before anything is opened. */
function compared(one: Facts, other: Facts, name = "") {
  const [asker, owner] = [factsDocument(`asker${name}`, one), factsDocument(`owner${name}`, other)];
  const [askers, owners] = [seededScalars(`asker${name}`), seededScalars(`owner${name}`)];
  const [asked, own] = [statedFacts(one, COMPARED_FACTS), statedFacts(other, COMPARED_FACTS)];
  const ids = { documentId: asker.documentId, otherDocumentId: owner.documentId };
  const question = readQuestion({ ...ids, facts: blindFacts(asked, askers) });
  const answer = readAnswer(question, evaluate(question, own, owners));
  const result = compareEvaluated(question, answer, askers);
  const differing = asked.filter(({ fact }) => result.differ.includes(fact));
  return { asker, owner, askers, owners, asked, own, question, answer, result, differing };
}

const values = {
  originCountry: fc.constantFrom("CN", "VN"),
  grossWeightKg: fc.constantFrom("1", "2"),
  containers: fc.constantFrom(["A1"], ["A1", "B2"], ["B2"]),
  value: fc.constantFrom({ amount: "1", currency: "EUR" }, { amount: "1", currency: "USD" }),
};
const papers = fc.record(values, { requiredKeys: ["originCountry"] }) as fc.Arbitrary<Facts>;

describe("A comparison of facts that stay closed", () => {
  it("says of each fact that both papers state whether it is the same, and of others that they are not stated", () => {
    expect(compared(mine, theirs).result).to.deep.equal({
      agree: ["grossWeightKg"],
      differ: ["containers", "originCountry"],
      notStated: ["vessel"],
    });
  });

  it("finds equal just what is equal, whatever the papers state", () => {
    fc.assert(
      fc.property(papers, papers, fc.string(), (one, other, name) => {
        const { result } = compared(one, other, name);
        for (const fact of Object.keys(one) as (keyof Facts)[]) {
          const isSame = JSON.stringify(one[fact]) === JSON.stringify(other[fact]);
          expect(result[other[fact] === undefined ? "notStated" : isSame ? "agree" : "differ"]).to.include(fact);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("sends nothing that a guess could be tried on: no message has the point of a value, or twice the same one", () => {
    const { question, answer, asked, own } = compared(mine, theirs);
    const again = compared(mine, theirs, " once more");
    const sent = JSON.stringify([question.facts, answer]);
    for (const stated of [...asked, ...own]) expect(sent).not.to.include(factPoint(stated));
    const points = [question, again.question].flatMap(({ facts }) => facts.map(({ point }) => point));
    const answered = [...answer, ...again.answer].flatMap((one) => [one.evaluated, one.own]);
    expect(new Set([...points, ...answered]).size).to.equal(points.length + answered.length);
  });

  it("has an id of its own for each question", () => {
    const { question } = compared(mine, theirs);
    const other = { ...question, facts: question.facts.slice(1) };
    expect(comparisonIdOf(question)).to.equal(comparisonIdOf(structuredClone(question)));
    expect(comparisonIdOf(other)).not.to.equal(comparisonIdOf(question));
  });

  it("takes secrets of 1 to n − 1, the same for the same key and context, and another for each fact", () => {
    const key = new Uint8Array(32).fill(7);
    const [one, other] = [scalarsFrom(key, "aa".repeat(32)), scalarsFrom(key, "bb".repeat(32))];
    expect(one("vessel")).to.equal(scalarsFrom(key, "aa".repeat(32))("vessel"));
    const drawn = [one("vessel"), one("value"), other("vessel"), other("value")];
    expect(new Set(drawn).size).to.equal(4);
    expect(drawn.every(isScalar)).to.equal(true);
    expect([ONE, "0".repeat(64), ORDER, "f".repeat(64), 1].map(isScalar)).to.deep.equal([
      true,
      ...Array(4).fill(false),
    ]);
  });
});

describe("What comes from the other side of a comparison", () => {
  const { question, answer } = compared(mine, theirs);
  const [first] = [...question.facts] as [{ fact: string; point: string }];
  const bytes = Buffer.from(first.point, "base64url");
  const withSign = (sign: number) => Buffer.from([sign, ...bytes.subarray(1)]).toString("base64url");
  const offCurve = Buffer.from([2, ...Array(31).fill(0), 1]).toString("base64url");
  const wrongPoints: [string, unknown][] = [
    ["that is the identity", "AA"],
    ["that is the identity in 33 bytes", "A".repeat(44)],
    ["that is not on the curve", offCurve],
    ["of a coordinate beyond the field", Buffer.from([2, ...Array(32).fill(255)]).toString("base64url")],
    ["with another sign byte", withSign(5)],
    ["uncompressed", Buffer.from([4, ...Array(64).fill(1)]).toString("base64url")],
    ["in another base64", Buffer.from(bytes).toString("base64url").replace(/^./, "+")],
    ["that is no text", 7],
  ];
  for (const [title, point] of wrongPoints) {
    it(`is refused with COMPARISON_INVALID for a point ${title}, in question and answer`, () => {
      const facts = [{ ...first, point }, ...question.facts.slice(1)];
      expectRefusal(() => readQuestion({ ...question, facts }), "COMPARISON_INVALID");
      for (const name of ["evaluated", "own"]) {
        const changed = [{ ...answer[0], [name]: point }, ...answer.slice(1)];
        expectRefusal(() => readAnswer(question, changed), "COMPARISON_INVALID");
      }
    });
  }

  const [one, two] = question.facts;
  const wrongQuestions: [string, unknown][] = [
    ["no fact", { ...question, facts: [] }],
    ["a fact twice", { ...question, facts: [one, one] }],
    ["facts out of order", { ...question, facts: [two, one] }],
    [
      "more than 64 facts",
      { ...question, facts: Array.from({ length: 65 }, (_, at) => ({ ...one, fact: `a${100 + at}` })) },
    ],
    ["a name that is no fact's", { ...question, facts: [{ ...one, fact: "a/b" }] }],
    ["a member too many", { ...question, more: 1 }],
    ["no document", { facts: question.facts }],
  ];
  for (const [title, wrong] of wrongQuestions)
    it(`is refused with COMPARISON_INVALID for a question with ${title}`, () => {
      expectRefusal(() => readQuestion(wrong), "COMPARISON_INVALID");
    });

  it("is refused with COMPARISON_INVALID for an answer of facts that were not asked for, twice, or out of order", () => {
    const [a, b] = answer as [(typeof answer)[0], (typeof answer)[0]];
    for (const wrong of [[{ ...a, fact: "voyage" }], [a, a], [b, a], { 0: a }, [{ ...a, more: 1 }]])
      expectRefusal(() => readAnswer(question, wrong), "COMPARISON_INVALID");
    expect(readAnswer(question, [])).to.deep.equal([]);
  });
});

describe("An opening of what differs", () => {
  const it0 = compared(mine, theirs);
  const { asker, owner, askers, owners, own, question, answer, result, differing } = it0;
  const askersOpening = openFacts(asker.body, result.differ, askers);
  const ownersOpening = openFacts(owner.body, result.differ, owners);
  const judge = (opening = ownersOpening, answered = answer) =>
    checkOwnersOpening({ question, answer: answered, opening, differing });

  it("shows both sides the values that differ, and nothing of those that agree", () => {
    const opened = checkAskersOpening(question, unpackOpening(packOpening(askersOpening)), own);
    expect(opened).to.deep.equal(differing);
    expect(judge(unpackOpening(packOpening(ownersOpening)))).to.deep.equal([
      { fact: "containers", value: ["ABCU1234560"] },
      { fact: "originCountry", value: "VN" },
    ]);
    const disclosed = [...askersOpening.body.disclosures, ...ownersOpening.body.disclosures];
    const texts = disclosed.map(([, text]) => Buffer.from(text, "base64url").toString()).join();
    expect(texts).to.include("ABCU1234560").and.not.include("18000");
  });

  it("of a fact that agrees is refused with COMPARISON_INVALID, whoever opens it", () => {
    const agreeing = ["grossWeightKg"];
    expectRefusal(
      () => checkAskersOpening(question, openFacts(asker.body, agreeing, askers), own),
      "COMPARISON_INVALID",
    );
    expectRefusal(() => judge(openFacts(owner.body, agreeing, owners)), "COMPARISON_INVALID");
  });

  it("of another value than was blinded is refused with COMPARISON_INVALID", () => {
    const other = factsDocument("asker", { ...mine, originCountry: "TH" });
    const opening = openFacts(other.body, ["originCountry"], askers);
    const asked = { ...question, documentId: other.documentId };
    expectRefusal(() => checkAskersOpening(asked, opening, own), "COMPARISON_INVALID");
  });

  it("of another document, with another secret, or of more or less than it names is refused with COMPARISON_INVALID", () => {
    const stranger = factsDocument("stranger", mine);
    const { body, scalars } = askersOpening;
    const wider = openFacts(asker.body, [...result.differ, "vessel"], askers).body;
    const wrong = [
      openFacts(stranger.body, result.differ, askers),
      openFacts(asker.body, result.differ, owners),
      { body: wider, scalars },
      { body, scalars: scalars.slice(1) },
      { body: openFacts(asker.body, ["originCountry"], askers).body, scalars },
    ];
    for (const opening of wrong) expectRefusal(() => checkAskersOpening(question, opening, own), "COMPARISON_INVALID");
  });

  it("that leaves out a leaf in the midst or at the beginning of a fact is refused with COMPARISON_INVALID", () => {
    const three = { ...mine, containers: ["AAAU1", "BBBU2", "CCCU3"] };
    const { body, documentId } = factsDocument("three", three);
    for (const shown of [
      ["0", "2"],
      ["1", "2"],
    ]) {
      const value = Object.fromEntries(shown.map((place) => [place, three.containers[Number(place)]])) as never;
      const asked = readQuestion({
        ...{ ...question, documentId },
        facts: blindFacts([{ fact: "containers", value }], askers),
      });
      const partial = openFacts(
        body,
        shown.map((place) => `containers/${place}`),
        askers,
      ).body;
      const opening = { body: partial, scalars: [{ fact: "containers", scalar: askers("containers") }] };
      expectRefusal(() => checkAskersOpening(asked, opening, own), "COMPARISON_INVALID");
    }
  });

  it("by an owner that answered of another value than its paper's is found out", () => {
    const lie = evaluate(question, [{ fact: "containers", value: ["XXXU1"] }, ...own.slice(1)], owners);
    expect(compareEvaluated(question, lie, askers).differ).to.deep.equal(result.differ);
    expectRefusal(() => judge(ownersOpening, lie), "COMPARISON_INVALID");
  });

  it("by an owner that raised the asker's point to another secret than its own is found out", () => {
    const lie = answer.map((one) => ({ ...one, evaluated: raise(one.evaluated, "2".padStart(64, "0")) }));
    expectRefusal(() => judge(ownersOpening, lie), "COMPARISON_INVALID");
  });

  it("that is not of the strict form is refused with COMPARISON_INVALID", () => {
    const { body, scalars } = askersOpening;
    const wrong = [
      { body },
      { body, scalars: [] },
      { body, scalars: [...scalars].reverse() },
      { body, scalars, more: 1 },
    ];
    for (const opening of wrong)
      expectRefusal(() => unpackOpening(packOpening(opening as never)), "COMPARISON_INVALID");
    const zero = scalars.map((one) => ({ ...one, scalar: "0".repeat(64) }));
    expectRefusal(() => unpackOpening(packOpening({ body, scalars: zero })), "COMPARISON_INVALID");
    expectRefusal(() => unpackOpening(Buffer.from("{")), "COMPARISON_INVALID");
  });
});
