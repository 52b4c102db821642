import { type Hex32, kindByName } from "@sealane/sdk";
import { expect } from "chai";
import { type AgreementTerms, agreementIdOf } from "../../../node-gateway/src/chain/terms.ts";
import { cancelDelivery, retryDelivery } from "../../../node-gateway/src/peers/officers/mend-delivery.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { grant, openReaders, type Reader, tell } from "../../support/gateway/readers.ts";
import { settleAll } from "../../support/gateway/sharing.ts";
import { expectRejection } from "../../support/refusal.ts";

const KIND = "re-export-certificate";

describe("a paper that waits for a gateway that is away", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  let keys = 0;
  before(async () => {
    ({ singapore, rotterdam, stop } = await openReaders("singapore", "rotterdam"));
    await settleAll(singapore, rotterdam);
  });
  after(() => stop?.());

  async function submit(): Promise<Hex32> {
    keys += 1;
    const { documentId } = await submitNumber(singapore.gateway, KIND, { number: `T-${keys}` });
    await singapore.settle();
    return documentId;
  }
  /** Sealed and queued, and not taken by a reader that is away. */
  async function queue(documentId: Hex32, agreementId?: Hex32): Promise<Hex32> {
    rotterdam.isAway = true;
    const grantId = await grant(singapore, { to: rotterdam, documentId, ...(agreementId && { agreementId }) });
    await deliver();
    expect((await deliveriesOf(grantId)).map(({ state }) => state)).to.deep.equal(["waiting"]);
    return grantId;
  }
  async function deliver(): Promise<void> {
    await settleAll(singapore, rotterdam);
    await shareTick(singapore.gateway);
    singapore.clock.advance(30);
    rotterdam.clock.advance(30);
    await deliverTick(singapore.gateway);
  }
  const deliveriesOf = (grantId: Hex32) =>
    singapore.gateway.database
      .selectFrom("grant_deliveries as sent")
      .innerJoin("deliveries", "deliveries.delivery_id", "sent.delivery_id")
      .select(["deliveries.delivery_id", "deliveries.state"])
      .where("sent.grant_id", "=", grantId)
      .execute();
  const cancelled = () =>
    singapore.gateway.database
      .selectFrom("deliveries")
      .select(["delivery_id", "reason"])
      .where("state", "=", "cancelled")
      .orderBy("delivery_id", "desc")
      .executeTakeFirst();
  const read = (documentId: Hex32) => openGranted(rotterdam.gateway, { documentId, actor: "officer" });

  it("is not sent when its grant is withdrawn meanwhile, and holds up nothing that comes after it", async () => {
    const documentId = await submit();
    const grantId = await queue(documentId);
    const later = await submit();
    await queue(later);
    await tell(singapore, { purpose: "withdrawGrant", documentId: null, subjectId: grantId, payload: { reason: 1 } });
    rotterdam.isAway = false;
    await deliver();
    await expectRejection(read(documentId), "DOCUMENT_NOT_FOUND");
    expect((await read(later)).paper.original).to.be.a("string");
    expect((await cancelled())?.reason).to.equal("GRANT_NOT_EFFECTIVE");
  });

  it("is not sent either when an officer wants it sent again", async () => {
    const { delivery_id: deliveryId = 0 } = (await cancelled()) ?? {};
    await retryDelivery(singapore.gateway, { deliveryId, actor: "officer", idempotencyKey: "again" });
    await deliver();
    expect((await cancelled())?.delivery_id).to.equal(deliveryId);
    const retried = { deliveryId, actor: "officer", idempotencyKey: "give-up" };
    await expectRejection(cancelDelivery(singapore.gateway, retried), "DELIVERY_NOT_OPEN");
  });

  it("is sent anew once the agreement that its grant is under is resumed", async () => {
    const agreementId = await agree();
    const documentId = await submit();
    const grantId = await queue(documentId, agreementId);
    await say(rotterdam, agreementId, { action: "suspend" });
    rotterdam.isAway = false;
    await deliver();
    expect(await deliveriesOf(grantId)).to.deep.equal([]);
    await expectRejection(read(documentId), "DOCUMENT_NOT_FOUND");
    await say(rotterdam, agreementId, { action: "resume" });
    await deliver();
    expect((await deliveriesOf(grantId)).map(({ state }) => state)).to.deep.equal(["acknowledged"]);
    expect((await read(documentId)).grantId).to.equal(grantId);
  });

  const say = (member: Reader, subjectId: Hex32, payload: object): Promise<void> =>
    tell(member, { purpose: "agreement", documentId: null, subjectId, payload } as Parameters<typeof tell>[1]);

  async function agree(): Promise<Hex32> {
    const { timeSeconds } = await singapore.gateway.chain.head();
    const terms: AgreementTerms = {
      ...{ parties: [1, 2], kinds: [kindByName(KIND).code], alertCategories: 0, tlpCeiling: 1 },
      ...{ validFromSeconds: timeSeconds - 10, validUntilSeconds: timeSeconds + 9_000_000 },
      textDigest: "cd".repeat(32),
    };
    const agreementId = agreementIdOf(1, terms);
    await say(singapore, agreementId, { action: "propose", terms });
    await say(rotterdam, agreementId, { action: "accept" });
    return agreementId;
  }
});
