import { type Case, caseOf, copy, neighbour, paperIn, withFieldChanged } from "./scene.ts";

/** What may be wrong with a body. */
export const BODY: readonly Case[] = [
  caseOf(["a field with one digit changed", "invalid", "BODY_ALTERED", "bodyIntact"], withFieldChanged),
  caseOf(["the body of another paper", "invalid", "BODY_ALTERED", "bodyIntact"], (scene) => {
    Object.assign(paperIn(scene), copy({ body: neighbour.paper.body, original: neighbour.paper.original }));
  }),
  caseOf(["a body without one of its hashes", "invalid", "BODY_UNREADABLE", "bodyIntact"], (scene) => {
    paperIn(scene).body.hashes.pop();
  }),
  caseOf(["a body with two fields swapped", "invalid", "BODY_UNREADABLE", "bodyIntact"], (scene) => {
    const { disclosures } = paperIn(scene).body;
    const [a, b] = disclosures as [[number, string], [number, string]];
    disclosures.splice(0, 2, [0, b[1]], [1, a[1]]);
  }),
];
