import fc from "fast-check";
import {
  type Address,
  ALERT_ACTIONS,
  ALERT_CATEGORIES,
  type Alert,
  CREDIBILITY_GRADES,
  FORWARDING_RULES,
  hexOf,
  SOURCE_GRADES,
  TLP,
} from "../../../sdk/src/index.ts";
import { seededBytes } from "../seeded.ts";

export const ISSUED_AT = 1_790_000_000;
export const DAY_SECONDS = 86_400;
const draw = seededBytes("alerts");

/** An alert on a container, to everyone, of today and for a month; with what a test changes. */
export const alertOf = (change: Partial<Alert> = {}): Alert => ({
  salt: hexOf(draw(32)),
  version: 1,
  issuer: 2,
  issuedAt: ISSUED_AT,
  validFrom: ISSUED_AT,
  validUntil: ISSUED_AT + 30 * DAY_SECONDS,
  category: "valuation",
  modus: "The invoice states a tenth of the price.",
  reason: "Three consignments were found so.",
  patterns: [{ containers: ["MSKU1234565"] }],
  nominalDigest: null,
  action: "inspect",
  source: "B",
  credibility: 2,
  tlp: "green",
  forwarding: "never",
  sharedWith: { everyone: true },
  acknowledgeBy: null,
  withdrawal: null,
  ...change,
});

/** Any combination of marking, address, rule and category, sound or not. */
export const anyTerms = (agreementId: string) =>
  fc.record({
    category: fc.constantFrom(...ALERT_CATEGORIES.map(({ name }) => name)),
    action: fc.constantFrom(...ALERT_ACTIONS.map(({ name }) => name)),
    source: fc.constantFrom(...SOURCE_GRADES.map(({ code }) => code)),
    credibility: fc.constantFrom(...CREDIBILITY_GRADES.map(({ code }) => code)),
    tlp: fc.constantFrom(...TLP.map(({ name }) => name)),
    forwarding: fc.constantFrom(...FORWARDING_RULES.map(({ name }) => name)),
    sharedWith: fc.oneof(
      fc.constant<Address>({ everyone: true }),
      fc.constant<Address>({ agreementId }),
      fc
        .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 })
        .map((members): Address => ({ members: members.toSorted((a, b) => a - b), group: null })),
    ),
  });
