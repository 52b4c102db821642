import {
  ALERT_ACTIONS,
  ALERT_CATEGORIES,
  type AlertAction,
  type AlertCategoryName,
  CREDIBILITY_GRADES,
  FEEDBACK_STATES,
  type FeedbackState,
  FORWARDING_RULES,
  type ForwardingRule,
  SOURCE_GRADES,
  type SourceGrade,
  TLP,
  type TlpName,
} from "@sealane/sdk";
import { z } from "zod";
import { count, hex32, memberId, pageOf, seconds, words } from "./words.ts";

const names = <Name extends string>(rows: readonly { readonly name: string }[]) =>
  z.enum(rows.map(({ name }) => name) as [Name, ...Name[]]);

export const alertCategory = names<AlertCategoryName>(ALERT_CATEGORIES).meta({ id: "AlertCategory" });
const tlp = names<TlpName>(TLP).meta({ id: "Tlp", description: "Traffic Light Protocol 2.0." });
const action = names<AlertAction>(ALERT_ACTIONS).meta({ id: "AlertAction" });
const forwarding = names<ForwardingRule>(FORWARDING_RULES).meta({ id: "ForwardingRule" });
export const feedbackState = names<FeedbackState>(FEEDBACK_STATES).meta({ id: "FeedbackState" });
const source = z.enum(SOURCE_GRADES.map(({ code }) => code) as [SourceGrade, ...SourceGrade[]]);
const credibility = z.union(CREDIBILITY_GRADES.map(({ code }) => z.literal(code)));
const grade = { source, credibility };

const sharedWith = z
  .union([
    z.strictObject({ everyone: z.literal(true) }),
    z.strictObject({ agreementId: hex32 }),
    z.strictObject({ members: z.array(memberId).min(1).max(256), group: words(128).nullable() }),
  ])
  .meta({ id: "AlertAddress", description: "All members, the parties of an agreement, or members one by one." });

/** The SDK judges what is in it. */
const pattern = z.looseObject({}).meta({ id: "AlertPattern", description: "Indicators, all of which are met." });
const subject = z.strictObject({ pattern: count.nullable(), parties: z.array(z.looseObject({})).min(1).max(64) });

const text = z.string().min(1).max(4_000);

export const alertDraft = z
  .strictObject({
    category: alertCategory,
    ...{
      modus: text,
      reason: text,
      patterns: z.array(pattern).max(64),
      nominal: z.array(subject).max(64).exactOptional(),
    },
    ...{ action, ...grade, tlp, forwarding: forwarding.exactOptional(), sharedWith },
    ...{ validFromSeconds: seconds.exactOptional(), validUntilSeconds: seconds },
    acknowledgeBySeconds: seconds.nullable().exactOptional(),
  })
  .meta({ id: "AlertDraft" });

/** What another system tells: whom it is for an officer says. */
export const draftFields = z
  .strictObject({
    ...{ category: alertCategory, modus: text, reason: text, patterns: z.array(pattern), action, ...grade, tlp },
    ...{ validFromSeconds: seconds, validUntilSeconds: seconds },
  })
  .meta({ id: "AlertDraftFields" });

const alert = z
  .strictObject({
    ...{ salt: hex32, version: count, issuer: memberId, issuedAt: seconds, validFrom: seconds, validUntil: seconds },
    ...{ category: alertCategory, modus: z.string(), reason: z.string(), patterns: z.array(pattern) },
    ...{ nominalDigest: hex32.nullable(), action, ...grade, tlp, forwarding, sharedWith },
    ...{ acknowledgeBy: seconds.nullable(), withdrawal: z.string().nullable() },
  })
  .meta({ id: "Alert", description: "As its issuer signed it." });

export const alertPreview = z
  .strictObject({
    members: z.array(memberId),
    left: z.array(z.strictObject({ memberId, reason: z.string() })),
    refusal: z.string().optional().meta({ description: "Why nobody would see it." }),
    alert,
  })
  .meta({ id: "AlertPreview" });

const weight = z.number().min(0).max(1);
const view = {
  ...{ alertId: hex32, version: count, issuer: memberId, fromMember: memberId, receivedAtSeconds: seconds },
  standing: z.enum(["active", "notYet", "over", "withdrawn", "asleep"]),
  ...{ weight, isNominal: z.boolean(), isNominalHeld: z.boolean(), matches: count, alert },
};
export const alertView = z.strictObject(view).meta({ id: "AlertView" });
export const alertPage = pageOf(alertView).meta({ id: "AlertPage" });
export const openedAlert = z
  .strictObject({
    ...view,
    recipients: z.array(
      z.strictObject({
        ...{ memberId, part: z.enum(["alert", "nominal"]), version: count, deliveryId: count, state: z.string() },
        ...{
          sentAtSeconds: seconds,
          acknowledgeBySeconds: seconds.nullable(),
          acknowledgedAtSeconds: seconds.nullable(),
        },
      }),
    ),
    answers: z.array(
      z.strictObject({
        ...{ memberId, version: count, matchId: hex32, state: feedbackState, result: z.string().nullable() },
        happenedAtSeconds: seconds,
      }),
    ),
  })
  .meta({ id: "OpenedAlert" });

const namedParty = z.strictObject({
  ...{ role: z.string().nullable(), name: z.string().nullable(), identifier: z.string().nullable() },
  ...{ scheme: z.string().nullable(), country: z.string().nullable() },
});
export const alertNominal = z
  .strictObject({
    ...{ alertId: hex32, version: count },
    subjects: z.array(z.strictObject({ pattern: count.nullable(), parties: z.array(namedParty) })),
  })
  .meta({ id: "AlertNominal" });

export const alertMatch = z
  .strictObject({
    ...{ matchNumber: count, alertId: hex32, version: count, issuer: memberId, category: alertCategory },
    ...{ documentId: hex32, state: feedbackState, result: z.string().nullable(), weight, words: z.array(z.string()) },
    ...{ isNominal: z.boolean(), isNominalWithheld: z.boolean() },
    ...{ matchedAtSeconds: seconds, settledAtSeconds: seconds.nullable() },
  })
  .meta({ id: "AlertMatch" });
export const alertMatchPage = pageOf(alertMatch).meta({ id: "AlertMatchPage" });

const ratio = weight.nullable();
export const alertPartner = z
  .strictObject({
    ...{ memberId, received: count, matched: count, inspected: count, confirmed: count, falsePositive: count },
    ...{ precision: ratio, contribution: ratio, sent: count, acknowledged: count, answers: count },
    ...{ acknowledgeSeconds: z.int().nullable(), responseSeconds: z.int().nullable() },
  })
  .meta({ id: "AlertPartner" });

export const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
  .meta({ description: "YYYY-MM, UTC." });
const counterRow = z.strictObject({
  ...{ key: z.string(), hits: count, inspections: count.nullable(), confirmed: count.nullable() },
});
export const counters = z
  .strictObject({ memberId, month, rows: z.array(counterRow) })
  .meta({ id: "AlertCounters", description: "Counts of five at least; null where fewer would be told apart." });
