import { KINDS, type KindName, REASONS, RELATIONS, type ReasonName, type Relation } from "@sealane/sdk";
import { z } from "zod";

/** The words that every other schema is made of. */

export const hex32 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: "Hex32", description: "32 bytes in lower-case hexadecimal." });

export const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);
export const base64url32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
export const compactJws = z.string().max(65_536).meta({ description: "JWS in compact form (RFC 7515 §7.1)." });

export const memberId = z.int().min(1).max(0xffffffff);
export const seconds = z
  .int()
  .min(0)
  .max(2 ** 40 - 1)
  .meta({ description: "Unix seconds." });
export const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const kindName = z.enum(KINDS.map(({ name }) => name) as [KindName, ...KindName[]]).meta({ id: "Kind" });
export const reasonName = z
  .enum(REASONS.map(({ name }) => name) as [ReasonName, ...ReasonName[]])
  .meta({ id: "Reason" });
const relation = z.enum(Object.keys(RELATIONS) as [Relation, ...Relation[]]);

export const link = z.strictObject({ documentId: hex32, relation }).meta({ id: "Link" });

/** There is nothing to say, but a JSON body is what a form on a stranger's page cannot send. */
export const nothing = z.strictObject({});

export const documentParams = z.strictObject({ documentId: hex32 });

/** Text that a person wrote: it does not begin with a blank and has no control characters, so that it cannot forge a line of a log or a screen. */
export const words = (maxLength: number) => z.string().min(1).max(maxLength).regex(WORDS);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const WORDS = /^[^\s\u0000-\u001f\u007f][^\u0000-\u001f\u007f]*$/;

/** The same where somebody looks for it: blanks around it come with what was copied. */
export const sought = (maxLength: number) => z.string().trim().min(1).max(maxLength).regex(WORDS);

/** A whole number in a query, where everything arrives as text. */
export const numberText = (min: number, max: number) =>
  z
    .unknown()
    .transform((value, context) => {
      const number = typeof value === "string" && /^[0-9]{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      context.addIssue({ code: "custom", message: `Expected a whole number from ${min} to ${max}.` });
      return z.NEVER;
    })
    .meta({ type: "integer", minimum: min, maximum: max });

export const limit = numberText(1, 200).exactOptional();

/** One page of a list. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });
