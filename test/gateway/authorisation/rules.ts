import type { Access } from "../../../node-gateway/src/http/route.ts";
import type { ErrorCode } from "../../../node-gateway/src/http/status-of.ts";
import { canary } from "./canaries.ts";
import { SITUATIONS } from "./situations.ts";
import type { Asked, Heard, Member, Stage, Viewer } from "./stage.ts";
import type { Subject } from "./subjects.ts";

/** One viewer's request to one route about one subject. */
export interface Cell {
  readonly stage: Stage;
  readonly viewer: Viewer;
  readonly subject: Subject;
  /** The viewer's own member; on routes for gateways it is the owner's server that is asked. */
  readonly me: Member;
}

/** Answered as the route says, or refused with a code. */
export type Outcome = "open" | ErrorCode;

/** Why a cell is answered or refused: to explain another one, add a row. */
export interface Rule {
  readonly why: string;
  of(cell: Cell): Outcome;
}

/** What is expected of a route, said a second time and in words of its own. */
export interface Room {
  readonly access: Access;
  readonly rule: Rule;
  asked?(cell: Cell): Asked | Promise<Asked>;
  /** Whether an answer to the reader opens the paper, and so leaves a reading. */
  readonly isOpening?: true;
  /** Canaries that a 2xx answer shows; none by default. */
  shows?(cell: Cell): Iterable<string>;
  /** What else a 2xx answer must say; a fault as a sentence. */
  judges?(heard: Heard, cell: Cell): string | undefined;
}

export const isOwner = ({ viewer }: Cell): boolean => viewer === "owner";
export const isReader = ({ viewer }: Cell): boolean => viewer === "reader";
/** Nobody calls itself, so a token of its own tells a gateway that its key is used elsewhere. */
const atPeers = (why: string, of: Rule["of"]): Rule => ({
  why: `${why}; a suspended member is told so, and no gateway hears itself`,
  of: (cell) => (isSuspended(cell) ? "PEER_SUSPENDED" : isOwner(cell) ? "PEER_TOKEN_INVALID" : of(cell)),
});
const isSuspended = (cell: Cell): boolean => isReader(cell) && cell.subject.situation.isSuspended === true;

/** Says the same of everything that does not exist, before any other rule. */
export const known = (code: ErrorCode, why: string, of: Rule["of"]): Rule => ({
  why: `${why}; what does not exist nobody has`,
  of: (cell) => (cell.subject.situation.isUnknown ? code : of(cell)),
});

/** Where the subject is the reader's grant, which some situations do not have. */
const granted = (why: string, of: Rule["of"]): Rule =>
  known("GRANT_NOT_FOUND", why, (cell) => (hasGrant(cell) ? of(cell) : "GRANT_NOT_FOUND"));

export const hasGrant = ({ subject: { situation } }: Cell): boolean =>
  situation.code !== "DOCUMENT_NOT_FOUND" && !situation.isHeld;
/** Whether the viewer has the paper itself. */
export const holds = (cell: Cell): boolean =>
  isOwner(cell) || (isReader(cell) && cell.subject.situation.isHeld === true);

/** Grants of everything let facts be compared too; of all of these only the one for comparing names a case. */
const comparability = ({ subject: { situation } }: Cell): Outcome => {
  if (situation.opens === "comparison") return "open";
  return situation.opens === undefined || situation.opens === "full" ? "GRANT_WITHOUT_CASE" : "COMPARISON_NOT_GRANTED";
};

