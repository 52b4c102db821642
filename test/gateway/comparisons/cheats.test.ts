import { generateKeyPairSync } from "node:crypto";
import {
  blindFacts,
  type ComparisonQuestion,
  comparisonIdOf,
  type EvaluatedFact,
  type Hex32,
  hexOf,
  openFacts,
  parseJson,
  type Scalars,
  type StatedFact,
  scalarsFrom,
  signReading,
} from "@sealane/sdk";
import { expect } from "chai";
import { sealOpening } from "../../../node-gateway/src/comparisons/sealed-opening.ts";
import { serveOpening } from "../../../node-gateway/src/comparisons/serve-opening.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { askPeer } from "../../../node-gateway/src/peers/sending/ask-peer.ts";
import {
  anchored,
  type ComparingStage,
  compare,
  grantForCase,
  openComparingStage,
} from "../../support/gateway/comparisons.ts";
import { grant, type Reader, tell } from "../../support/gateway/readers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { canariesIn } from "../authorisation/canaries.ts";

const MINE = { vessel: "EVER CALM", seals: ["AA11"], originCountry: "CN" };
const THEIRS = { vessel: "EVER CALM", seals: ["CNRYSEAL22"], originCountry: "VN" };
const FACTS: StatedFact[] = [
  { fact: "originCountry", value: "CN" },
  { fact: "seals", value: ["AA11"] },
  { fact: "vessel", value: "EVER CALM" },
];
const DIFFERING = ["originCountry", "seals"];

/** A question of a gateway that does as it likes. */
interface Attempt {
  readonly question: ComparisonQuestion;
  readonly reading: string;
  readonly scalars: Scalars;
}

