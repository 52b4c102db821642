import { signStatement } from "../../../../sdk/src/statement/statement.ts";
import { DAY, T0 } from "../consortium.ts";
import { signerOf } from "../keys.ts";
import { anchorIn, type Case, caseOf, certificate, keyIn, neighbour, paperIn } from "./scene.ts";

/** What may be wrong with a statement and its key. */
export const STATEMENT: readonly Case[] = [
  caseOf(["a statement that is none", "invalid", "STATEMENT_UNREADABLE", "statementSigned"], (scene) => {
    paperIn(scene).statement = "trust me";
  }),
  caseOf(["a statement whose signature is another's", "invalid", "SIGNATURE_FALSE", "statementSigned"], (scene) => {
    const paper = paperIn(scene);
    paper.statement = [...paper.statement.split(".").slice(0, 2), neighbour.paper.statement.split(".")[2]].join(".");
  }),
  caseOf(
    ["a statement signed by a stranger in the issuer's name", "invalid", "KEY_UNKNOWN", "statementSigned"],
    (scene) => {
      paperIn(scene).statement = signStatement(certificate.claims, signerOf("stranger"));
    },
  ),
  caseOf(["a key that is for sealing", "invalid", "KEY_OF_OTHER_USE", "statementSigned"], (scene) => {
    keyIn(scene).use = "sealing";
    scene.trust?.members.shift();
  }),
  caseOf(["a key that was not valid yet", "invalid", "KEY_OUT_OF_PERIOD", "statementSigned"], (scene) => {
    keyIn(scene).validFromSeconds = T0 + 1;
  }),
  caseOf(["a key that had run out", "invalid", "KEY_OUT_OF_PERIOD", "statementSigned"], (scene) => {
    keyIn(scene).validUntilSeconds = T0;
  }),
  caseOf(
    ["an anchor more than a day after the key ran out", "invalid", "KEY_OUT_OF_PERIOD", "statementSigned"],
    (scene) => {
      keyIn(scene).validUntilSeconds = T0 + 1;
      anchorIn(scene).anchoredAtSeconds = T0 + 1 + DAY;
    },
  ),
  caseOf(["a kid that is not of the key it stands with", "invalid", "SIGNATURE_FALSE", "statementSigned"], (scene) => {
    const { kid } = signerOf("stranger");
    keyIn(scene).kid = kid;
    paperIn(scene).statement = signStatement(certificate.claims, { ...signerOf("singapore"), kid });
  }),
];
