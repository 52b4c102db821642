import type { JsonObject } from "../../canonical/json.ts";
import type { Hex32 } from "../../primitives/hex.ts";
import { type Alert, alertIdOf } from "../alert.ts";
import { categoryByName } from "../categories.ts";
import type { AlertFeedback } from "../feedback.ts";
import type { Nominal } from "../nominal.ts";
import type { TlpName } from "../tlp.ts";
import { bundleOf } from "./bundle.ts";
import { AUTHOR_IDENTITY, customsFields, EXTENSION_DEFINITION } from "./extension.ts";
import { markingId, markingObject } from "./markings.ts";
import { toStixNames } from "./names.ts";
import { type StixBundle, type StixObject, stixTime } from "./objects.ts";
import { stixPattern } from "./pattern.ts";
import { uuidOf } from "./uuid.ts";

/** An alert to be told in STIX. */
export interface StixAlert {
  readonly alert: Alert;
  /** As its issuer signed it. */
  readonly jws?: string;
  /** Unix seconds of its first version, where that is known; those of this one else. */
  readonly createdAt?: number;
  /** Whom it means: only where that was released to whoever gets this. */
  readonly subjects?: Nominal["subjects"];
}

/** What a recipient said of an alert, with the alert's marking. */
export interface StixFeedback {
  readonly feedback: AlertFeedback;
  readonly tlp: TlpName;
}

/** Confidence of each credibility of the Admiralty code (STIX 2.1, appendix A); what cannot be judged has none. */
export const CONFIDENCES = [
  { credibility: 1, confidence: 90, from: 80 },
  { credibility: 2, confidence: 70, from: 60 },
  { credibility: 3, confidence: 50, from: 40 },
  { credibility: 4, confidence: 30, from: 20 },
  { credibility: 5, confidence: 10, from: 0 },
] as const;

type FeedbackKey = Pick<AlertFeedback, "alertId" | "issuer" | "matchId" | "state">;

/** What is told of each state of feedback: that it was seen, or what is thought of it. */
const OPINIONS = { confirmed: "strongly-agree", falsePositive: "strongly-disagree", expired: "neutral" } as const;

/** Id of an alert's indicator, the same for all its versions. */
export const indicatorId = (alertId: Hex32): string => `indicator--${uuidOf(`alert ${alertId}`)}`;

/** Id of a member's identity. Member numbers are a network's own, so the network is part of the name. */
const memberIdentityId = (network: string, memberId: number): string =>
  `identity--${uuidOf(`member ${network} ${memberId}`)}`;

/** A member as STIX knows organisations. */
export function memberIdentity(network: string, memberId: number, name = `Member ${memberId}`): StixObject {
  return { ...AUTHOR_IDENTITY, id: memberIdentityId(network, memberId), name, identity_class: "organization" };
}

/** An alert as an indicator (STIX 2.1 §4.7). Nothing of whom it means is in it but where that is given. */
export function stixIndicator({ alert, jws, createdAt, subjects }: StixAlert, network: string): StixObject {
  const { category, modus, reason, issuedAt, version, tlp } = alert;
  const { title } = categoryByName(category);
  const confidence = CONFIDENCES.find(({ credibility }) => credibility === alert.credibility)?.confidence;
  const pattern = stixPattern(alert.patterns);
  const alertClaims = toStixNames(alert);
  return {
    type: "indicator",
    spec_version: "2.1",
    id: indicatorId(alertIdOf(alert)),
    created_by_ref: memberIdentityId(network, alert.issuer),
    created: stixTime(Math.min(createdAt ?? issuedAt, issuedAt)),
    // Versions of one second are told apart by milliseconds.
    modified: stixTime(issuedAt, Math.min(version - 1, 999)),
    name: `Customs alert: ${title}`,
    description: `${modus}\n\n${reason}`,
    indicator_types: ["anomalous-activity"],
    labels: [`customs-${category}`],
    ...(pattern === undefined
      ? { pattern: "[]", pattern_type: "sealane" }
      : { pattern, pattern_type: "stix", pattern_version: "2.1" }),
    valid_from: stixTime(alert.validFrom),
    valid_until: stixTime(alert.validUntil),
    ...(confidence !== undefined && { confidence }),
    ...(alert.withdrawal !== null && { revoked: true }),
    object_marking_refs: [markingId(tlp)],
    extensions: customsFields({
      alert: alertClaims,
      ...(jws !== undefined && { signed_alert: jws }),
      ...(subjects !== undefined && { nominal_subjects: toStixNames(subjects) }),
    }),
  };
}

/** Id of the object that tells of feedback. */
export function feedbackObjectId({ alertId, issuer, matchId, state }: FeedbackKey): string {
  const type = Object.hasOwn(OPINIONS, state) ? "opinion" : "sighting";
  return `${type}--${uuidOf(`feedback ${alertId} ${issuer} ${matchId} ${state}`)}`;
}

/** Feedback as a sighting (STIX 2.1 §5.2) or, once it is known what came of it, as an opinion (§4.14). */
export function stixFeedback({ feedback, tlp }: StixFeedback, network: string): StixObject {
  const { alertId, issuer, state, happenedAt, issuedAt, result } = feedback;
  const isOpinion = Object.hasOwn(OPINIONS, state);
  const indicator = indicatorId(alertId);
  const author = memberIdentityId(network, issuer);
  const seen = stixTime(happenedAt);
  const about: JsonObject = isOpinion
    ? {
        opinion: OPINIONS[state as keyof typeof OPINIONS],
        object_refs: [indicator],
        ...(result !== null && { explanation: result }),
      }
    : {
        ...{ sighting_of_ref: indicator, where_sighted_refs: [author], count: 1, first_seen: seen, last_seen: seen },
        ...(result !== null && { description: result }),
      };
  return {
    ...{ type: isOpinion ? "opinion" : "sighting", spec_version: "2.1", id: feedbackObjectId(feedback) },
    ...{ created_by_ref: author, created: stixTime(issuedAt), modified: stixTime(issuedAt), ...about },
    object_marking_refs: [markingId(tlp)],
    extensions: customsFields({ feedback: toStixNames(feedback) }),
  };
}

/** What all our bundles refer to. */
export const stixCommons = (tlps: Iterable<TlpName>): StixObject[] => [
  ...[AUTHOR_IDENTITY, EXTENSION_DEFINITION],
  ...[...new Set(tlps)].map(markingObject),
];

export interface StixContent {
  readonly alerts: readonly StixAlert[];
  readonly feedback?: readonly StixFeedback[];
  /** What tells this network from others, such as the hash of its first block. */
  readonly network: string;
  /** Names of members by their numbers. */
  readonly names?: Readonly<Record<number, string>>;
}

/** Alerts and what was said of them as one bundle: the same content gives the same bytes. */
export function stixBundle({ alerts, feedback = [], network, names = {} }: StixContent): StixBundle {
  const members = [...alerts.map(({ alert }) => alert.issuer), ...feedback.map((said) => said.feedback.issuer)];
  const objects = [
    ...stixCommons([...alerts.map(({ alert }) => alert.tlp), ...feedback.map(({ tlp }) => tlp)]),
    ...[...new Set(members)].sort((a, b) => a - b).map((member) => memberIdentity(network, member, names[member])),
    ...alerts.map((alert) => stixIndicator(alert, network)),
    ...feedback.map((said) => stixFeedback(said, network)),
  ];
  return bundleOf(objects);
}
