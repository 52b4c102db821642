import type { Hex32 } from "@sealane/sdk";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { findTombstone } from "../../indexer/find-anchors.ts";
import { DRAWING_KINDS } from "../../ledger/kinds.ts";
import { decimalOfMillionths } from "../../ledger/quantity.ts";
import { requireBalance, requireCurrent, requireOfKinds, requireStated } from "../../ledger/require.ts";
import { requireSelf } from "../../sharing/require.ts";
import type { Writing } from "../views.ts";
import { change, type QueuedBalance } from "./change-balance.ts";

export interface DrawInput extends Writing {
  readonly balanceId: Hex32;
  /** The certificate. */
  readonly documentId: Hex32;
  /** Which of the certificate's quantities, from 1; 0 for their sum; 1 by default. */
  readonly item?: number;
}

/**
 * Queues that a re-export certificate of this member draws what it states; it goes out once the certificate is anchored.
 * What another member does meanwhile may still make the chain refuse it: then the item says why.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_NOT_OWN, DOCUMENT_NOT_CURRENT, LEDGER_KIND_INVALID, QUANTITY_NOT_STATED,
 * QUANTITY_UNIT_DIFFERS, QUANTITY_SHORT, BALANCE_NOT_FOUND, BALANCE_NOT_CURRENT, DRAWER_NOT_ALLOWED, DRAW_EXISTS,
 * MEMBER_SUSPENDED, BLOB_*, IDEMPOTENCY_*.
 */
export async function drawQuantity(gateway: Gateway, input: DrawInput): Promise<QueuedBalance> {
  const { balanceId: subjectId, documentId, item = 1 } = input;
  const row = await requireOfKinds(gateway, documentId, DRAWING_KINDS);
  const { unit, quantity } = await requireStated(gateway, row, item);
  return change(gateway, input, {
    content: { balanceId: subjectId, documentId, item },
    said: { documentId, subjectId, payload: { action: "draw", unit, quantity: String(quantity) } },
    work: async (transaction) => {
      await requireSelf(transaction, gateway.memberId);
      await requireCurrent(transaction, gateway.memberId, documentId);
      const balance = await requireBalance(transaction, subjectId);
      if (unit !== balance.unit)
        throw new GatewayError(
          "QUANTITY_UNIT_DIFFERS",
          `The balance counts in ${balance.unit}, the certificate in ${unit}.`,
        );
      const isDrawn = balance.draws.some((one) => one.memberId === gateway.memberId && one.documentId === documentId);
      if (isDrawn) throw new GatewayError("DRAW_EXISTS", "The certificate drew from this balance before.");
      if (balance.opener !== gateway.memberId && !balance.drawers.has(gateway.memberId))
        throw new GatewayError("DRAWER_NOT_ALLOWED", "The balance's opener does not let this member draw.");
      if ((await findTombstone(transaction, balance.documentId, balance.opener)) !== null)
        throw new GatewayError("BALANCE_NOT_CURRENT", "What the balance rests on was withdrawn or superseded.");
      const left = balance.opened - balance.drawn;
      if (quantity > left)
        throw new GatewayError("QUANTITY_SHORT", `The balance has ${decimalOfMillionths(left)} ${unit} left.`);
    },
  });
}

/**
 * Queues that what a certificate drew is given back, which follows from its withdrawal or replacement.
 * @throws DRAW_NOT_FOUND, CERTIFICATE_STANDS, BALANCE_NOT_FOUND, IDEMPOTENCY_*.
 */
export async function giveBackQuantity(
  gateway: Gateway,
  input: Writing & { readonly balanceId: Hex32; readonly memberId: number; readonly documentId: Hex32 },
): Promise<QueuedBalance> {
  const { balanceId: subjectId, memberId, documentId } = input;
  return change(gateway, input, {
    content: { balanceId: subjectId, memberId, documentId },
    said: { documentId, subjectId, payload: { action: "giveBack", memberId } },
    work: async (transaction) => {
      const { draws } = await requireBalance(transaction, subjectId);
      if (!draws.some((one) => one.memberId === memberId && one.documentId === documentId))
        throw new GatewayError("DRAW_NOT_FOUND", "That certificate drew nothing from this balance.");
      if ((await findTombstone(transaction, documentId, memberId)) === null)
        throw new GatewayError("CERTIFICATE_STANDS", "The certificate stands: withdraw or replace it first.");
    },
  });
}
