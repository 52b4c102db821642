import type {
  AlertMatchView,
  AlertNominal,
  AlertPartnerView,
  AlertPreview,
  AlertView,
  CountersView,
  OpenedAlert,
} from "../../client/index.ts";
import { type Alert, INDICATORS, type Pattern, tlpByName } from "../../src/index.ts";
import { lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { momentText, timeText } from "./time.ts";

const percent = (share: number | null): string => (share === null ? "" : `${Math.round(share * 1_000) / 10} %`);
const grade = ({ source, credibility }: Alert): string => `${source}${credibility}`;

export const ALERT_COLUMNS: Columns<AlertView> = {
  head: ["ALERT", "VERSION", "ISSUER", "STANDING", "CATEGORY", "TLP", "GRADE", "WEIGHT", "MATCHES", "UNTIL"],
  cells: (view) => [
    ...[view.alertId, String(view.version), String(view.issuer), view.standing, view.alert.category, view.alert.tlp],
    ...[grade(view.alert), String(view.weight), String(view.matches), timeText(view.alert.validUntil)],
  ],
  none: "No alerts.",
};

export const MATCH_COLUMNS: Columns<AlertMatchView> = {
  head: ["MATCH", "STATE", "CATEGORY", "ISSUER", "WEIGHT", "DOCUMENT", "WHY"],
  cells: (match) => [
    ...[String(match.matchNumber), match.state, match.category, String(match.issuer), String(match.weight)],
    ...[match.documentId, match.words.join("; ")],
  ],
  none: "Nothing meets an alert.",
};

export const ALERT_PARTNER_COLUMNS: Columns<AlertPartnerView> = {
  head: ["MEMBER", "ALERTS", "MATCHED", "INSPECTED", "CONFIRMED", "PRECISION", "CONTRIBUTION", "SENT", "ANSWERS IN"],
  cells: (it) => [
    ...[it.memberId, it.received, it.matched, it.inspected, it.confirmed].map(String),
    ...[percent(it.precision), percent(it.contribution), `${it.acknowledged}/${it.sent}`],
    it.responseSeconds === null ? "" : `${it.responseSeconds} s`,
  ],
};

export const COUNTER_COLUMNS: Columns<CountersView["rows"][number] & { readonly memberId: number }> = {
  head: ["MEMBER", "KEY", "HITS", "INSPECTIONS", "CONFIRMED"],
  cells: ({ memberId, key, hits, inspections, confirmed }) => [
    ...[String(memberId), key, String(hits), String(inspections ?? "few"), String(confirmed ?? "few")],
  ],
  none: "No counts that may be told.",
};

const RECIPIENT_COLUMNS: Columns<OpenedAlert["recipients"][number]> = {
  head: ["MEMBER", "PART", "VERSION", "STATE", "ACKNOWLEDGED"],
  cells: (it) => [
    ...[String(it.memberId), it.part, String(it.version), it.state],
    momentText(it.acknowledgedAtSeconds) ?? "",
  ],
};

const ANSWER_COLUMNS: Columns<OpenedAlert["answers"][number]> = {
  head: ["MEMBER", "VERSION", "CAME OF IT", "WHEN", "RESULT"],
  cells: (it) => [
    ...[String(it.memberId), String(it.version), it.state, timeText(it.happenedAtSeconds), it.result ?? ""],
  ],
};

/** Who would see an alert. */
export function previewText({ members, left, refusal, alert }: AlertPreview): string {
  return lines(`${tlpByName(alert.tlp).label}: ${tlpByName(alert.tlp).title}`, [
    ["goes to", members.length === 0 ? "nobody" : members.join(", ")],
    ["because", refusal],
    ...left.map(({ memberId, reason }) => ["not to", `${memberId}: ${reason}`] as const),
  ]);
}

/** An alert, whom it went to and what they told. */
export function alertText(view: OpenedAlert): string {
  const { alert, recipients, answers } = view;
  const facts = lines(`Alert ${view.alertId}, version ${view.version}`, [
    ["standing", view.standing],
    ["withdrawn", alert.withdrawal],
    ["issuer", view.issuer],
    ["from", view.fromMember],
    ["marking", tlpByName(alert.tlp).label],
    ["may be handed on", alert.forwarding],
    ["category", alert.category],
    ["grade", grade(alert)],
    ["weight", view.weight],
    ["asks to", alert.action],
    ["how", alert.modus],
    ["why", alert.reason],
    ...alert.patterns.map((pattern, at) => [`pattern ${at}`, patternText(pattern)] as const),
    ["names", view.isNominal ? (view.isNominalHeld ? "somebody, told here" : "somebody, not told here") : null],
    ["valid", `${timeText(alert.validFrom)} to ${timeText(alert.validUntil)}`],
    ["acknowledge by", momentText(alert.acknowledgeBy)],
    ["matches", view.matches],
  ]);
  const sent = recipients.length === 0 ? [] : [tableOf(recipients, RECIPIENT_COLUMNS)];
  const told = answers.length === 0 ? [] : [tableOf(answers, ANSWER_COLUMNS)];
  return [facts, ...sent, ...told].join("\n\n");
}

/** Whom an alert means. */
export const nominalText = ({ alertId, version, subjects }: AlertNominal): string =>
  lines(
    `Alert ${alertId}, version ${version}, means`,
    subjects.flatMap(({ pattern, parties }) =>
      parties.map(({ role, name, identifier, scheme, country }) => {
        const known = [role, name, scheme, identifier, country].filter((text) => text !== null);
        return [pattern === null ? "anywhere" : `pattern ${pattern}`, known.join(" ")] as const;
      }),
    ),
  );

function patternText(pattern: Pattern): string {
  const names = Object.keys(pattern) as (keyof Pattern)[];
  return names.map((name) => `${INDICATORS[name].title}: ${valueText(pattern[name])}`).join("; ");
}

const valueText = (value: unknown): string =>
  Array.isArray(value) && value.every((item) => typeof item !== "object") ? value.join(", ") : JSON.stringify(value);
