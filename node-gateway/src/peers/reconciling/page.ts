import { readJws, signJws } from "@sealane/sdk";
import { z } from "zod";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { isSignedByMember } from "../wire/member-key.ts";

const TYPE = "sealane-reconciliation+jwt";

/** A part of what a member holds of another's envelopes, signed, so that what is not in it is known to be missing. */
export interface ReconciliationPage {
  readonly issuer: number;
  readonly audience: number;
  readonly issuedAt: number;
  /** What was asked: receipts of envelopes that came at this second or later, after this place. */
  readonly sinceSeconds: number;
  readonly after: number;
  /** Place to go on from; null when this is the last page. */
  readonly next: number | null;
  /** Receipts as they were signed. */
  readonly receipts: readonly string[];
}

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const pageSchema = z.strictObject({
  issuer: count,
  audience: count,
  issuedAt: count,
  sinceSeconds: count,
  after: count,
  next: count.nullable(),
  receipts: z.array(z.string().max(4096)).max(200),
});

/** Signs a page with the statement key. */
export const signPage = (page: ReconciliationPage, { keys }: Pick<Gateway, "keys">): string =>
  signJws(TYPE, { ...page, receipts: [...page.receipts] }, keys.statement);

/**
 * A page of this partner, for this member, and the one that was asked for.
 * @throws GatewayError PEER_ANSWER_FALSE
 */
export async function readPage(
  gateway: Gateway,
  text: string,
  asked: { memberId: number; sinceSeconds: number; after: number },
): Promise<ReconciliationPage> {
  const jws = readOrNothing(text);
  const judged = pageSchema.safeParse(jws?.payload);
  if (jws && judged.success) {
    const page = judged.data;
    const isAsked =
      page.issuer === asked.memberId &&
      page.audience === gateway.memberId &&
      page.sinceSeconds === asked.sinceSeconds &&
      page.after === asked.after &&
      (page.next === null || page.next > asked.after);
    const question = { memberId: asked.memberId, use: "statement", atSeconds: page.issuedAt } as const;
    const isSigned = isSignedByMember(gateway.database, jws, { ...question, nowSeconds: gateway.clock() });
    if (isAsked && (await isSigned)) return page;
  }
  throw new GatewayError("PEER_ANSWER_FALSE", "The partner's answer is not a signed page of what was asked.");
}

function readOrNothing(text: string): ReturnType<typeof readJws> | undefined {
  try {
    return readJws(TYPE, text);
  } catch {
    return undefined;
  }
}
