import {
  blindFacts,
  type ComparisonQuestion,
  comparisonIdOf,
  type EvaluatedFact,
  hexOf,
  openFacts,
  parseJson,
  type Scalars,
  scalarsFrom,
  signReading,
} from "@sealane/sdk";
import { sealOpening } from "../../../node-gateway/src/comparisons/sealed-opening.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { askPeer } from "../../../node-gateway/src/peers/sending/ask-peer.ts";
import { type Cell, type Room, RULES } from "./rules.ts";
import { READERS_UCR } from "./subjects.ts";

interface Question {
  readonly question: ComparisonQuestion;
  readonly scalars: Scalars;
  readonly reading: string;
}

/** Whoever calls asks with the reader's paper and under the reader's grant. */
function questionOf({ me, stage, subject }: Cell): Question {
  const draw = (): string => hexOf(me.gateway.randomBytes(32));
  const scalars = scalarsFrom(me.gateway.randomBytes(32), draw());
  const { readersDocumentId: documentId, documentId: otherDocumentId, grantId } = subject;
  const question = {
    ...{ documentId, otherDocumentId },
    facts: blindFacts([{ fact: "ucr", value: READERS_UCR }], scalars),
  };
  const claims = {
    ...{ readingId: comparisonIdOf(question), grantId, documentId: otherDocumentId, officer: draw() },
    ...{ reader: me.gateway.memberId, owner: stage.members.owner.gateway.memberId, readAt: me.gateway.clock() },
    ...{ purpose: "import-clearance" as const, blockNumber: 1, isOpened: false },
  };
  return { question, scalars, reading: signReading(claims, me.gateway.keys.statement) };
}

/** What is said once it was asked and answered, where it is. */
async function openingOf(cell: Cell): Promise<object> {
  const { question, scalars, reading } = questionOf(cell);
  const { owner, reader } = cell.stage.members;
  const to = owner.gateway.memberId;
  const isAnswered = RULES.compared.of(cell) === "open";
  const body = { question, reading };
  const answered = isAnswered
    ? await askPeer(cell.me.gateway, to, { method: "POST", path: "/peer/v1/comparisons", body })
    : undefined;
  const { facts: answer } = (answered ? parseJson(answered.body) : { facts: [] }) as unknown as {
    facts: EvaluatedFact[];
  };
  const paper = await openPaper(reader.gateway, await findDocument(reader.gateway, question.documentId));
  const opening = openFacts(paper.body, ["ucr"], scalars);
  const sealed = await sealOpening(reader.gateway, { to, documentId: question.documentId, opening });
  return { ...body, answer, opening: sealed };
}

/** The comparison in which the reader opened something to the owner, if any. */
async function openedIn({ stage, subject }: Cell): Promise<string> {
  const row = await stage.members.owner.gateway.database
    .selectFrom("compared_openings")
    .select("reading_id")
    .where("document_id", "=", subject.documentId)
    .executeTakeFirst();
  return row?.reading_id ?? "ab".repeat(32);
}

/** Comparisons, by operation. */
export const ROOMS_OF_COMPARISONS: Readonly<Record<string, Room>> = {
  compareDocuments: {
    access: "documents:read",
    rule: RULES.comparing,
    isOpening: true,
    asked: ({ subject: { documentId: otherDocumentId, readersDocumentId: documentId } }) => ({
      body: { documentId, otherDocumentId, facts: ["ucr"] },
    }),
    judges: ({ text }) => (JSON.parse(text).differ[0]?.mine === READERS_UCR ? undefined : "nothing differs"),
  },
  getComparison: {
    access: "documents:read",
    rule: RULES.opposed,
    asked: async (cell) => ({ params: { comparisonId: await openedIn(cell) } }),
    judges: ({ text }) => (JSON.parse(text).differ[0]?.theirs === READERS_UCR ? undefined : "nothing differs"),
  },
  receiveComparison: {
    access: "peer",
    rule: RULES.compared,
    asked: (cell) => {
      const { question, reading } = questionOf(cell);
      return { body: { question, reading } };
    },
  },
  receiveComparisonOpening: {
    access: "peer",
    rule: RULES.compared,
    asked: async (cell) => ({ body: await openingOf(cell) }),
  },
};
