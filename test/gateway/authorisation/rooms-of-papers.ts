import { originalOf } from "../../support/gateway/papers.ts";
import { canary } from "./canaries.ts";
import { type Cell, hasGrant, holds, names, opened, type Room, RULES, said, saidOfAll } from "./rules.ts";
import { KIND } from "./situations.ts";

/** Each cell takes in a document of its own, without a canary. */
let taken = 0;
const newOriginal = (ucr: string): string => {
  taken += 1;
  return new TextDecoder().decode(originalOf(KIND, `CELL-${taken}`, { ucr }));
};
const about = ({ subject: { documentId } }: Cell) => ({ params: { documentId } });
/** The same with the grant named, also by whom it is not given to; who has the paper reads under none. */
const aboutUnder = (cell: Cell) => ({ ...about(cell), query: holds(cell) ? {} : { grantId: cell.subject.grantId } });
const aboutGrant = ({ subject: { grantId } }: Cell) => ({ params: { grantId } });
const until = ({ me }: Cell): { validUntilSeconds: number } => ({
  validUntilSeconds: me.gateway.clock() + 90_000 + taken,
});
/** Somebody to give something to. */
const CARRIER = 4;

/** Documents, dossiers, anchors and traces, by operation. */
export const ROOMS_OF_PAPERS: Readonly<Record<string, Room>> = {
  submitDocument: {
    access: "documents:write",
    rule: RULES.same,
    asked: ({ subject: { ucr } }) => ({ body: newOriginal(ucr.replace("MX", "NX")) }),
  },
  listDocuments: { access: "documents:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  getDocument: { access: "documents:read", rule: RULES.opening, isOpening: true, asked: about, shows: opened },
  getOriginal: { access: "documents:read", rule: RULES.original, isOpening: true, asked: about, shows: opened },
  // Findings name fields, and never their values.
  getReport: { access: "documents:read", rule: RULES.opening, isOpening: true, asked: aboutUnder },
  makeDossier: { access: "documents:read", rule: RULES.opening, isOpening: true, asked: aboutUnder, shows: opened },
  supersedeDocument: {
    access: "documents:write",
    rule: RULES.ownPaper,
    asked: (cell) => ({ ...about(cell), metadata: { reason: "amendment" }, body: newOriginal(cell.subject.ucr) }),
  },
  withdrawDocument: {
    access: "documents:withdraw",
    rule: RULES.ownPaper,
    asked: (cell) => ({ ...about(cell), body: { reason: "fraud" } }),
  },
  receiveDossier: {
    access: "documents:write",
    rule: RULES.same,
    asked: ({ subject: { dossier } }) => ({ body: dossier }),
  },
  verify: { access: "verify", rule: RULES.same, asked: ({ subject: { dossier } }) => ({ body: dossier }) },
  lookUpAnchor: {
    access: "public",
    rule: RULES.same,
    asked: about,
    judges: ({ text }, { subject: { situation } }) =>
      JSON.parse(text).anchors.length === (situation.isUnknown ? 0 : 1) ? undefined : "it tells of other anchors",
  },
  traceConsignment: {
    access: "trace:read",
    rule: RULES.same,
    asked: ({ subject: { documentId } }) => ({ query: { documentId, readings: "true" } }),
    judges: (heard, { subject: { documentId, situation } }) => names(heard, documentId, !situation.isUnknown),
    // People know a paper by its number; a trace has it of what is held here, and opens nothing for it.
    shows: (cell) => (holds(cell) && !cell.subject.situation.isUnknown ? [canary("NUMBER", cell.subject.at)] : []),
  },
  listZone: { access: "documents:read", rule: RULES.same, asked: () => ({ query: { place: "SGSIN" } }) },
  judgeConsignment: {
    access: "documents:read",
    rule: RULES.same,
    isOpening: true,
    asked: ({ subject: { documentId } }) => ({ query: { documentId, opensShared: "true" } }),
    judges: (heard, { subject: { documentId, situation } }) => names(heard, documentId, !situation.isUnknown),
    // Of a paper alone there is nothing to compare, but its number and its parties are drawn.
    shows: (cell) =>
      cell.subject.situation.isUnknown ? [] : [...opened(cell)].filter((word) => /NUMBER|SELLER/.test(word)),
  },
};

/** Grants and requests, by operation. */
export const ROOMS_OF_SHARING: Readonly<Record<string, Room>> = {
  listGrants: {
    access: "grants:read",
    rule: RULES.same,
    asked: () => ({ query: { limit: 200 } }),
    judges: (heard, cell) =>
      names(heard, cell.subject.grantId, hasGrant(cell) && (cell.viewer === "owner" || cell.viewer === "reader")),
  },
  makeGrant: {
    access: "grants:write",
    rule: RULES.ownPaper,
    asked: (cell) => ({
      body: {
        ...until(cell),
        about: { documentId: cell.subject.documentId },
        reader: CARRIER,
        scope: "full",
        purpose: "proof",
      },
    }),
  },
  getGrant: { access: "grants:read", rule: RULES.toldGrant, asked: aboutGrant },
  delegateGrant: {
    access: "grants:write",
    rule: RULES.handOn,
    asked: (cell) => {
      const { opens = "full", code } = cell.subject.situation;
      const uses = code === "GRANT_USES_SPENT" ? { maxUses: 1 } : {};
      return { ...aboutGrant(cell), body: { ...until(cell), ...uses, reader: 6, scope: opens } };
    },
  },
  withdrawGrant: {
    access: "grants:write",
    rule: RULES.takeBack,
    asked: (cell) => ({ ...aboutGrant(cell), body: { reason: "misuse" } }),
  },
  listRequests: {
    access: "requests:read",
    rule: RULES.same,
    asked: () => ({ query: { limit: 200 } }),
    shows: saidOfAll,
    judges: (heard, { viewer, subject: { situation, requestIds } }) =>
      names(heard, requestIds[0], !situation.isUnknown && (viewer === "owner" || viewer === "reader")),
  },
  makeRequest: {
    access: "requests:write",
    rule: RULES.ask,
    asked: ({ subject: { documentId }, stage }) => {
      taken += 1;
      const asked = { holder: stage.members.owner.gateway.memberId, about: { documentId }, scope: "full" };
      return { body: { ...asked, purpose: "valuation", caseNumber: `Cell ${taken}`, note: "" } };
    },
  },
  getRequest: {
    access: "requests:read",
    rule: RULES.toldRequest,
    asked: ({ subject }) => ({ params: { requestId: subject.requestIds[0] } }),
    shows: said,
  },
  grantRequest: {
    access: "requests:write",
    rule: RULES.answerWithGrant,
    asked: (cell) => ({ params: { requestId: cell.subject.requestIds[0] }, body: until(cell) }),
  },
  refuseRequest: {
    access: "requests:write",
    rule: RULES.answer,
    asked: ({ subject }) => ({ params: { requestId: subject.requestIds[1] }, body: { reason: "confidential" } }),
  },
};
