import { createEs256Signer, readReceipt, signEnvelope } from "@sealane/sdk";
import { expect } from "chai";
import { makeP256 } from "../../../node-gateway/src/keys/make-secrets.ts";
import { receiveEnvelope } from "../../../node-gateway/src/peers/receiving/receive-envelope.ts";
import { serveBlob } from "../../../node-gateway/src/peers/receiving/serve-blob.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import {
  keyAdded,
  openPartners,
  type Partner,
  type Partners,
  START_S,
  unavailable,
} from "../../support/gateway/partners.ts";
import { expectRejection } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";
import { deliveryOf, laneOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

describe("an envelope that arrives", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  let rotterdam: Partner;
  let stranger: Partner;
  beforeEach(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "stranger"]);
    singapore = partners.of("singapore");
    rotterdam = partners.of("rotterdam");
    stranger = partners.of("stranger");
  });
  afterEach(async () => {
    notebook.remove();
    await partners.close();
  });

  const envelope = (change: object = {}) => ({
    ...{ envelopeId: "ab".repeat(32), issuer: 1, audience: 2, issuedAt: START_S, expiresAt: START_S + 600 },
    ...{ type: "test-note", lane: laneOf("A"), content: { text: "hello" }, attachments: [], ...change },
  });
  const signed = (change: object = {}, by = singapore.gateway.keys.statement) => signEnvelope(envelope(change), by);
  const receive = async (jws: string, peer = 1) =>
    readReceipt(await receiveEnvelope(rotterdam.gateway, { peer, jws })).claims;

  it("is answered RECE once and DUPE afterwards, and has one effect", async () => {
    const jws = signed();
    expect((await receive(jws)).code).to.equal("RECE");
    expect((await receive(jws)).code).to.equal("DUPE");
    expect(notebook.of(rotterdam)).to.deep.equal(["hello"]);
  });

  it("has one effect when it comes 1,000 times at once", async () => {
    const jws = signed();
    const codes = await Promise.all(Array.from({ length: 1_000 }, async () => (await receive(jws)).code));
    expect(codes.filter((code) => code === "RECE")).to.have.length(1);
    expect(codes.filter((code) => code === "DUPE")).to.have.length(999);
    expect(notebook.of(rotterdam)).to.deep.equal(["hello"]);
  });

  it("is DUPE when its sender signed the same content anew, and DISE when the content is another", async () => {
    await receive(signed());
    expect((await receive(signed({ issuedAt: START_S + 9, expiresAt: START_S + 900 }))).code).to.equal("DUPE");
    for (const change of [{ content: { text: "other" } }, { lane: laneOf("B") }, { type: "test-other" }]) {
      expect((await receive(signed(change))).code).to.equal("DISE");
    }
    expect(notebook.of(rotterdam)).to.deep.equal(["hello"]);
  });

  const REFUSED = [
    ["BENV", "is for another member", () => signed({ audience: 4 })],
    ["BENV", "is over", () => signed({ expiresAt: START_S })],
    ["BENV", "is of an unknown type", () => signed({ type: "nothing" })],
    ["BENV", "is of a type that every object has", () => signed({ type: "constructor" })],
    [
      "BENV",
      "was signed by another member than brings it",
      () => signed({ issuer: 7 }, stranger.gateway.keys.statement),
    ],
    ["BENV", "is no envelope", () => "nothing"],
    ["BENV", "is larger than 64 KiB", () => signed({ content: { text: "x".repeat(60_000) } })],
    [
      "BENV",
      "names an attachment larger than any",
      () =>
        signed({
          attachments: [{ cid: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", sizeBytes: 2 ** 40 }],
        }),
    ],
    ["BSIG", "is signed with another member's key", () => signed({}, stranger.gateway.keys.statement)],
    ["BSIG", "is signed with the sender's transport key", () => signed({}, singapore.gateway.keys.transport)],
    ["BSIG", "is signed with a key that nobody has", () => signed({}, createEs256Signer(makeP256()))],
    ["BSIG", "was signed before its key was valid", () => signed({ issuedAt: START_S - 2_000_000 })],
    ["INCD", "does not agree with itself", () => signed({ content: { text: "refuse" } })],
  ] as const;
  for (const [code, fault, make] of REFUSED) {
    it(`is refused with a signed ${code} when it ${fault}, and has no effect`, async () => {
      const receipt = await receive(make());
      expect(receipt).to.include({ code, issuer: 2, audience: 1 });
      expect(notebook.of(rotterdam)).to.deep.equal([]);
      expect(await rotterdam.gateway.database.selectFrom("envelopes").selectAll().execute()).to.deep.equal([]);
    });
  }

  it("is refused with BSIG for each bit of it that is flipped", async () => {
    const jws = signed();
    for (let at = 0; at < jws.length; at += 7) {
      const flipped = jws.slice(0, at) + String.fromCharCode(jws.charCodeAt(at) ^ 1) + jws.slice(at + 1);
      const { code } = await receive(flipped);
      expect(["BSIG", "BENV"], `character ${at}`).to.include(code);
    }
    expect(notebook.of(rotterdam)).to.deep.equal([]);
  });

  it("is refused with BSIG after its key is declared stolen, however it is dated", async () => {
    const { kid } = singapore.gateway.keys.statement;
    const thumbprint = Buffer.from(kid, "base64url").toString("hex");
    await rotterdam.index(1, "KeyCompromised", { thumbprint, compromisedSinceSeconds: START_S - 60 });
    for (const issuedAt of [START_S - 900_000, START_S])
      expect((await receive(signed({ issuedAt }))).code).to.equal("BSIG");
  });

  it("signed with a key that was stolen meanwhile is signed anew by its sender, and arrives", async () => {
    const id = await sendNote(singapore, rotterdam, "hello");
    const [before, next] = [singapore.gateway.keys.statement.kid, makeP256()];
    Object.defineProperty(singapore.gateway.keys, "statement", { value: createEs256Signer(next) });
    for (const partner of partners.all) {
      await partner.index(1, "KeyAdded", keyAdded(next, 1));
      const thumbprint = Buffer.from(before, "base64url").toString("hex");
      await partner.index(1, "KeyCompromised", { thumbprint, compromisedSinceSeconds: START_S - 60 });
    }
    await deliverTick(singapore.gateway);
    await deliverTick(singapore.gateway);
    expect((await deliveryOf(singapore.gateway, id)).state).to.equal("acknowledged");
    expect(notebook.of(rotterdam)).to.deep.equal(["hello"]);
  });

  it("from the far future is not decided: PEER_CLOCK_DIFFERS, unsigned, so that it comes again", async () => {
    const jws = signed({ issuedAt: START_S + 7_200, expiresAt: START_S + 9_000 });
    await expectRejection(receiveEnvelope(rotterdam.gateway, { peer: 1, jws }), "PEER_CLOCK_DIFFERS");
  });

  it("whose attachments cannot be fetched is answered MDOC with their names, and RECE once they are there", async () => {
    const bytes = seededBytes("sealed")(5_000_000);
    const blobs = [seededBytes("first")(10), bytes];
    const cid = await rotterdam.gateway.blobs.put(new Uint8Array([1])).then(() => singapore.gateway.blobs.put(bytes));
    let isCut = true;
    const asked: string[] = [];
    rotterdam.instead = async (call, real) => {
      asked.push(call[1].path);
      if (isCut && call[1].path.includes("offset=4194304")) throw unavailable();
      return real(...call);
    };
    const id = await sendNote(singapore, rotterdam, "with papers", { blobs });
    await deliverTick(singapore.gateway);
    const { state, reason, receipt } = await deliveryOf(singapore.gateway, id);
    expect({ state, reason }).to.deep.equal({ state: "waiting", reason: "MDOC" });
    expect(readReceipt(receipt ?? "").claims.missing).to.deep.equal([cid]);
    expect(notebook.of(rotterdam)).to.deep.equal([]);
    isCut = false;
    asked.length = 0;
    partners.advance(120);
    await deliverTick(singapore.gateway);
    expect((await deliveryOf(singapore.gateway, id)).state).to.equal("acknowledged");
    expect(asked, "what came before is not asked for again").to.deep.equal([
      `/peer/v1/blobs/${cid}?offset=4194304&length=805696`,
    ]);
    expect(Buffer.from(await rotterdam.gateway.blobs.get(cid)).equals(bytes)).to.equal(true);
  });

  it("whose attachment comes with other bytes than its CID names stays MDOC, and nothing of it is stored", async () => {
    rotterdam.instead = async (call, real) => {
      const answer = await real(...call);
      return call[1].path.includes("/blobs/") ? { ...answer, body: answer.body.map((byte) => byte ^ 1) } : answer;
    };
    const bytes = seededBytes("sealed")(1_000);
    const id = await sendNote(singapore, rotterdam, "with papers", { blobs: [bytes] });
    await deliverTick(singapore.gateway);
    expect((await deliveryOf(singapore.gateway, id)).reason).to.equal("MDOC");
    const stored = [];
    for await (const cid of rotterdam.gateway.blobs.list()) stored.push(cid);
    expect(stored).to.deep.equal([]);
  });

  it("lets only the member it goes to fetch its attachments, and not once it was cancelled", async () => {
    const bytes = seededBytes("sealed")(1_000);
    const id = await sendNote(singapore, rotterdam, "with papers", { blobs: [bytes] });
    const cid = await singapore.gateway.blobs.put(bytes);
    const ask = (peer: number, of = cid) => serveBlob(singapore.gateway, { peer, cid: of, offset: 10, length: 20 });
    expect(Buffer.from(await ask(2)).equals(bytes.subarray(10, 30))).to.equal(true);
    await expectRejection(ask(7), "PEER_BLOB_NOT_SHARED");
    const other = await singapore.gateway.blobs.put(new Uint8Array([9]));
    await expectRejection(ask(2, other), "PEER_BLOB_NOT_SHARED");
    await singapore.gateway.database
      .updateTable("deliveries")
      .set({ state: "cancelled" })
      .where("delivery_id", "=", id)
      .execute();
    await expectRejection(ask(2), "PEER_BLOB_NOT_SHARED");
  });
});