describe("a member that cheats in a comparison", function () {
  this.timeout(120_000);
  let stage: ComparingStage;
  let [mine, theirs, grantId]: Hex32[] = [];
  before(async () => {
    stage = await openComparingStage();
  });
  after(() => stage?.stop());
  beforeEach(async () => {
    mine = await anchored(stage, stage.rotterdam, MINE);
    theirs = await anchored(stage, stage.singapore, THEIRS);
    grantId = await grantForCase(stage, theirs as Hex32);
    stage.wire.length = 0;
  });
  // Whatever it tried, the paper's canary is opened to it in nothing that came over the wire.
  afterEach(() => expect([...canariesIn(stage.wire.join())]).to.deep.equal([]));

  function attempt(changed: Partial<ComparisonQuestion> & { stated?: StatedFact[]; isOpened?: boolean } = {}): Attempt {
    const { stated = FACTS, isOpened = false, ...more } = changed;
    const { gateway } = stage.rotterdam;
    const scalars = scalarsFrom(gateway.randomBytes(32), hexOf(gateway.randomBytes(32)));
    const ids = { documentId: mine as Hex32, otherDocumentId: theirs as Hex32 };
    const question = { ...ids, facts: blindFacts(stated, scalars), ...more };
    return { question, scalars, reading: readingOf(stage.rotterdam, question, isOpened) };
  }
  function readingOf({ gateway }: Reader, question: ComparisonQuestion, isOpened = false): string {
    const claims = {
      ...{ readingId: comparisonIdOf(question), grantId: grantId as Hex32, documentId: theirs as Hex32 },
      ...{ reader: gateway.memberId, owner: 1, officer: "00".repeat(32), purpose: "investigation" as const },
      ...{ readAt: gateway.clock(), blockNumber: 1, isOpened },
    };
    return signReading(claims, gateway.keys.statement);
  }
  const send = async (path: string, body: object, by: Reader = stage.rotterdam): Promise<[string, never]> => {
    const { status, body: bytes } = await askPeer(by.gateway, 1, { method: "POST", path, body });
    const answer = parseJson(bytes) as { code?: string };
    return [status === 200 ? "answered" : (answer.code ?? String(status)), answer as never];
  };
  const ask = ({ question, reading }: Omit<Attempt, "scalars">, by?: Reader) =>
    send("/peer/v1/comparisons", { question, reading }, by);
  async function openingOf(it: Attempt, names: readonly string[], more: { of?: Hex32; answer?: object } = {}) {
    const { gateway } = stage.rotterdam;
    const { of: documentId = mine as Hex32, answer = [] } = more;
    const { body } = await openPaper(gateway, await findDocument(gateway, documentId));
    const opening = await sealOpening(gateway, { to: 1, documentId, opening: openFacts(body, names, it.scalars) });
    return { question: it.question, reading: it.reading, opening, answer };
  }
  const askToOpen = async (...asked: Parameters<typeof openingOf>) =>
    send("/peer/v1/comparisons/openings", await openingOf(...asked));
  const answered = async (it: Attempt): Promise<readonly EvaluatedFact[]> => {
    const [code, answer] = await ask(it);
    expect(code).to.equal("answered");
    return (answer as { facts: EvaluatedFact[] }).facts;
  };
  const links = async (): Promise<number> => {
    const rows = stage.singapore.gateway.database.selectFrom("reading_receipts").select("sequence");
    return (await rows.where("document_id", "=", theirs as Hex32).execute()).length;
  };

  it("is answered and opened to only while it keeps to the rules", async () => {
    const it = attempt();
    const answer = await answered(it);
    expect((await askToOpen(it, DIFFERING, { answer }))[0]).to.equal("answered");
    expect(await links()).to.equal(1);
  });

  it("is opened to by an owner whose sealing key changed since it answered", async () => {
    const it = attempt();
    const answer = await answered(it);
    const { gateway } = stage.singapore;
    const {
      x = "",
      y = "",
      d = "",
    } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      format: "jwk",
    });
    const keys = { ...gateway.keys, sealing: { x, y, d }, olderSealing: [gateway.keys.sealing] };
    const asked = { peer: 2, ...(await openingOf(it, DIFFERING, { answer })) };
    expect(await serveOpening({ ...gateway, keys }, asked)).to.have.keys("blob", "wrappedKey");
  });

  it("with points that are none is refused before anything is counted", async () => {
    const { facts } = attempt().question;
    const [first] = [...facts];
    const off = Buffer.from([2, ...Array(31).fill(0), 1]).toString("base64url");
    for (const point of [off, "A".repeat(44), `${first?.point.slice(0, 43)}!`, ""]) {
      const it = attempt({ facts: [{ fact: "originCountry", point }] });
      expect((await ask(it))[0]).to.match(/^(COMPARISON|REQUEST)_INVALID$/);
    }
    expect(await links()).to.equal(0);
  });

  it("tries no second value under one reading", async () => {
    const it = attempt();
    await answered(it);
    const { question } = attempt({ stated: [{ fact: "originCountry", value: "VN" }] });
    expect((await ask({ question, reading: it.reading }))[0]).to.equal("COMPARISON_INVALID");
    const opened = attempt({ isOpened: true });
    expect((await ask(opened))[0]).to.equal("COMPARISON_INVALID");
    expect(await links()).to.equal(1);
  });

  it("that asks of another value than its paper's learns whether it is the same, at the cost of a reading, and opens nothing", async () => {
    const it = attempt({ stated: [{ fact: "originCountry", value: "TH" }] });
    const answer = await answered(it);
    expect((await askToOpen(it, ["originCountry"], { answer }))[0]).to.equal("COMPARISON_INVALID");
    expect(await links()).to.equal(1);
  });

  it("opens nothing with the paper of somebody else, one that is not anchored, or one that it took back", async () => {
    const another = await anchored(stage, stage.carrier, MINE);
    for (const documentId of [another, theirs as Hex32, "cd".repeat(32)])
      expect((await ask(attempt({ documentId })))[0]).to.equal("DOCUMENT_NOT_ANCHORED");
    const it = attempt();
    const answer = await answered(it);
    await tell(stage.rotterdam, { purpose: "withdraw", documentId: mine as Hex32, payload: { reason: 1 } });
    expect((await askToOpen(it, DIFFERING, { answer }))[0]).to.equal("DOCUMENT_NOT_CURRENT");
    expect((await ask(attempt()))[0]).to.equal("DOCUMENT_NOT_CURRENT");
  });

  it("opens nothing with another paper of its own than it asked with", async () => {
    const other = await anchored(stage, stage.rotterdam, { ...MINE, seals: ["BB22"] });
    const it = attempt();
    const answer = await answered(it);
    expect((await askToOpen(it, DIFFERING, { answer, of: other }))[0]).to.equal("COMPARISON_INVALID");
  });

  it("opens no fact that agrees, alone or among those that differ", async () => {
    const it = attempt();
    const answer = await answered(it);
    for (const names of [["vessel"], [...DIFFERING, "vessel"]])
      expect((await askToOpen(it, names, { answer }))[0]).to.equal("COMPARISON_INVALID");
  });

  it("opens nothing without having asked, with an answer that it made up, or in pieces", async () => {
    const unasked = attempt();
    const answer = await answered(attempt());
    expect((await askToOpen(unasked, DIFFERING, { answer }))[0]).to.equal("COMPARISON_INVALID");
    const it = attempt();
    const own = await answered(it);
    expect((await askToOpen(it, DIFFERING, { answer }))[0]).to.equal("COMPARISON_INVALID");
    expect((await askToOpen(it, DIFFERING))[0]).to.equal("COMPARISON_INVALID");
    expect((await askToOpen(it, ["seals"], { answer: own }))[0]).to.equal("answered");
    expect((await askToOpen(it, ["seals"], { answer: own }))[0]).to.equal("answered");
    expect((await askToOpen(it, ["originCountry"], { answer: own }))[0]).to.equal("COMPARISON_INVALID");
  });

  it("under another's grant, or one that is not for comparing, is refused", async () => {
    const { question } = attempt();
    const reading = readingOf(stage.carrier, question);
    expect((await ask({ question, reading }, stage.carrier))[0]).to.equal("READING_INVALID");
    expect((await ask({ question, reading }))[0]).to.equal("READING_INVALID");
    grantId = await grant(stage.singapore, { to: stage.rotterdam, documentId: theirs as Hex32, scope: "goods" });
    await settleAll(stage.rotterdam);
    expect((await ask(attempt()))[0]).to.equal("COMPARISON_NOT_GRANTED");
    expect(await links()).to.equal(0);
  });
});

