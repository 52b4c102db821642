import { type Envelope, readStatement, signStatement } from "@sealane/sdk";
import { expect } from "chai";
import { dropUnfounded } from "../../../node-gateway/src/sharing/drop-unfounded.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { makeGrant } from "../../../node-gateway/src/usecases/sharing/grants.ts";
import { makeRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { handOver, receive, sentBy, settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

const KIND = "re-export-certificate";
let keys = 0;
const writing = () => ({ actor: "officer", idempotencyKey: `key-${++keys}` });

describe("what a member sends under what is another's", () => {
  let network: TestNetwork;
  let singapore: TestMember;
  let rotterdam: TestMember;
  let auditor: TestMember;
  before(async () => {
    network = await deployNetwork();
    singapore = await makeGateway(network, "singapore");
    rotterdam = await makeGateway(network, "rotterdam");
    auditor = await makeGateway(network, "auditor");
    await settleAll(singapore, rotterdam, auditor);
  });
  after(async () => {
    for (const member of [singapore, rotterdam, auditor]) await member?.close();
    await network?.stop();
  });

  /** A grant that is queued, and an envelope of the auditor's with the same paper stated as its own. */
  const queueGrant = async (number: string): Promise<{ grantId: string; documentId: string; squat: Envelope }> => {
    const { documentId } = await submitNumber(singapore.gateway, KIND, { number });
    const validUntilSeconds = singapore.clock.now() + 1_000_000 + ++keys;
    const more = { about: { documentId }, reader: 2, scope: "full", purpose: "transit", validUntilSeconds } as const;
    const { grantId } = await makeGrant(singapore.gateway, { ...more, ...writing() });
    const { statement } = await singapore.gateway.database
      .selectFrom("documents")
      .select("statement")
      .where("document_id", "=", documentId)
      .executeTakeFirstOrThrow();
    const { claims } = readStatement(statement);
    const own = signStatement({ ...claims, issuer: 3 }, auditor.gateway.keys.statement);
    const squat: Envelope = {
      ...{ envelopeId: String(++keys).padStart(64, "0"), issuer: 3, audience: 2, issuedAt: 0, expiresAt: 2 ** 32 },
      ...{ type: "paper", lane: claims.subjectTag, attachments: [{ cid: "bafkreiblob", sizeBytes: 1 }] },
      content: { grantId, documentId, statement: own, scope: "full", blobCid: "bafkreiblob", wrappedKey: "none" },
    };
    return { grantId, documentId, squat };
  };
  const keptOf = (grantId: string) =>
    rotterdam.gateway.database.selectFrom("shared_papers").selectAll().where("grant_id", "=", grantId).execute();

  it("gives way to the owner's paper once the chain tells whose grant it is", async () => {
    const { grantId, documentId, squat } = await queueGrant("SG-S1");
    expect(await receive(rotterdam, squat)).to.equal("RECE");
    await settleAll(singapore);
    await shareTick(singapore.gateway);
    expect(await handOver(singapore, rotterdam)).to.deep.equal(["RECE"]);
    const [kept] = await keptOf(grantId);
    expect(kept).to.deep.include({ issuer: 1, document_id: documentId, kind: KIND });
    expect(kept?.blob_cid).not.to.equal("bafkreiblob");
    expect(await receive(rotterdam, squat)).to.equal("INCD");
  });

  it("is left for later when another member's is kept already and the chain does not tell yet", async () => {
    const { grantId, squat } = await queueGrant("SG-S2");
    await receive(rotterdam, squat);
    const statement = signStatement(
      { ...readStatement(String(squat.content["statement"])).claims, issuer: 1 },
      singapore.gateway.keys.statement,
    );
    const early = { ...squat, issuer: 1, content: { ...squat.content, statement } };
    await expectRejection(receive(rotterdam, early), "PEER_INBOX_FULL");
    expect((await keptOf(grantId)).map(({ issuer }) => issuer)).to.deep.equal([3]);
    await settleAll(singapore);
    expect(await receive(rotterdam, early)).to.equal("RECE");
    expect((await keptOf(grantId)).map(({ issuer }) => issuer)).to.deep.equal([1]);
  });

  it("is refused as INCD when more is attached than the paper, which would be fetched and kept", async () => {
    const { squat } = await queueGrant("SG-S3");
    const attachments = [...squat.attachments, { cid: "bafkreimore", sizeBytes: 2 ** 27 }];
    expect(await receive(rotterdam, { ...squat, attachments })).to.equal("INCD");
  });

  it("is refused as INCD when it is a note on another's request, before and after the request is on the chain", async () => {
    const { documentId } = await submitNumber(singapore.gateway, KIND, { number: "SG-S4" });
    await settleAll(singapore, rotterdam);
    await makeRequest(rotterdam.gateway, {
      ...{ holder: 1, about: { documentId }, scope: "goods", purpose: "transit" },
      ...{ caseNumber: "case-1", note: "Please.", ...writing() },
    });
    const { envelope } = (await sentBy(rotterdam)).at(-1)!;
    expect(await receive(singapore, { ...envelope, issuer: 3 })).to.equal("INCD");
    expect(await receive(singapore, { ...envelope, attachments: [{ cid: "bafkreimore", sizeBytes: 1 }] })).to.equal(
      "INCD",
    );
    expect(await handOver(rotterdam, singapore)).to.deep.equal(["RECE"]);
    await settleAll(rotterdam, singapore);
    expect(await receive(singapore, { ...envelope, issuer: 3 })).to.equal("INCD");
  });

  it("is dropped when it is a note on a request that never came onto the chain", async () => {
    await makeRequest(rotterdam.gateway, {
      ...{ holder: 1, about: { consignment: "UCR-NEVER" }, scope: "goods", purpose: "transit" },
      ...{ caseNumber: "case-2", note: "Never.", ...writing() },
    });
    await handOver(rotterdam, singapore);
    const notes = () =>
      singapore.gateway.database
        .selectFrom("request_notes")
        .select("request_id")
        .where("note", "=", "Never.")
        .execute();
    await dropUnfounded(singapore.gateway);
    expect(await notes()).to.have.length(1);
    singapore.clock.advance(31 * 86_400);
    await dropUnfounded(singapore.gateway);
    expect(await notes()).to.have.length(0);
    expect(await singapore.gateway.database.selectFrom("request_notes").selectAll().execute()).to.have.length(1);
  });
});
