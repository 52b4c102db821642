import { hexOf, readReceipt, signEnvelope, signReading } from "@sealane/sdk";
import { type Cell, names, type Room, RULES } from "./rules.ts";

const draw = ({ me }: Cell): string => hexOf(me.gateway.randomBytes(32));

/** The owner's paper, as if it were the caller's to share. */
function stolenPaper(cell: Cell): string {
  const { me, stage, subject } = cell;
  const { documentId, grantId, statement, cid: blobCid } = subject;
  const issuedAt = me.gateway.clock();
  const content = { grantId, documentId, statement, scope: "full", blobCid, wrappedKey: null };
  return signEnvelope(
    {
      ...{ envelopeId: draw(cell), issuer: me.gateway.memberId, audience: stage.members.owner.gateway.memberId },
      ...{ issuedAt, expiresAt: issuedAt + 1_000, type: "paper", lane: documentId, content },
      attachments: [{ cid: blobCid, sizeBytes: 1 }],
    },
    me.gateway.keys.statement,
  );
}

/** A reading of the owner's paper under the reader's grant, signed by who calls. */
function reading(cell: Cell): string {
  const { me, stage, subject } = cell;
  return signReading(
    {
      ...{ readingId: draw(cell), grantId: subject.grantId, documentId: subject.documentId },
      ...{ reader: me.gateway.memberId, owner: stage.members.owner.gateway.memberId, officer: draw(cell) },
      ...{ purpose: "import-clearance", readAt: me.gateway.clock(), blockNumber: 1, isOpened: false },
    },
    me.gateway.keys.statement,
  );
}

/** What other members' gateways ask of the owner's, by operation. */
export const ROOMS_OF_PEERS: Readonly<Record<string, Room>> = {
  greetPeer: { access: "peer", rule: RULES.speaking },
  receiveEnvelope: {
    access: "peer",
    rule: RULES.speaking,
    asked: (cell) => ({ body: stolenPaper(cell) }),
    judges: ({ text }) => {
      const { code } = readReceipt(text).claims;
      return code === "INCD" ? undefined : `another's paper is answered with ${code}`;
    },
  },
  serveBlob: {
    access: "peer",
    rule: RULES.blob,
    asked: ({ subject: { cid } }) => ({ params: { cid }, query: { offset: 0, length: 1_000_000 } }),
  },
  reconcilePeer: { access: "peer", rule: RULES.speaking, asked: () => ({ body: { sinceSeconds: 0, after: 0 } }) },
  receiveReading: { access: "peer", rule: RULES.reading, asked: (cell) => ({ body: { reading: reading(cell) } }) },
  receiveReadingFault: {
    access: "peer",
    rule: RULES.fault,
    asked: ({ subject: { grantId, documentId } }) => ({ body: { grantId, documentId } }),
  },
  showReceipts: {
    access: "peer",
    rule: RULES.speaking,
    asked: ({ subject: { documentId } }) => ({ query: { documentId, limit: 200 } }),
    // Others see their own readings alone, and these papers only the reader reads.
    judges: ({ text }, cell) => {
      const { links, isWhole } = JSON.parse(text) as { links: object[]; isWhole: boolean };
      if (isWhole !== (cell.viewer === "auditor")) return `isWhole is ${isWhole}`;
      return cell.viewer === "trader" && links.length > 0 ? "it shows another's readings" : undefined;
    },
  },
};

