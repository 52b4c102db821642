import type {
  Address,
  Alert,
  AlertAction,
  AlertCategoryName,
  AlertDraftFields,
  Counters,
  CredibilityGrade,
  FeedbackState,
  ForwardingRule,
  Hex32,
  NamedParty,
  Pattern,
  SourceGrade,
  StixObject,
  TlpName,
} from "../src/index.ts";
import type { Paging } from "./views.ts";

/** Whom an alert means: parties, with the pattern of that place or alone. */
export interface AlertSubjects {
  readonly pattern: number | null;
  readonly parties: readonly NamedParty[];
}

/** An alert as it is written. */
export interface AlertDraft {
  readonly category: AlertCategoryName;
  readonly modus: string;
  readonly reason: string;
  readonly patterns: readonly Pattern[];
  /** Told only to members that it is released to. */
  readonly nominal?: readonly AlertSubjects[];
  readonly action: AlertAction;
  readonly source: SourceGrade;
  readonly credibility: CredibilityGrade;
  readonly tlp: TlpName;
  /** `never` by default. */
  readonly forwarding?: ForwardingRule;
  readonly sharedWith: Address;
  /** Now by default. */
  readonly validFromSeconds?: number;
  readonly validUntilSeconds: number;
  readonly acknowledgeBySeconds?: number | null;
}

export interface NewAlert {
  readonly draft: AlertDraft;
  /** The members that the preview showed, all of them. */
  readonly audience: readonly number[];
}

export interface AlertPreview {
  readonly members: readonly number[];
  readonly left: readonly { readonly memberId: number; readonly reason: string }[];
  /** Why nobody would see it. */
  readonly refusal?: string;
  readonly alert: Alert;
}

export interface AlertView {
  readonly alertId: Hex32;
  readonly version: number;
  readonly issuer: number;
  /** Who sent it here; the gateway's own member for its own. */
  readonly fromMember: number;
  readonly receivedAtSeconds: number;
  /** `asleep` while its agreement is not in force. */
  readonly standing: "active" | "notYet" | "over" | "withdrawn" | "asleep";
  /** 0 to 1, now. */
  readonly weight: number;
  readonly isNominal: boolean;
  readonly isNominalHeld: boolean;
  readonly matches: number;
  readonly alert: Alert;
}

export interface OpenedAlert extends AlertView {
  readonly recipients: readonly {
    readonly memberId: number;
    readonly part: "alert" | "nominal";
    readonly version: number;
    readonly deliveryId: number;
    readonly state: string;
    readonly sentAtSeconds: number;
    readonly acknowledgeBySeconds: number | null;
    readonly acknowledgedAtSeconds: number | null;
  }[];
  readonly answers: readonly {
    readonly memberId: number;
    readonly version: number;
    readonly matchId: Hex32;
    readonly state: FeedbackState;
    readonly result: string | null;
    readonly happenedAtSeconds: number;
  }[];
}

export interface AlertNominal {
  readonly alertId: Hex32;
  readonly version: number;
  readonly subjects: readonly AlertSubjects[];
}

export interface AlertsQuery extends Paging {
  readonly issuer?: number;
  readonly category?: AlertCategoryName;
}

export interface AlertMatchesQuery extends Paging {
  readonly alertId?: Hex32;
  readonly documentId?: Hex32;
  readonly state?: FeedbackState;
}

/** A document that meets an alert. */
export interface AlertMatchView {
  readonly matchNumber: number;
  readonly alertId: Hex32;
  readonly version: number;
  readonly issuer: number;
  readonly category: AlertCategoryName;
  readonly documentId: Hex32;
  readonly state: FeedbackState;
  readonly result: string | null;
  readonly weight: number;
  readonly words: readonly string[];
  readonly isNominal: boolean;
  readonly isNominalWithheld: boolean;
  readonly matchedAtSeconds: number;
  readonly settledAtSeconds: number | null;
}

/** What can be said of a match. */
export const MATCH_RESULTS = ["inspected", "confirmed", "falsePositive"] as const;

export interface MatchResult {
  readonly state: (typeof MATCH_RESULTS)[number];
  /** For the issuer's people; without names or numbers. */
  readonly result: string | null;
}

/** How a partner and this member help each other; null where there is nothing to count. */
export interface AlertPartnerView {
  readonly memberId: number;
  readonly received: number;
  readonly matched: number;
  readonly inspected: number;
  readonly confirmed: number;
  readonly falsePositive: number;
  readonly precision: number | null;
  readonly contribution: number | null;
  readonly sent: number;
  readonly acknowledged: number;
  readonly answers: number;
  readonly acknowledgeSeconds: number | null;
  readonly responseSeconds: number | null;
}

export interface CountersView extends Counters {
  readonly memberId: number;
}

/** What another system handed in over TAXII; whom it is for an officer says. */
export interface ReceivedDraft {
  readonly draftNumber: number;
  readonly sourceId: string;
  readonly sourceVersion: string;
  readonly actor: string;
  readonly receivedAtSeconds: number;
  readonly draft: AlertDraftFields;
}

/** Aliases of collections that are read. */
export const TAXII_COLLECTIONS = ["received", "own", "matches", "answers"] as const;
export type TaxiiCollectionName = (typeof TAXII_COLLECTIONS)[number];

/** What TAXII 2.1 §3.4 knows. */
export interface TaxiiQuery {
  readonly added_after?: string;
  readonly limit?: number;
  readonly next?: string;
  readonly "match[id]"?: string;
  readonly "match[type]"?: string;
  readonly "match[version]"?: string;
}

/** A page of a collection; nothing in it is an empty one. */
export interface TaxiiEnvelope {
  readonly more?: boolean;
  readonly next?: string;
  readonly objects?: readonly StixObject[];
}
