import { base64urlOf, bytesOfBase64url } from "@sealane/sdk";
import { z } from "zod";

const CURSOR_BYTES = 6;

/**
 * Where a list goes on: `next` of the page before. Callers see eight characters of which none is wrong, because the place
 * of a row is a number from 1 to below 2⁴⁸; use cases see that number in decimal.
 */
export const after = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8}$/)
  .transform((cursor) => String(Buffer.from(bytesOfBase64url(cursor)).readUIntBE(0, CURSOR_BYTES) || 1))
  .exactOptional();

/** The page of a use case as callers see it. */
export function withCursor<P extends { readonly next: string | null }>(page: P): P {
  if (page.next === null) return page;
  const bytes = Buffer.alloc(CURSOR_BYTES);
  bytes.writeUIntBE(Number(page.next), 0, CURSOR_BYTES);
  return { ...page, next: base64urlOf(bytes) };
}
