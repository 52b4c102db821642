import {
  type Address,
  ALERT_CATEGORIES,
  type Alert,
  type AlertFeedback,
  alertIdOf,
  audienceOf,
  type Consortium,
  CREDIBILITY_GRADES,
  FORWARDING_RULES,
  forwardingFault,
  hexOf,
  type Nominal,
  nominalDigest,
  readAlert,
  SOURCE_GRADES,
  signAlert,
  signFeedback,
  signJws,
  TLP,
  weightOf,
} from "../../../sdk/src/index.ts";
import { seededBytes } from "../seeded.ts";
import { alertOf, DAY_SECONDS, ISSUED_AT } from "./alerts.ts";
import { privateKeyOf, signerOf } from "./keys.ts";

const MEMBERS = [1, 2, 3, 4] as const;
const AGREEMENT = "ab".repeat(32);

/** Signed alerts with their ids and weights, feedback, nominal parts, what is refused, and who may have an alert. */
export function alerts(): object {
  const draw = seededBytes("alert vectors");
  const number = (below: number): number => (draw(1)[0] ?? 0) % below;
  const pick = <T>(items: readonly T[]): T => items[number(items.length)] as T;
  const some = (): number[] => MEMBERS.filter(() => number(3) > 0);
  const salted = (change: Partial<Alert> = {}): Alert => alertOf({ salt: hexOf(draw(32)), ...change });
  const nominal: Nominal = {
    salt: hexOf(draw(32)),
    subjects: [
      { pattern: 0, parties: [{ role: "importer", name: "Acme Ltd", identifier: null, scheme: null, country: "NL" }] },
    ],
  };
  const made = ALERT_CATEGORIES.map(({ name: category }, at) => {
    const [source, credibility] = [pick(SOURCE_GRADES).code, pick(CREDIBILITY_GRADES).code];
    const validUntil = ISSUED_AT + 400 * DAY_SECONDS;
    return salted({
      category,
      source,
      credibility,
      validUntil,
      ...(at === 0 && { nominalDigest: nominalDigest(nominal) }),
    });
  });
  const moments = [-1, 0, 30, 123.5, 399.9, 400].map((days) => ISSUED_AT + days * DAY_SECONDS);
  const feedback: AlertFeedback = {
    ...{ alertId: alertIdOf(made[0] as Alert), version: 1, issuer: 1, matchId: hexOf(draw(32)) },
    state: "confirmed",
    ...{ result: null, happenedAt: ISSUED_AT, issuedAt: ISSUED_AT },
  };
  const address = (): Address => {
    const members = some();
    return pick<Address>([
      { everyone: true },
      { agreementId: AGREEMENT },
      { members: members.length > 0 ? members : [1], group: null },
    ]);
  };
  const questions = Array.from({ length: 80 }, () => {
    const terms = { tlp: pick(TLP).name, forwarding: pick(FORWARDING_RULES).name, sharedWith: address() };
    const alert = salted({ ...terms, category: pick(ALERT_CATEGORIES).name, issuer: pick(MEMBERS) });
    const agreement = {
      ...{ parties: some(), alertCategories: number(256) * 16 + number(16), tlpCeiling: number(5) },
      isInForce: number(4) > 0,
    };
    return { alert, consortium: { activeMembers: some(), agreement } satisfies Consortium };
  });
  return {
    keys: [privateKeyOf("singapore")],
    alerts: made.map((alert) => ({
      alert: signAlert(alert, signerOf("singapore")),
      alertId: alertIdOf(alert),
      weights: moments.map((atSeconds) => ({ atSeconds, weight: weightOf(alert, atSeconds) })),
    })),
    feedback: [signFeedback(feedback, signerOf("singapore"))],
    nominals: [{ nominal, digest: nominalDigest(nominal) }],
    signed: questions.slice(0, 12).map(({ alert }) => {
      const jws = signJws("sealane-alert+jwt", alert as never, signerOf("singapore"));
      return { alert: jws, isTaken: isTaken(jws) };
    }),
    audiences: questions.map(({ alert: { issuer, category, tlp, forwarding, sharedWith }, consortium }) => {
      const told = { issuer, category, tlp, forwarding, sharedWith };
      const onward = MEMBERS.filter((to) => forwardingFault(told, to, consortium) === undefined);
      return { ...told, consortium, members: audienceOf(told, consortium).members, onward };
    }),
  };
}

function isTaken(jws: string): boolean {
  try {
    readAlert(jws);
    return true;
  } catch {
    return false;
  }
}
