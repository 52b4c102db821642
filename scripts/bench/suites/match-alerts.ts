import {
  type Alert,
  compileAlerts,
  type Facts,
  INDICATORS,
  type MatchSubject,
  matchAlerts,
  normaliseFacts,
  type Pattern,
} from "@sealane/sdk";
import { measureRates } from "../measure.ts";
import type { Suite } from "../suite.ts";

const NOW = 1_790_000_000;
const ALERTS = 10_000;
const DOCUMENTS = 1_000;
const PORTS = ["SGSIN", "CNSHA", "NLRTM", "DEHAM", "USLAX", "AEJEA", "MYPKG", "VNHPH"] as const;
const at = <T>(items: readonly T[], number: number): T => items[number % items.length] as T;

/** Of four alerts one is on a container, one on goods and their route, one on goods and price, one on a phrase. */
const PATTERNS: readonly ((number: number) => Pattern)[] = [
  (number) => ({ containers: [`MSKU${String(number).padStart(7, "0")}`] }),
  (number) => ({ hsCodes: [String(1000 + (number % 9000))], route: [at(PORTS, number), at(PORTS, number + 3)] }),
  (number) => ({
    hsCodes: [String(100_000 + (number % 90_000))],
    unitPrice: { from: null, to: String(number % 50), currency: "USD" },
  }),
  (number) => ({ descriptions: [`goods of sort ${number % 5000}`], origins: ["CN", "VN"] }),
];

const alertOf = (number: number): Alert => ({
  ...{ salt: number.toString(16).padStart(64, "0"), version: 1, issuer: 2, issuedAt: NOW, validFrom: NOW },
  ...{ validUntil: NOW + 86_400, category: "other", modus: "How.", reason: "Why.", nominalDigest: null },
  ...{ patterns: [at(PATTERNS, number)(number)], action: "inspect", source: "B", credibility: 2, tlp: "green" },
  ...{ forwarding: "never", sharedWith: { everyone: true }, acknowledgeBy: null, withdrawal: null },
});

const factsOf = (number: number): Facts =>
  normaliseFacts({
    containers: [0, 1, 2].map((add) => `MSKU${String(number * 37 + add).padStart(7, "0")}`),
    hsCodes: [String(100_000 + ((number * 733) % 900_000)), String(100_000 + ((number * 71) % 900_000))],
    descriptions: [`Some goods of sort ${number % 5000}, in cartons`],
    ...{ originCountry: "CN", dispatchCountry: "SG", grossWeightKg: "1200.5", vessel: "Ever Given" },
    ...{
      portOfLoading: at(PORTS, number),
      portOfDischarge: at(PORTS, number + 3),
      value: { amount: "9000", currency: "USD" },
    },
  });

export const matchingAlerts: Suite = {
  name: "match-alerts",
  about: `documents compared with ${ALERTS.toLocaleString("en")} alerts by their index, beside trying each on each`,
  run: ({ effort }) => {
    const alerts = Array.from({ length: ALERTS }, (_, number) => ({ alert: alertOf(number) }));
    const subjects = Array.from({ length: DOCUMENTS }, (_, number): MatchSubject => ({ facts: factsOf(number) }));
    const index = compileAlerts(alerts);
    let next = 0;
    const subject = (): MatchSubject => ({ ...at(subjects, next++) });
    const beside = "each alert tried";
    return measureRates(
      [
        {
          name: "by the index",
          unit: "documents/s",
          ops: 1,
          peer: beside,
          run: () => matchAlerts(index, subject(), NOW),
        },
        { name: beside, unit: "documents/s", ops: 1, run: () => tryEach(alerts, subject()) },
        { name: "index made", unit: "alerts/s", ops: ALERTS, run: () => compileAlerts(alerts) },
      ],
      effort,
    );
  },
};

function tryEach(alerts: readonly { readonly alert: Alert }[], subject: MatchSubject): number {
  let found = 0;
  for (const { alert } of alerts) if (alert.patterns.some((pattern) => isMet(pattern, subject))) found += 1;
  return found;
}

const isMet = (pattern: Pattern, subject: MatchSubject): boolean =>
  (Object.keys(pattern) as (keyof Pattern)[]).every(
    (name) => (INDICATORS[name].met as (...given: unknown[]) => unknown)(pattern[name], subject) !== undefined,
  );
