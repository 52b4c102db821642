import type { Json } from "../../../sdk/src/canonical/json.ts";
import { compareEvaluated, evaluate } from "../../../sdk/src/comparison/answer.ts";
import { openFacts, packOpening } from "../../../sdk/src/comparison/opening.ts";
import { factPoint, type Scalars, scalarsFrom } from "../../../sdk/src/comparison/points.ts";
import { blindFacts, comparisonIdOf } from "../../../sdk/src/comparison/question.ts";
import { COMPARED_FACTS, statedFacts } from "../../../sdk/src/comparison/stated-facts.ts";
import { fieldsOf } from "../../../sdk/src/document/pointer.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { seededBytes } from "../seeded.ts";

const ASKERS: Facts = {
  containers: ["ABCU1234560", "ABCU7654321"],
  grossWeightKg: "18000",
  originCountry: "CN",
  value: { amount: "100000", currency: "EUR" },
  vessel: "EVER CALM",
};
const OWNERS: Facts = {
  containers: ["ABCU1234560", "ABCU7654321"],
  grossWeightKg: "21000",
  originCountry: "VN",
  value: { amount: "100000", currency: "EUR" },
};

/** A document of facts alone, of salts drawn from a name. */
export const factsDocument = (name: string, facts: Facts): ReturnType<typeof sealFields> =>
  sealFields(fieldsOf(facts as unknown as Json, "/$facts"), seededBytes(name));

/** Secret exponents drawn from a name. */
export function seededScalars(name: string): Scalars {
  const draw = seededBytes(name);
  return scalarsFrom(draw(32), hexOf(draw(32)));
}

/** A whole comparison with every secret of both sides, and the points of a few values. */
export function comparison(): object {
  const [asker, owner] = [factsDocument("asker", ASKERS), factsDocument("owner", OWNERS)];
  const [askers, owners] = [seededScalars("asker's scalars"), seededScalars("owner's scalars")];
  const asked = statedFacts(ASKERS, COMPARED_FACTS);
  const ids = { documentId: asker.documentId, otherDocumentId: owner.documentId };
  const question = { ...ids, facts: blindFacts(asked, askers) };
  const answer = evaluate(question, statedFacts(OWNERS, COMPARED_FACTS), owners);
  const compared = compareEvaluated(question, answer, askers);
  const openings = [openFacts(asker.body, compared.differ, askers), openFacts(owner.body, compared.differ, owners)];
  return {
    points: asked.map((one) => ({ ...one, point: factPoint(one) })),
    bodies: [asker.body, owner.body],
    askersScalars: asked.map(({ fact }) => ({ fact, scalar: askers(fact) })),
    ownersScalars: answer.map(({ fact }) => ({ fact, scalar: owners(fact) })),
    question,
    comparisonId: comparisonIdOf(question),
    answer,
    compared,
    openings: openings.map((opening) => base64urlOf(packOpening(opening))),
  };
}
