import { signStatement } from "../../../../sdk/src/statement/statement.ts";
import { anchoredWith, T0 } from "../consortium.ts";
import { signerOf } from "../keys.ts";
import {
  type Case,
  caseOf,
  certificate,
  copy,
  foundIn,
  linkIn,
  neighbour,
  paperIn,
  tombstone,
  withFieldChanged,
} from "./scene.ts";

/** What the chain may say of what a paper builds on, and which fault decides. */
export const LINKS: readonly Case[] = [
  caseOf(["what it builds on was never anchored", "invalid", "LINK_NOT_ANCHORED", "linksResolve"], (scene) => {
    linkIn(scene).anchor = null;
  }),
  caseOf(["what it builds on was taken back", "invalid", "LINK_WITHDRAWN", "linksResolve"], (scene) => {
    linkIn(scene).tombstone = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 8 });
  }),
  caseOf(
    ["what it builds on the evidence does not speak of", "unknown", "LINK_NOT_LOOKED_UP", "linksResolve"],
    ({ evidence }) => {
      evidence.documents.pop();
    },
  ),
  caseOf(["a paper that builds on itself", "invalid", "LINK_TO_ITSELF", "linksResolve"], (scene) => {
    const { documentId } = certificate.claims;
    paperIn(scene).statement = signStatement(
      { ...certificate.claims, links: [{ documentId, relation: "supersedes" }] },
      signerOf("singapore"),
    );
  }),
  caseOf(
    ["a paper that was changed and withdrawn is called changed", "invalid", "BODY_ALTERED", "bodyIntact"],
    (scene) => {
      withFieldChanged(scene);
      delete paperIn(scene).original;
      foundIn(scene).tombstone = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 });
    },
  ),
  caseOf(["a paper all right whose companion was taken back", "invalid", "WITHDRAWN"], (scene) => {
    scene.papers.push(copy(neighbour.paper));
    scene.evidence.documents.push(
      copy({ ...anchoredWith(neighbour), tombstone: tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 }) }),
    );
  }),
];