export const RULES = {
  same: { why: "It says the same to every member, or speaks of the viewer's own gateway alone", of: () => "open" },
  live: {
    why: "A suspended member gives no rights and asks for none; all others do as they like with what is theirs",
    of: (cell) => (isSuspended(cell) ? "MEMBER_SUSPENDED" : "open"),
  },
  opening: known(
    "DOCUMENT_NOT_FOUND",
    "The owner reads its paper, the reader what its grant opens while it does, and all others do not learn that it is there",
    (cell) => {
      if (isOwner(cell)) return "open";
      return isReader(cell) ? (cell.subject.situation.code ?? "open") : "DOCUMENT_NOT_FOUND";
    },
  ),
  original: known("DOCUMENT_NOT_FOUND", "The original holds every field, so only a full grant opens it", (cell) => {
    if (isOwner(cell)) return "open";
    const { opens, code } = cell.subject.situation;
    if (!isReader(cell)) return "DOCUMENT_NOT_FOUND";
    return code ?? (opens === "full" ? "open" : "ORIGINAL_NOT_HELD");
  }),
  ownPaper: known(
    "DOCUMENT_NOT_FOUND",
    "Only its issuer changes or opens a paper to others, whoever else has it",
    (cell) => {
      if (isOwner(cell)) return "open";
      return holds(cell) ? "DOCUMENT_NOT_OWN" : "DOCUMENT_NOT_FOUND";
    },
  ),
  toldGrant: granted("What a grant says the chain tells every member", () => "open"),
  handOn: granted("Only its reader hands a grant on, and only while it opens something", (cell) => {
    if (!isReader(cell)) return "GRANT_NOT_OWN";
    return cell.subject.situation.isEffective ? "open" : "GRANT_NOT_EFFECTIVE";
  }),
  takeBack: granted("Only who gave it, or gave what it comes from, takes a grant back", (cell) =>
    isOwner(cell) ? "open" : "GRANT_NOT_OWN",
  ),
  ask: known("DOCUMENT_NOT_FOUND", "Every active member asks another for its papers, and nobody itself", (cell) => {
    if (isOwner(cell)) return "READER_INVALID";
    return isSuspended(cell) ? "MEMBER_SUSPENDED" : "open";
  }),
  toldRequest: known("REQUEST_NOT_FOUND", "That somebody asks the chain tells every member", () => "open"),
  answer: known("REQUEST_NOT_FOUND", "Only who is asked answers", (cell) =>
    isOwner(cell) ? "open" : "REQUEST_NOT_OURS",
  ),
  answerWithGrant: known(
    "REQUEST_NOT_FOUND",
    "Only who is asked answers, and nothing is granted to a suspended member",
    (cell) => {
      if (!isOwner(cell)) return "REQUEST_NOT_OURS";
      return cell.subject.situation.isSuspended ? "READER_INVALID" : "open";
    },
  ),
  toldAgreement: known("AGREEMENT_NOT_FOUND", "What was agreed the chain tells every member", () => "open"),
  party: known(
    "AGREEMENT_NOT_FOUND",
    "Only its parties end or suspend an agreement, also one that is suspended itself",
    (cell) => (isOwner(cell) || isReader(cell) ? "open" : "AGREEMENT_NOT_OURS"),
  ),
  activeParty: known(
    "AGREEMENT_NOT_FOUND",
    "Only its parties bring an agreement to life, if they are active",
    (cell) => {
      if (isSuspended(cell)) return "MEMBER_SUSPENDED";
      return isOwner(cell) || isReader(cell) ? "open" : "AGREEMENT_NOT_OURS";
    },
  ),
  toldBalance: known("BALANCE_NOT_FOUND", "What is left of a balance the chain tells every member", () => "open"),
  opener: known("BALANCE_NOT_FOUND", "Only its opener changes a balance", (cell) =>
    isOwner(cell) ? "open" : "BALANCE_NOT_OWN",
  ),
  ledgerPaper: known(
    "DOCUMENT_NOT_FOUND",
    "Only its issuer opens or draws with a paper, and nobody else has it",
    (cell) => (isOwner(cell) ? "open" : "DOCUMENT_NOT_FOUND"),
  ),
  giveBack: known(
    "BALANCE_NOT_FOUND",
    "What a withdrawn certificate drew every member may have given back, also a suspended one",
    () => "open",
  ),
  ownItem: known(
    "ITEM_NOT_FOUND",
    "What a number names is the viewer's own, and this one only the owner has",
    (cell) => (isOwner(cell) ? "open" : "ITEM_NOT_FOUND"),
  ),
  ownDelivery: known(
    "DELIVERY_NOT_FOUND",
    "What a number names is the viewer's own, and this one only the owner has",
    (cell) => (isOwner(cell) ? "open" : "DELIVERY_NOT_FOUND"),
  ),
  ownWebhook: known(
    "WEBHOOK_NOT_FOUND",
    "Each gateway tells its own systems, and only the owner has this one",
    (cell) => (isOwner(cell) ? "open" : "WEBHOOK_NOT_FOUND"),
  ),
  compare: known(
    "PEER_UNKNOWN",
    "Every active member compares with another what went between them, and nobody with itself",
    (cell) => {
      if (isOwner(cell)) return "PEER_UNKNOWN";
      return isSuspended(cell) ? "PEER_UNAVAILABLE" : "open";
    },
  ),
  audited: known("PEER_UNKNOWN", "A member audits its own log, an auditor every member's", (cell) => {
    if (isOwner(cell) || cell.viewer === "auditor") return "open";
    return isSuspended(cell) ? "PEER_UNAVAILABLE" : "AUDIT_NOT_ALLOWED";
  }),
  comparing: {
    why: "The reader of a grant for comparing, which names a case, compares with it a paper of its own, and nobody else's",
    of: (cell) => {
      if (!isReader(cell) || cell.subject.situation.isUnknown) return "DOCUMENT_NOT_FOUND";
      return hasGrant(cell) ? comparability(cell) : "COMPARISON_NOT_GRANTED";
    },
  },
  opposed: {
    why: "What the reader opened, because it differs, the owner of the other paper may see",
    of: (cell) => (isOwner(cell) && comparability(cell) === "open" ? "open" : "COMPARISON_NOT_FOUND"),
  },
  compared: atPeers(
    "The reader of a grant for comparing, which names a case, is told whether facts are the same",
    (cell) => {
      if (!hasGrant(cell)) return "READING_GRANT_UNKNOWN";
      return isReader(cell) ? comparability(cell) : "READING_INVALID";
    },
  ),
  speaking: atPeers("Every member's gateway speaks to every other's", () => "open"),
  blob: atPeers("A sealed paper goes to whom it was sent, while the grant that it was sent under opens it", (cell) =>
    isReader(cell) && hasGrant(cell) && cell.subject.situation.isEffective ? "open" : "PEER_BLOB_NOT_SHARED",
  ),
  reading: atPeers(
    "The reader of a grant that opens the paper is given a receipt, and nobody under another's",
    (cell) => {
      if (!hasGrant(cell)) return "READING_GRANT_UNKNOWN";
      return isReader(cell) ? (cell.subject.situation.code ?? "open") : "READING_INVALID";
    },
  ),
  fault: atPeers("Only its reader complains of what came under a grant", (cell) =>
    isReader(cell) && hasGrant(cell) ? "open" : "READING_INVALID",
  ),
} as const satisfies Readonly<Record<string, Rule>>;

/** All of it to its owner, to the reader what is open to it. */
export const opened = ({ viewer, subject }: Cell): Iterable<string> =>
  viewer === "owner" ? subject.all : viewer === "reader" ? subject.opened : [];

/** What was said beside the chain, which asker and asked have: the case (with the request's letter) and the note. */
export const said = ({ viewer, subject: { at, situation } }: Cell): Iterable<string> =>
  !situation.isUnknown && (viewer === "owner" || viewer === "reader") ? [canary("CASE", at), canary("NOTE", at)] : [];

/** The same of every request, in a list of all. */
export const saidOfAll = ({ viewer }: Cell): Iterable<string> =>
  viewer === "owner" || viewer === "reader"
    ? SITUATIONS.flatMap((_, at) => [canary("CASE", at), canary("NOTE", at)])
    : [];

/** Whether an answer names something, where it must or must not. */
export const names = (heard: Heard, id: string, isDue: boolean): string | undefined =>
  heard.text.includes(id) === isDue ? undefined : `it ${isDue ? "does not name" : "names"} ${id.slice(0, 8)}`;