/** The member's own gateway: chain and wire, readings, logs and figures, by operation. */
export const ROOMS_OF_ONES_OWN: Readonly<Record<string, Room>> = {
  listMembers: { access: "members:read", rule: RULES.same },
  memberAction: {
    access: "members:admin",
    rule: RULES.same,
    asked: () => ({ body: { action: "setGatewayUrl", gatewayUrl: "https://cell.example" } }),
  },
  exportTrust: { access: "members:read", rule: RULES.same },
  listAgreements: {
    access: "agreements:read",
    rule: RULES.same,
    judges: (heard, { viewer, subject }) =>
      names(heard, subject.agreementId, !subject.situation.isUnknown && (viewer === "owner" || viewer === "reader")),
  },
  proposeAgreement: { access: "agreements:write", rule: RULES.live, asked: (cell) => ({ body: proposal(cell) }) },
  getAgreement: { access: "agreements:read", rule: RULES.toldAgreement, asked: aboutAgreement },
  acceptAgreement: { access: "agreements:write", rule: RULES.activeParty, asked: aboutAgreement },
  suspendAgreement: { access: "agreements:write", rule: RULES.party, asked: aboutAgreement },
  resumeAgreement: { access: "agreements:write", rule: RULES.activeParty, asked: aboutAgreement },
  terminateAgreement: { access: "agreements:write", rule: RULES.party, asked: aboutAgreement },
  getPolicy: { access: "policy:read", rule: RULES.same },
  setPolicy: { access: "policy:write", rule: RULES.same, asked: () => ({ body: { rules: [] } }) },
  listOutbox: { access: "outbox:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  retryItem: {
    access: "outbox:admin",
    rule: RULES.ownItem,
    asked: (cell) => numbered("itemId", cell.subject.itemIds[0]),
  },
  cancelItem: {
    access: "outbox:admin",
    rule: RULES.ownItem,
    asked: (cell) => numbered("itemId", cell.subject.itemIds[1]),
  },
  acknowledgeAlarm: { access: "outbox:admin", rule: RULES.same },
  listDeliveries: { access: "deliveries:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  getDelivery: {
    access: "deliveries:read",
    rule: RULES.ownDelivery,
    asked: (cell) => numbered("deliveryId", cell.subject.deliveryIds[0]),
  },
  retryDelivery: {
    access: "deliveries:write",
    rule: RULES.ownDelivery,
    asked: (cell) => numbered("deliveryId", cell.subject.deliveryIds[0]),
  },
  cancelDelivery: {
    access: "deliveries:write",
    rule: RULES.ownDelivery,
    asked: (cell) => numbered("deliveryId", cell.subject.deliveryIds[1]),
  },
  listPartners: { access: "deliveries:read", rule: RULES.same },
  reconcilePartner: {
    access: "deliveries:write",
    rule: RULES.compare,
    asked: (cell) => numbered("memberId", cell.subject.memberId),
  },
  listReadings: {
    access: "readings:read",
    rule: RULES.same,
    asked: ({ viewer, subject: { documentId } }) => ({
      query: { documentId, direction: viewer === "owner" ? "served" : "made" },
    }),
    judges: (heard, cell) =>
      cell.viewer === "trader" || cell.viewer === "auditor" ? names(heard, cell.subject.documentId, false) : undefined,
  },
  listReceipts: { access: "readings:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  auditReceipts: {
    access: "readings:read",
    rule: RULES.audited,
    asked: (cell) => numbered("memberId", cell.subject.memberId),
  },
  readAudit: { access: "audit:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  listEvents: { access: "events:read", rule: RULES.same, asked: () => ({ query: { limit: 200 } }) },
  listWebhooks: { access: "webhooks:admin", rule: RULES.same },
  replayWebhook: {
    access: "webhooks:admin",
    rule: RULES.ownWebhook,
    asked: (cell) => ({ params: { name: cell.subject.webhook }, body: { afterSequence: 0 } }),
  },
  resumeWebhook: {
    access: "webhooks:admin",
    rule: RULES.ownWebhook,
    asked: (cell) => ({ params: { name: cell.subject.webhook } }),
  },
  isAlive: { access: "public", rule: RULES.same },
  isReady: { access: "public", rule: RULES.same },
  readMetrics: { access: "metrics", rule: RULES.same },
  describeGateway: { access: "public", rule: RULES.same },
  describeApi: { access: "public", rule: RULES.same },
};

const numbered = (name: string, number: number) => ({ params: { [name]: number } });

function aboutAgreement({ subject: { agreementId } }: Cell) {
  return { params: { agreementId } };
}

let proposed = 0;

function proposal({ me, viewer }: Cell): object {
  const validFromSeconds = me.gateway.clock();
  proposed += 1;
  return {
    ...{ parties: [viewer === "owner" ? 2 : 1], kinds: ["re-export-certificate"], tlpCeiling: "green" },
    ...{ validFromSeconds, validUntilSeconds: validFromSeconds + 1_000_000, text: `Agreement ${proposed}` },
  };
}
