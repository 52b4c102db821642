import {
  type Hex32,
  kindByName,
  narrowerScopes,
  PURPOSES,
  readStatement,
  SCOPES,
  type Scope,
  scopeDigest,
  scopeTree,
  ZERO_HEX32,
} from "@sealane/sdk";
import {
  type AgreementTerms,
  agreementIdOf,
  type GrantTerms,
  grantIdOf,
  UNLIMITED_USES,
} from "../../../node-gateway/src/chain/terms.ts";
import { findDocument } from "../../../node-gateway/src/papers/find-document.ts";
import { fetchFrom } from "../../../node-gateway/src/peers/receiving/fetch-attachments.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { findGrant } from "../../../node-gateway/src/sharing/grant-line.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { receiveDossier } from "../../../node-gateway/src/usecases/receive-dossier.ts";
import { grantRequest, makeRequest } from "../../../node-gateway/src/usecases/sharing/requests.ts";
import { type GrantChoices, grant, type Reader, tell } from "../../support/gateway/readers.ts";
import type { Stage } from "./stage.ts";

export const KIND = "re-export-certificate";

/** How the reader stands to a document of the owner's. To try another way, add a row. */
export interface Situation {
  readonly name: string;
  /** What the reader may see of the document; undefined for nothing. */
  readonly opens?: Scope;
  /** Why it may see nothing. */
  readonly code?: "DOCUMENT_NOT_FOUND" | "GRANT_NOT_EFFECTIVE" | "GRANT_USES_SPENT";
  /** Whether the index calls the reader's grant effective; one that is spent is, since its owner counts. */
  readonly isEffective: boolean;
  /** Nobody has a document of this id, nor anything else. */
  readonly isUnknown?: true;
  readonly isSuspended?: true;
  /** The reader holds the paper itself: its owner handed it over in a file. */
  readonly isHeld?: true;
  /** The id of the reader's grant; undefined for none. */
  make(stage: Stage, documentId: Hex32): Promise<Hex32 | undefined>;
}

const opening = (name: string, opens: Scope, make: Situation["make"]): Situation => ({
  name,
  opens,
  isEffective: true,
  make,
});
const ended = (name: string, make: Situation["make"]): Situation => ({
  ...{ name, code: "GRANT_NOT_EFFECTIVE", isEffective: false, make },
});

const FIELDS: Scope = { pointers: ["/$facts/voyage", "/remark"] };

/** The last one takes the reader's standing away, and so comes last. */
export const SITUATIONS: readonly Situation[] = [
  ...SCOPES.map(({ name }) =>
    opening(`a grant of ${name}`, name, (stage, documentId) =>
      name === "comparison" ? forCase(stage, documentId) : share(stage, { documentId, scope: name }),
    ),
  ),
  opening("a grant of a list of fields", FIELDS, (stage, documentId) => share(stage, { documentId, scope: FIELDS })),
  opening("a grant of the whole consignment", "full", ofConsignment),
  {
    ...opening("a file with all of it", "full", async ({ members: { owner, reader } }, documentId) => {
      const dossier = await makeDossier(owner.gateway, { documentId, includeOriginal: true, actor: "officer" });
      await receiveDossier(reader.gateway, { dossier, actor: "officer", idempotencyKey: "file" });
      return undefined;
    }),
    isHeld: true,
  },
  { name: "no grant", code: "DOCUMENT_NOT_FOUND", isEffective: false, make: async () => undefined },
  {
    name: "ids that nobody has",
    code: "DOCUMENT_NOT_FOUND",
    isEffective: false,
    isUnknown: true,
    make: async () => undefined,
  },
  ended("a withdrawn grant", async (stage, documentId) => {
    const grantId = await share(stage, { documentId });
    await withdraw(stage.members.owner, grantId);
    return grantId;
  }),
  ended("a grant that is over", async (stage, documentId) => {
    const { timeSeconds } = await stage.members.owner.gateway.chain.head();
    const grantId = await share(stage, { documentId, validUntilSeconds: timeSeconds + 300 });
    await stage.network.anvil.rpc("evm_increaseTime", 600);
    await stage.network.anvil.rpc("evm_mine");
    return grantId;
  }),
  {
    ...{ name: "a grant whose readings are spent", code: "GRANT_USES_SPENT", isEffective: true },
    make: async (stage, documentId) => {
      const grantId = await share(stage, { documentId, maxUses: 1 });
      await openGranted(stage.members.reader.gateway, { documentId, actor: "officer" });
      return grantId;
    },
  },
  ended("a grant under a suspended agreement", async (stage, documentId) => {
    const agreementId = await agree(stage, "cd".repeat(32));
    const grantId = await share(stage, { documentId, agreementId });
    await tell(stage.members.reader, speech(agreementId, { action: "suspend" }));
    return grantId;
  }),
  opening("a grant that a carrier handed on", "full", handOn),
  ended("a grant that a carrier handed on, withdrawn above it", async (stage, documentId) => {
    const grantId = await handOn(stage, documentId);
    const made = await findGrant(stage.members.owner.gateway.database, grantId);
    await withdraw(stage.members.owner, made?.parent_id as Hex32);
    return grantId;
  }),
  {
    ...ended("a grant to a suspended member", async (stage, documentId) => {
      const grantId = await share(stage, { documentId });
      await stage.network.registrar("suspend", stage.members.reader.gateway.memberId);
      return grantId;
    }),
    isSuspended: true,
  },
];

/** A grant to the reader, its paper delivered as the workers deliver it. */
async function share(stage: Stage, choices: Omit<GrantChoices, "to">): Promise<Hex32> {
  const { owner, reader } = stage.members;
  const grantId = await grant(owner, { to: reader, delegations: 1, ...choices });
  await arrive(stage, grantId);
  return grantId;
}

/** A grant for comparing, which answers a request of the reader's. */
async function forCase(stage: Stage, documentId: Hex32): Promise<Hex32> {
  const { owner, reader } = stage.members;
  const writing = { actor: "officer", idempotencyKey: "for-a-case" };
  const { requestId } = await makeRequest(reader.gateway, {
    ...{ ...writing, holder: owner.gateway.memberId, about: { documentId }, scope: "comparison" },
    ...{ purpose: "import-clearance", caseNumber: "NL 1", note: "" },
  });
  await reader.settle();
  await stage.sync();
  const validUntilSeconds = owner.gateway.clock() + 1_000_000;
  const granting = { ...writing, requestId, validUntilSeconds, delegations: 1 };
  const { grantId } = await grantRequest(owner.gateway, granting);
  await owner.settle();
  await arrive(stage, grantId);
  return grantId;
}

/** By the tag that its papers have in common. */
async function ofConsignment(stage: Stage, documentId: Hex32): Promise<Hex32> {
  const { owner, reader } = stage.members;
  const { statement } = await findDocument(owner.gateway, documentId);
  const terms: GrantTerms = {
    ...{ subject: readStatement(statement).claims.subjectTag, isConsignment: true, reader: reader.gateway.memberId },
    ...{
      scope: scopeDigest("full"),
      narrowerScopes: scopeTree(narrowerScopes("full")).root,
      purpose: PURPOSES[1].code,
    },
    ...{ validUntilSeconds: owner.gateway.clock() + 1_000_000, maxUses: UNLIMITED_USES, delegations: 1 },
    ...{ agreementId: ZERO_HEX32, parentId: ZERO_HEX32, requestId: ZERO_HEX32 },
  };
  const subjectId = grantIdOf(owner.gateway.memberId, terms);
  await tell(owner, { purpose: "grant", documentId: null, subjectId, payload: terms });
  await arrive(stage, subjectId);
  return subjectId;
}

/** Through the carrier, who reads under a grant of the owner's. */
async function handOn(stage: Stage, documentId: Hex32): Promise<Hex32> {
  const { owner, carrier, reader } = stage.members;
  const parentId = await grant(owner, { to: carrier, documentId, delegations: 2 });
  await stage.sync();
  const parent = await findGrant(carrier.gateway.database, parentId);
  if (!parent) throw new Error("The carrier's grant is not there.");
  const terms: GrantTerms = {
    ...{ subject: documentId, isConsignment: false, reader: reader.gateway.memberId, scope: scopeDigest("full") },
    ...{ narrowerScopes: parent.narrower_scopes, purpose: PURPOSES[1].code, maxUses: UNLIMITED_USES },
    ...{ validUntilSeconds: parent.valid_until_seconds, delegations: 1 },
    ...{ agreementId: ZERO_HEX32, parentId, requestId: ZERO_HEX32 },
  };
  const subjectId = grantIdOf(carrier.gateway.memberId, terms);
  const proof = { size: 0, index: 0, path: [] };
  await tell(carrier, { purpose: "delegate", documentId: null, subjectId, payload: { terms, proof } });
  await arrive(stage, subjectId);
  return subjectId;
}

/** Rounds of the workers until the paper is at the reader. */
async function arrive(stage: Stage, grantId: Hex32): Promise<void> {
  const { owner, reader } = stage.members;
  for (let round = 0; round < 10; round++) {
    await stage.sync();
    await shareTick(owner.gateway);
    await deliverTick(owner.gateway);
    await fetchFrom(reader.gateway, owner.gateway.memberId);
    const papers = reader.gateway.database.selectFrom("shared_papers").select("grant_id");
    if (await papers.where("grant_id", "=", grantId).executeTakeFirst()) return;
    for (const { clock } of [owner, reader]) clock.advance(5);
  }
  throw new Error("The paper does not arrive.");
}

const withdraw = (owner: Reader, subjectId: Hex32): Promise<void> =>
  tell(owner, { purpose: "withdrawGrant", documentId: null, subjectId, payload: { reason: 1 } });

const speech = (subjectId: Hex32, payload: object) =>
  ({ purpose: "agreement", documentId: null, subjectId, payload }) as Parameters<typeof tell>[1];

/** An agreement of the owner and the reader that is in force. */
export async function agree({ members: { owner, reader } }: Stage, textDigest: Hex32): Promise<Hex32> {
  const { timeSeconds } = await owner.gateway.chain.head();
  const terms: AgreementTerms = {
    ...{ parties: [owner.gateway.memberId, reader.gateway.memberId], kinds: [kindByName(KIND).code] },
    ...{ alertCategories: 0, tlpCeiling: 1, textDigest },
    ...{ validFromSeconds: timeSeconds - 10, validUntilSeconds: timeSeconds + 9_000_000 },
  };
  const agreementId = agreementIdOf(owner.gateway.memberId, terms);
  await tell(owner, speech(agreementId, { action: "propose", terms }));
  await tell(reader, speech(agreementId, { action: "accept" }));
  return agreementId;
}
