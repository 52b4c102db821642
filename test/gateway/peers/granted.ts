import { ZERO_HEX32 } from "@sealane/sdk";
import { type Partner, START_S } from "../../support/gateway/partners.ts";

const KIND = 301;

/** Writes into an owner's index a grant that opens one of its documents to a reader once, and the document. */
export async function keepGrant(
  { gateway, memberId }: Partner,
  { grantId, reader, documentId }: { grantId: string; reader: number; documentId: string },
): Promise<void> {
  const place = { block_number: 0, log_index: reader, time_seconds: START_S };
  const none = { agreement_id: ZERO_HEX32, parent_id: ZERO_HEX32, request_id: ZERO_HEX32 };
  await gateway.database
    .insertInto("grants")
    .values({
      ...{ grant_id: grantId, granter: memberId, owner: memberId, reader, kind: KIND, subject: documentId },
      ...{ is_consignment: 0, scope: ZERO_HEX32, narrower_scopes: ZERO_HEX32, purpose: 1 },
      ...{ valid_until_seconds: START_S + 1_000_000, max_uses: 1, delegations: 0, ...none, ...place },
    })
    .execute();
  await gateway.database
    .insertInto("entries")
    .values({
      ...{ member_id: memberId, root: documentId, entry_index: 0, document_id: documentId, kind: KIND },
      ...{ subject_tag: ZERO_HEX32, reference_tag: ZERO_HEX32, ...place },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
