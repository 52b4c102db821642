import type { Hex32 } from "@sealane/sdk";
import { agreementArgument, bytes32, questionArgument, termsArgument } from "../chain/terms.ts";
import type { Gateway } from "../gateway.ts";
import { findAnchor } from "../indexer/find-anchors.ts";
import { type Call, inclusionArguments, type PurposeOf } from "./arguments.ts";
import type { AgreementAction, QueuedItem } from "./items.ts";

const AGREEMENT_GAS = 600_000;
/** Each party and each kind is a slot. */
const SLOT_GAS = 30_000;

type SharingPurpose = "grant" | "delegate" | "withdrawGrant" | "request" | "refuse" | "agreement" | "receipts";
type Encode<P extends QueuedItem["purpose"]> = (gateway: Gateway, item: PurposeOf<P>) => Promise<Call | undefined>;

const access = (method: string, ...args: unknown[]): Call => ({ contract: "accessRegistry", method, args });

/** How each purpose of sharing becomes a call. */
export const SHARING_CALLS: { [P in SharingPurpose]: Encode<P> } = {
  grant: async (gateway, { documentId, payload }) => {
    if (documentId === null) return access("grantConsignment", termsArgument(payload));
    const found = await findAnchor(gateway.database, documentId, gateway.memberId);
    return found && access("grantDocument", termsArgument(payload), ...inclusionArguments(found));
  },
  delegate: async (_, { payload: { terms, proof } }) =>
    access("delegate", termsArgument(terms), { ...proof, path: proof.path.map(bytes32) }),
  withdrawGrant: async (gateway, { subjectId, payload }) =>
    (await isMade(gateway, subjectId)) ? access("withdraw", bytes32(subjectId), payload.reason) : undefined,
  request: async (_, { payload }) => access("request", questionArgument(payload)),
  refuse: async (_, { subjectId, payload }) => access("refuse", bytes32(subjectId), payload.reason),
  agreement: async (_, { subjectId, payload }) => agreementCall(subjectId, payload),
  receipts: async (_, { subjectId, payload: { count, head } }) =>
    access("anchorReceipts", bytes32(subjectId), count, bytes32(head)),
};

function agreementCall(agreementId: Hex32, payload: AgreementAction): Call {
  const contract = "agreementRegistry";
  if (payload.action !== "propose") return { contract, method: payload.action, args: [bytes32(agreementId)] };
  const { parties, kinds } = payload.terms;
  const gas = AGREEMENT_GAS + SLOT_GAS * (parties.length + kinds.length);
  return { contract, method: "propose", args: [agreementArgument(payload.terms)], gas };
}

/** Whether the index has a grant, which its withdrawal must wait for. */
async function isMade({ database }: Gateway, grantId: Hex32): Promise<boolean> {
  const row = await database.selectFrom("grants").select("grant_id").where("grant_id", "=", grantId).executeTakeFirst();
  return row !== undefined;
}
