import type { SharedSubject } from "../../../client/index.ts";
import { PURPOSES, type PurposeName, SCOPES, type Scope } from "../../../src/index.ts";
import { CliError } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { momentOf, wholeNumberOf } from "../../numbers.ts";
import { idOf, nameOf, namesOf } from "../../operands.ts";

/** Options that say what is shared. */
export const ABOUT_OPTIONS = {
  document: { type: "string", value: "DOCUMENT_ID", help: "One document." },
  consignment: { type: "string", value: "UCR", help: "A consignment: its papers, past and future." },
  scope: {
    type: "string",
    value: "NAME",
    help: `A scope: ${namesOf(SCOPES)}; full by default.`,
  },
  field: { type: "string", value: "POINTER", multiple: true, help: "A field in place of a scope." },
} as const;

/** Options that say for how long and how often. */
export const GIVING_OPTIONS = {
  until: { type: "string", value: "MOMENT", help: "When it is over, such as 2026-12-31." },
  uses: { type: "string", value: "COUNT", help: "How many readings; any number by default." },
  delegations: { type: "string", value: "COUNT", help: "How often it may be handed on, 0 to 3; 0 by default." },
  agreement: { type: "string", value: "AGREEMENT_ID", help: "The agreement that it is made under." },
} as const;

type Said<T> = { readonly [N in keyof T]?: string };

/** @throws CliError USAGE_INVALID. */
export function aboutOf({ document, consignment }: { document?: string; consignment?: string }): SharedSubject {
  if (document !== undefined && consignment === undefined) return { documentId: idOf("document id", document) };
  if (consignment !== undefined && document === undefined) return { consignment };
  throw new CliError("USAGE_INVALID", "Give exactly one of --document and --consignment.");
}

/** @throws CliError USAGE_INVALID. */
export function scopeOf({ scope, field }: { scope?: string; field?: readonly string[] }): Scope {
  if (field !== undefined && scope === undefined) return { pointers: [...new Set(field)].sort() };
  return nameOf("scope", scope ?? "full", SCOPES);
}

/** @throws CliError USAGE_INVALID. */
export const purposeOf = (text: string | undefined): PurposeName => nameOf("purpose", text, PURPOSES);

/** @throws CliError USAGE_INVALID. */
export function givingOf({ until, uses, delegations, agreement }: Said<typeof GIVING_OPTIONS>, { now }: Io) {
  if (until === undefined) throw new CliError("USAGE_INVALID", "Say when it is over: --until 2026-12-31, for example.");
  const bounds = { initial: 0, min: 0, max: 3 };
  return {
    validUntilSeconds: momentOf("until", until, now()),
    maxUses: uses === undefined ? null : wholeNumberOf("uses", uses, { initial: 1, min: 1, max: 4_294_967_294 }),
    delegations: wholeNumberOf("delegations", delegations, bounds),
    ...(agreement !== undefined && { agreementId: idOf("agreement id", agreement) }),
  };
}