describe("an owner that cheats in a comparison", function () {
  this.timeout(120_000);
  let stage: ComparingStage;
  before(async () => {
    stage = await openComparingStage();
  });
  after(() => stage?.stop());

  it("by answering of another value than its paper states is found out when it opens", async () => {
    const mine = await anchored(stage, stage.rotterdam, MINE);
    const theirs = await anchored(stage, stage.singapore, THEIRS);
    await grantForCase(stage, theirs);
    const { gateway } = stage.rotterdam;
    const peers = {
      call: async (url: string, request: Parameters<typeof gateway.peers.call>[1]) => {
        const answer = await gateway.peers.call(url, request);
        if (request.path !== "/peer/v1/comparisons") return answer;
        const { receipt, facts } = parseJson(answer.body) as unknown as { receipt: string; facts: EvaluatedFact[] };
        const lie = facts.map((one) => (one.fact === "seals" ? { ...one, own: facts[0]?.own } : one));
        return { ...answer, body: Buffer.from(JSON.stringify({ receipt, facts: lie })) };
      },
    };
    const deceived = { ...stage, rotterdam: { ...stage.rotterdam, gateway: { ...gateway, peers } } };
    const outcome = await compare(deceived, mine, theirs).catch(({ code }) => code);
    expect(outcome).to.equal("COMPARISON_CONTRADICTED");
    const { differ } = await compare(stage, mine, theirs);
    expect(differ.map(({ fact }) => fact)).to.deep.equal(DIFFERING);
  });
});
