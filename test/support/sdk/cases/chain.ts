import { signStatement } from "../../../../sdk/src/statement/statement.ts";
import { T0 } from "../consortium.ts";
import { signerOf } from "../keys.ts";
import { about, anchorIn, type Case, caseOf, certificate, foundIn, paperIn, tombstone } from "./scene.ts";

/** What the chain may say of a paper. */
export const CHAIN: readonly Case[] = [
  caseOf(["a paper the evidence does not speak of", "unknown", "ANCHOR_NOT_LOOKED_UP", "anchored"], ({ evidence }) => {
    evidence.documents.shift();
  }),
  caseOf(["a paper that was never anchored", "invalid", "NOT_ANCHORED", "anchored"], (scene) => {
    foundIn(scene).anchor = null;
  }),
  caseOf(["a proof with another hash in its path", "invalid", "ANCHOR_FALSE", "anchored"], (scene) => {
    anchorIn(scene).path[0] = "d".repeat(64);
  }),
  caseOf(["a proof for another place in the batch", "invalid", "ANCHOR_FALSE", "anchored"], (scene) => {
    anchorIn(scene).index = 0;
  }),
  caseOf(["a proof that is too long", "invalid", "ANCHOR_FALSE", "anchored"], (scene) => {
    anchorIn(scene).path.push("d".repeat(64));
  }),
  caseOf(["tags other than those anchored", "invalid", "ANCHOR_FALSE", "anchored"], (scene) => {
    paperIn(scene).statement = signStatement(
      { ...certificate.claims, subjectTag: "e".repeat(64) },
      signerOf("singapore"),
    );
  }),
  caseOf(["a statement dated after its anchor", "invalid", "ANCHORED_BEFORE_ISSUE", "anchored"], () =>
    about({ claims: { issuedAt: T0 + 60 + 901 } }),
  ),
  caseOf(["a paper that was taken back", "invalid", "WITHDRAWN", "current"], (scene) => {
    foundIn(scene).tombstone = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 });
  }),
  caseOf(["a paper that was replaced", "invalid", "SUPERSEDED", "current"], (scene) => {
    foundIn(scene).tombstone = tombstone({
      supersededAtSeconds: T0 + 90,
      supersedeReason: 1,
      successorId: "a".repeat(64),
    });
  }),
  caseOf(["a paper that was replaced and then taken back", "invalid", "WITHDRAWN", "current"], (scene) => {
    foundIn(scene).tombstone = tombstone({
      supersededAtSeconds: T0 + 90,
      supersedeReason: 1,
      successorId: "a".repeat(64),
      withdrawnAtSeconds: T0 + 95,
      withdrawReason: 3,
    });
  }),
];
