import {
  GRANT_END_REASONS,
  type GrantEndReasonName,
  isScope,
  PURPOSES,
  type PurposeName,
  REFUSAL_REASONS,
  type RefusalReasonName,
  SCOPES,
  type Scope,
  type ScopeName,
} from "@sealane/sdk";
import { z } from "zod";
import { TLP_CEILINGS } from "../../usecases/sharing/agreements.ts";
import { itemRefusal, itemState } from "./outbox.ts";
import { count, hex32, kindName, memberId, pageOf, seconds, sought } from "./words.ts";

const names = <Name extends string>(rows: readonly { readonly name: Name }[]) =>
  z.enum(rows.map(({ name }) => name) as [Name, ...Name[]]);

/** A named scope, or a list of pointers of one's own. */
export const scope = z
  .union([names<ScopeName>(SCOPES), z.strictObject({ pointers: z.array(z.string().max(512)).min(1).max(512) })])
  .refine((value) => isScope(value), "Pointers are RFC 6901, not empty, ascending, each once.")
  .transform((value): Scope => value)
  .meta({ id: "Scope", description: "A named scope, or pointers (RFC 6901) that open a field and all below it." });
/** The same in an answer, where nothing is judged. */
export const shownScope = z.union([names<ScopeName>(SCOPES), z.strictObject({ pointers: z.array(z.string()) })]).meta({
  id: "ShownScope",
});
export const purpose = names<PurposeName>(PURPOSES).meta({ id: "Purpose" });
export const grantEndReason = names<GrantEndReasonName>(GRANT_END_REASONS).meta({ id: "GrantEndReason" });
export const refusalReason = names<RefusalReasonName>(REFUSAL_REASONS).meta({ id: "RefusalReason" });

/** What is granted or asked for. */
export const about = z
  .union([z.strictObject({ documentId: hex32 }), z.strictObject({ consignment: sought(200) })])
  .meta({ id: "SharedSubject", description: "One document, or a consignment: its papers, past and future." });

const uses = z.int().min(1).max(0xfffffffe).nullable().meta({ description: "Readings; null for any number." });

/** What is given, but to whom. */
export const giving = {
  validUntilSeconds: seconds,
  maxUses: uses.exactOptional(),
  delegations: z.int().min(0).max(3).exactOptional(),
  agreementId: hex32.exactOptional(),
};

const queued = { state: itemState, refusal: itemRefusal, statusUrl: z.string() };
export const queuedGrant = z.strictObject({ grantId: hex32, ...queued }).meta({ id: "QueuedGrant" });
export const queuedRequest = z.strictObject({ requestId: hex32, ...queued }).meta({ id: "QueuedRequest" });
export const queuedAgreement = z
  .strictObject({ agreementId: hex32, action: z.string(), ...queued })
  .meta({ id: "QueuedAgreement" });

export const grantStanding = z
  .enum(["queued", "refused", "effective", "withdrawn", "over", "suspended", "asleep", "unknown"])
  .meta({ id: "GrantStanding", description: "`asleep` while its agreement, or one above it, does not cover it." });

export const grant = z
  .strictObject({
    grantId: hex32,
    ...{ granter: memberId, owner: memberId, reader: memberId },
    ...{ subject: hex32, isConsignment: z.boolean(), kind: kindName.nullable() },
    ...{ scope: shownScope.nullable(), scopeDigest: hex32, purpose: purpose.nullable() },
    validUntilSeconds: seconds,
    maxUses: count.nullable(),
    usesLeft: count.nullable(),
    delegations: count,
    ...{ agreementId: hex32.nullable(), parentId: hex32.nullable(), requestId: hex32.nullable() },
    standing: grantStanding,
    withdrawal: z.strictObject({ memberId, reason: count, timeSeconds: seconds }).nullable(),
    madeAtSeconds: seconds.nullable(),
    blockNumber: count.nullable(),
    deliveries: z.array(
      z.strictObject({ documentId: hex32, deliveryId: count.nullable(), state: z.string(), timeSeconds: seconds }),
    ),
  })
  .meta({ id: "Grant" });
export const grantPage = pageOf(grant).meta({ id: "GrantPage" });

export const requestStanding = z.enum(["queued", "notTaken", "noteOnly", "open", "granted", "refused"]).meta({
  id: "RequestStanding",
  description: "`noteOnly`: what was said beside the chain arrived before its event.",
});
export const request = z
  .strictObject({
    requestId: hex32,
    requester: memberId,
    holder: memberId.nullable(),
    ...{ subject: hex32.nullable(), isConsignment: z.boolean().nullable() },
    ...{ scope: shownScope.nullable(), scopeDigest: hex32, purpose: purpose.nullable() },
    standing: requestStanding,
    grantId: hex32.nullable(),
    refusal: z.string().nullable(),
    requestedAtSeconds: seconds.nullable(),
    note: z.strictObject({ caseNumber: z.string(), text: z.string(), receivedAtSeconds: seconds }).nullable(),
  })
  .meta({ id: "AccessRequest" });
export const requestPage = pageOf(request).meta({ id: "AccessRequestPage" });

export const tlpCeiling = z.enum(TLP_CEILINGS).meta({ id: "TlpCeiling" });
export const agreementStanding = z.enum(["proposed", "inForce", "notYet", "suspended", "over", "terminated"]);
export const agreement = z
  .strictObject({
    agreementId: hex32,
    proposer: memberId,
    parties: z.array(z.strictObject({ memberId, hasAccepted: z.boolean(), suspends: z.boolean() })),
    kinds: z.array(kindName),
    alertCategories: count,
    tlpCeiling,
    ...{ validFromSeconds: seconds, validUntilSeconds: seconds, textDigest: hex32 },
    standing: z.enum([...agreementStanding.options, "queued", "refused"]).meta({ id: "AgreementStanding" }),
  })
  .meta({ id: "Agreement" });
export const agreementPage = pageOf(agreement).meta({ id: "AgreementPage" });

export const policyBody = z.strictObject({ rules: z.array(z.looseObject({})).max(1_000) }).meta({
  id: "Policy",
  description: "Rules of who may read what, for what, without asking an officer; the first that allows it answers.",
});
export const standingPolicy = z
  .strictObject({ version: count, policy: policyBody, actor: z.string().nullable(), timeSeconds: seconds.nullable() })
  .meta({ id: "StandingPolicy" });
