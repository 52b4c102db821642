import { readdir } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  createEs256Signer,
  hexOf,
  messageDigest,
  type Reading,
  readReceipt,
  sha256,
  signEnvelope,
  signReading,
  signReceipt,
  utf8Encode,
} from "@sealane/sdk";
import { expect } from "chai";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { makeTransportToken } from "../../../node-gateway/src/peers/wire/transport-token.ts";
import { collect } from "../../support/collect.ts";
import { openPartners, type Partner, type Partners, START_S } from "../../support/gateway/partners.ts";
import { seededBytes } from "../../support/seeded.ts";
import { changed, pretend } from "./attacker.ts";
import { keepGrant } from "./granted.ts";
import { deliveryOf, laneOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

/** What an attacker got: the status and the code of a receipt or a problem. */
interface Answer {
  readonly status: number;
  readonly code: string;
}

const MIB = 1024 * 1024;
const SENT = seededBytes("sealed for Rotterdam")(1_000);

/** The stranger is a member in good standing, with keys on the chain, and means harm. */
describe("an attack on a gateway by another member, over HTTP", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  let rotterdam: Partner;
  let stranger: Partner;
  let cid = "";
  /** An envelope of Singapore's for Rotterdam, as somebody on the way would have it. */
  let captured = "";
  let drawn = 0;

  before(async () => {
    notebook = openNotebook();
    partners = await openPartners("http", ["singapore", "rotterdam", "stranger"]);
    [singapore, rotterdam, stranger] = [partners.of("singapore"), partners.of("rotterdam"), partners.of("stranger")];
    const id = await sendNote(singapore, rotterdam, "from Singapore", { blobs: [SENT] });
    await deliverTick(singapore.gateway);
    captured = (await deliveryOf(singapore.gateway, id)).envelope;
    cid = await singapore.gateway.blobs.put(SENT);
    for (const reader of [2, 7]) await keepGrant(singapore, { grantId: grantTo(reader), reader, documentId: PAPER });
    await keepGrant(singapore, { grantId: hexOf(sha256(utf8Encode("another"))), reader: 2, documentId: OTHER });
  });
  after(async () => {
    notebook.remove();
    await partners.close();
  });

  /** One call to a gateway with a token of the caller's, which another key may sign. */
  async function call(
    to: Partner,
    from: Partner,
    sent: { path: string; body?: string; json?: object },
  ): Promise<Answer> {
    const { path } = sent;
    const text = sent.json === undefined ? sent.body : JSON.stringify(sent.json);
    const method = text === undefined ? "GET" : "POST";
    const body = utf8Encode(text ?? "");
    const token = makeTransportToken(from.gateway, to.memberId, { method, path, body });
    const mediaType = sent.json === undefined ? "application/jose" : "application/json";
    const headers = { authorization: `Bearer ${token}`, "content-type": mediaType };
    const response = await fetch(to.url + path, { method, headers, ...(text !== undefined && { body: text }) });
    const answer = await response.text();
    const isReceipt = response.headers.get("content-type")?.startsWith("application/jose") ?? false;
    const code = isReceipt ? readReceipt(answer).claims.code : (/"code":"(\w+)"/.exec(answer)?.[1] ?? "");
    return { status: response.status, code };
  }
  const withKeys = (change: object): Partner => {
    const gateway = { ...stranger.gateway, keys: { ...stranger.gateway.keys, ...change } };
    return { ...stranger, gateway };
  };
  const sealingSigner = () => createEs256Signer(stranger.gateway.keys.sealing);

  const envelope = (change: object = {}, signer = stranger.gateway.keys.statement): string =>
    signEnvelope(
      {
        ...{ envelopeId: hexOf(sha256(utf8Encode(`envelope ${drawn++}`))), issuer: 7, audience: 2 },
        ...{ issuedAt: START_S, expiresAt: START_S + 600, type: "test-note", lane: laneOf("A") },
        ...{ content: { text: "from the stranger" }, attachments: [], ...change },
      },
      signer,
    );
  const bring = (jws: string, from = stranger) => call(rotterdam, from, { path: "/peer/v1/envelopes", body: jws });

  const reading = (change: Partial<Reading> = {}, by = stranger): string =>
    signReading(
      {
        ...{ readingId: hexOf(sha256(utf8Encode(`reading ${drawn++}`))), grantId: grantTo(7), documentId: PAPER },
        ...{ reader: 7, owner: 1, officer: "ab".repeat(32), purpose: "import-clearance", readAt: START_S },
        ...{ blockNumber: 0, isOpened: true, ...change },
      } as Reading,
      by.gateway.keys.statement,
    );
  const report = (jws: string, from = stranger) =>
    call(singapore, from, { path: "/peer/v1/readings", json: { reading: jws } });
  const blob = (name: string, from = stranger) =>
    call(singapore, from, { path: `/peer/v1/blobs/${name}?offset=0&length=10` });

  const BENV = { status: 200, code: "BENV" };
  const BSIG = { status: 200, code: "BSIG" };
  const TOKEN = { status: 401, code: "PEER_TOKEN_INVALID" };
  const NOT_SHARED = { status: 404, code: "PEER_BLOB_NOT_SHARED" };
  const NO_READING = { status: 422, code: "READING_INVALID" };
  /** What is tried, and what comes of it. To add an attack, add a row. */
  const ATTACKS: Readonly<Record<string, readonly [Answer, () => Promise<Answer>]>> = {
    "another's envelope, brought by who captured it": [BENV, () => bring(captured)],
    "an envelope in another's name": [BENV, () => bring(envelope({ issuer: 1 }))],
    "an envelope in another's name, by a token in another's name": [
      TOKEN,
      () => bring(envelope({ issuer: 1 }), { ...stranger, gateway: { ...stranger.gateway, memberId: 1 } }),
    ],
    "an envelope for another member": [BENV, () => bring(envelope({ audience: 1 }))],
    "an envelope cut short": [BENV, () => bring(captured.slice(0, -9), singapore)],
    "an envelope whose content was changed": [BSIG, () => bring(changed(captured), singapore)],
    "an envelope signed by its sender's transport key": [
      BSIG,
      () => bring(envelope({}, stranger.gateway.keys.transport)),
    ],
    "an envelope signed by its sender's sealing key": [BSIG, () => bring(envelope({}, sealingSigner()))],
    "an envelope that came before": [{ status: 200, code: "DUPE" }, () => bring(captured, singapore)],
    "a call whose token a sealing key signed": [
      TOKEN,
      () => bring(envelope(), withKeys({ transport: sealingSigner() })),
    ],
    "a call whose token a statement key signed": [
      TOKEN,
      () => bring(envelope(), withKeys({ transport: stranger.gateway.keys.statement })),
    ],
    "fetching a blob that went to another": [NOT_SHARED, () => blob(cid)],
    "fetching a blob that nobody has": [
      NOT_SHARED,
      () => blob("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"),
    ],
    "fetching a file by its path": [{ status: 400, code: "REQUEST_INVALID" }, () => blob("..%2f..%2fgateway.db")],
    "reporting a reading under another's grant": [NO_READING, () => report(reading({ grantId: grantTo(2) }))],
    "reporting another's reading": [NO_READING, () => report(reading({ reader: 2, grantId: grantTo(2) }))],
    "reporting a reading that another signed": [NO_READING, () => report(reading({}, rotterdam))],
    "reporting a reading of another document than the grant's": [
      NO_READING,
      () => report(reading({ documentId: OTHER })),
    ],
    "reporting a reading of another's paper": [NO_READING, () => report(reading({ owner: 2 }))],
    "reporting two readings under one id": [
      { status: 409, code: "READING_DIFFERS" },
      async () => {
        expect(await report(reading({ readingId: "cd".repeat(32) }))).to.deep.equal({ status: 200, code: "" });
        return report(reading({ readingId: "cd".repeat(32), officer: "ef".repeat(32) }));
      },
    ],
    "reporting a reading under an id that another member used": [
      { status: 409, code: "READING_DIFFERS" },
      () => report(reading({ readingId: "cd".repeat(32), reader: 2, grantId: grantTo(2) }, rotterdam), rotterdam),
    ],
  };
  for (const [attack, [expected, run]] of Object.entries(ATTACKS)) {
    it(`by ${attack} is answered ${expected.status} ${expected.code}, and has no effect`, async () => {
      expect(await run()).to.deep.equal(expected);
      expect(notebook.of(rotterdam)).to.deep.equal(["from Singapore"]);
    });
  }

  it("leaves the one reading that its reader reported under its own grant in the owner's log, as none that was due", async () => {
    const log = await singapore.gateway.database.selectFrom("reading_receipts").selectAll().execute();
    expect(log.map(({ reader, was_effective }) => [reader, was_effective])).to.deep.equal([[7, 0]]);
  });

  /** What a gateway answers who asks it for a part of 1,000 bytes. To add a fault, add a row. */
  const ATTACHMENTS: Readonly<Record<string, (response: ServerResponse) => void>> = {
    "never ends": (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(new Uint8Array(MIB)));
        response.once("drain", more);
      };
      more();
    },
    "comes a byte at a time": (response) => {
      const timer = setInterval(() => response.write("x"), 100);
      response.once("close", () => clearInterval(timer));
    },
    "is another blob": (response) => response.end(new Uint8Array(1_000)),
    "is longer than it was said to be": (response) => response.end(Buffer.concat([SENT, SENT])),
    "is shorter than it was said to be": (response) => response.end(SENT.subarray(1)),
    "is compressed a thousandfold": (response) =>
      response.setHeader("content-encoding", "gzip").end(gzipSync(new Uint8Array(64 * MIB))),
    "is elsewhere": (response) => response.writeHead(302, { location: `${singapore.url}/livez` }).end(),
  };
  for (const [fault, answer] of Object.entries(ATTACHMENTS)) {
    it(`by an attachment that ${fault} is answered MDOC, keeps nothing, and holds up nobody else`, async () => {
      const server = await pretend(stranger, rotterdam, (response) => answer(response));
      const name = await stranger.gateway.blobs.put(SENT.map((byte) => byte ^ 7));
      const before = await collect(rotterdam.gateway.blobs.list());
      const attack = bring(envelope({ attachments: [{ cid: name, sizeBytes: 1_000 }] }));
      const note = await sendNote(singapore, rotterdam, fault, { consignment: fault });
      await deliverTick(singapore.gateway);
      expect((await deliveryOf(singapore.gateway, note)).state).to.equal("acknowledged");
      expect(await attack).to.deep.equal({ status: 200, code: "MDOC" });
      server.closeAllConnections();
      server.close();
      expect(await collect(rotterdam.gateway.blobs.list())).to.have.members(before);
      expect(await readdir(join(rotterdam.gateway.dataDir, "partial", "7"))).to.deep.equal([]);
    }).timeout(20_000);
  }

  it("by a receipt of a third member's is not believed: the delivery waits", async () => {
    const id = await sendNote(singapore, rotterdam, "waits", { consignment: "receipt" });
    const { envelope: jws, envelope_id: envelopeId } = await deliveryOf(singapore.gateway, id);
    const claims = { envelopeId, envelopeDigest: messageDigest(jws), code: "RECE", missing: [], message: "" } as const;
    const receipt = signReceipt(
      { ...claims, issuer: 2, audience: 1, issuedAt: START_S },
      stranger.gateway.keys.statement,
    );
    const server = await pretend(rotterdam, singapore, (response) =>
      response.setHeader("content-type", "application/jose").end(receipt),
    );
    await deliverTick(singapore.gateway);
    server.close();
    expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "waiting", reason: "PEER_ANSWER_FALSE" });
  });
});

const PAPER = hexOf(sha256(utf8Encode("a paper")));
const OTHER = hexOf(sha256(utf8Encode("another paper")));
const grantTo = (reader: number): string => hexOf(sha256(utf8Encode(`grant to ${reader}`)));
