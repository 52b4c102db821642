import {
  type Address,
  type Alert,
  type AlertAction,
  type AlertCategoryName,
  type CredibilityGrade,
  type ForwardingRule,
  type Hex32,
  hexOf,
  isNominal,
  type Nominal,
  nominalDigest,
  type Pattern,
  SdkError,
  type SourceGrade,
  type TlpName,
} from "@sealane/sdk";
import type { Gateway } from "../../gateway.ts";

/** An alert as an officer writes it. */
export interface AlertDraft {
  readonly category: AlertCategoryName;
  readonly modus: string;
  readonly reason: string;
  readonly patterns: readonly unknown[];
  /** Who is meant: told only to members that it is released to. */
  readonly nominal?: readonly unknown[] | null;
  readonly action: AlertAction;
  readonly source: SourceGrade;
  readonly credibility: CredibilityGrade;
  readonly tlp: TlpName;
  readonly forwarding?: ForwardingRule;
  readonly sharedWith: Address;
  /** Now by default. */
  readonly validFromSeconds?: number;
  readonly validUntilSeconds: number;
  readonly acknowledgeBySeconds?: number | null;
}

/** A draft made an alert, and who it means. */
export interface DraftedAlert {
  readonly alert: Alert;
  readonly nominal: Nominal | undefined;
}

/** Of which alert a draft is, and which version. */
export interface DraftedAs {
  readonly salt: Hex32;
  readonly version: number;
  /** Unix seconds. */
  readonly issuedAt: number;
}

/** Makes an alert of a draft; signing judges the rest. @throws SdkError MESSAGE_INVALID when who is meant is not of its form. */
export function alertOfDraft(
  { memberId, randomBytes }: Pick<Gateway, "memberId" | "randomBytes">,
  draft: AlertDraft,
  { salt, version, issuedAt }: DraftedAs,
): DraftedAlert {
  const subjects = draft.nominal ?? [];
  const given = { salt: hexOf(randomBytes(32)), subjects };
  const nominal = subjects.length === 0 ? undefined : given;
  if (nominal !== undefined && !isNominal(nominal, draft.patterns.length))
    throw new SdkError("MESSAGE_INVALID", "Who the alert means is not of the form that parties have.");
  const { category, modus, reason, action, source, credibility, tlp, sharedWith } = draft;
  const alert: Alert = {
    ...{ salt, version, issuer: memberId, issuedAt, category, modus, reason, action, source, credibility, tlp },
    ...{ validFrom: draft.validFromSeconds ?? issuedAt, validUntil: draft.validUntilSeconds, sharedWith },
    ...{ patterns: draft.patterns as readonly Pattern[], forwarding: draft.forwarding ?? "never", withdrawal: null },
    acknowledgeBy: draft.acknowledgeBySeconds ?? null,
    nominalDigest: nominal === undefined ? null : nominalDigest(nominal),
  };
  return { alert, nominal };
}
