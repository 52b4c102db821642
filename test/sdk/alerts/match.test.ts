import { expect } from "chai";
import fc from "fast-check";
import {
  type Alert,
  compileAlerts,
  type Facts,
  INDICATORS,
  type MatchSubject,
  matchAlerts,
  type Nominal,
  nominalDigest,
  normaliseFacts,
  type Pattern,
} from "../../../sdk/src/index.ts";
import { alertOf, DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";

const facts: Facts = normaliseFacts({
  documentNumber: "BL-77/8",
  ucr: "6GB123ABC",
  mrn: "26NLABC0000000001",
  containers: ["MSKU1234565"],
  seals: ["S-1"],
  hsCodes: ["851713", "850440"],
  descriptions: ["Mobile téléphones, used", "Chargers"],
  grossWeightKg: "1000",
  netWeightKg: "800",
  originCountry: "CN",
  dispatchCountry: "SG",
  portOfLoading: "CNSHA",
  transshipmentPorts: ["SGSIN", "AEJEA"],
  portOfDischarge: "NLRTM",
  vessel: "Ever Given",
  voyage: "017W",
  parties: [{ role: "importer", name: "Müller & Söhne GmbH", identifier: "NL 123", scheme: "EORI", country: "NL" }],
  value: { amount: "8000", currency: "EUR" },
});
const subject: MatchSubject = { facts, kind: "bill-of-lading-master", documentId: "aa".repeat(32) };
const meets = (pattern: Pattern, on = subject): boolean =>
  matchAlerts(compileAlerts([{ alert: alertOf({ patterns: [pattern] }) }]), on, ISSUED_AT).length === 1;

/** One that the document meets and one that it does not, of every indicator. */
const EXAMPLES: { readonly [Name in keyof Required<Pattern>]: readonly [Pattern[Name], Pattern[Name]] } = {
  containers: [["MSKU1234565", "X"], ["MSKU1234566"]],
  seals: [["S-1"], ["S-2"]],
  ucrs: [["6GB123ABC"], ["6GB123AB"]],
  mrns: [["26NLABC0000000001"], ["26NLABC0000000002"]],
  documents: [[{ number: "bl-77 /8", digest: null }], [{ number: "BL-78", digest: "ab".repeat(32) }]],
  conveyances: [["EVERGIVEN"], ["EVERGREEN"]],
  hsCodes: [["8517"], ["8518"]],
  descriptions: [["mobile telephones"], ["phones"]],
  route: [
    ["CNSHA", "AEJEA", "NLRTM"],
    ["AEJEA", "SGSIN"],
  ],
  origins: [["CN"], ["VN"]],
  departures: [["SG"], ["CN"]],
  modes: [[1, 4], [4]],
  value: [
    { from: "8000", to: "8000", currency: "EUR" },
    { from: "1", to: "9000", currency: "USD" },
  ],
  unitPrice: [
    { from: null, to: "10", currency: "EUR" },
    { from: null, to: "9.99", currency: "EUR" },
  ],
  massKg: [
    { from: "800", to: null },
    { from: null, to: "799.999" },
  ],
};

describe("matching alerts", () => {
  for (const name of Object.keys(INDICATORS) as (keyof Pattern)[])
    it(`finds ${name} that are on the document, alone and beside another, and no others`, () => {
      const [hit, miss] = EXAMPLES[name];
      expect(meets({ [name]: hit })).to.equal(true);
      expect(meets({ [name]: miss })).to.equal(false);
      expect(meets({ ...(name !== "containers" && { containers: ["MSKU1234565"] }), [name]: hit })).to.equal(true);
      expect(meets({ containers: ["MSKU1234565"], [name]: miss })).to.equal(false);
      expect(meets({ [name]: hit }, { facts: {} })).to.equal(false);
    });

  it("finds a document by its id and by the digest of its original", () => {
    const original = "bb".repeat(32);
    expect(meets({ documents: [{ number: null, digest: "aa".repeat(32) }] })).to.equal(true);
    expect(meets({ documents: [{ number: null, digest: original }] }, { facts, originalDigest: original })).to.equal(
      true,
    );
  });

  it("says in words what on the document meets the alert", () => {
    const alert = alertOf({
      patterns: [{ hsCodes: ["8517"], route: ["CNSHA", "NLRTM"], massKg: { from: "1", to: null } }],
    });
    const [match] = matchAlerts(compileAlerts([{ alert }]), subject, ISSUED_AT);
    expect(match?.words).to.deep.equal(["HS code under 8517", "route CNSHA – NLRTM", "mass 800 kg, at least 1"]);
  });

  const never: Readonly<Record<string, [Partial<Alert>, number]>> = {
    "is over": [{}, ISSUED_AT + 30 * DAY_SECONDS],
    "has not begun": [{ validFrom: ISSUED_AT + 5 }, ISSUED_AT + 4],
    "is withdrawn": [{ withdrawal: "It was a mistake." }, ISSUED_AT],
  };
  for (const [name, [change, at]] of Object.entries(never))
    it(`finds nothing by an alert that ${name}`, () => {
      expect(matchAlerts(compileAlerts([{ alert: alertOf(change) }]), subject, at)).to.deep.equal([]);
    });

  it("finds the same as trying every alert on every document", () => {
    const names = Object.keys(EXAMPLES) as (keyof Pattern)[];
    const pattern = fc
      .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
      .chain((chosen) => fc.tuple(fc.constant(chosen), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })))
      .map(([chosen, hits]) =>
        Object.fromEntries(chosen.map((name, at) => [name, EXAMPLES[name][hits[at] || hits[3 - at] ? 0 : 1]])),
      );
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), (patterns) => {
        const alerts = patterns.map((one) => alertOf({ patterns: [one as Pattern] }));
        const found = matchAlerts(compileAlerts(alerts.map((alert) => ({ alert }))), subject, ISSUED_AT);
        const tried = alerts.filter((alert) => matchesPlainly(alert.patterns[0] as Pattern));
        expect(found.map(({ alert }) => alert.salt).sort()).to.deep.equal(tried.map(({ salt }) => salt).sort());
      }),
    );
  });
});

const matchesPlainly = (pattern: Pattern): boolean =>
  (Object.keys(pattern) as (keyof Pattern)[]).every(
    (name) => (INDICATORS[name].met as (...it: unknown[]) => unknown)(pattern[name], subject) !== undefined,
  );

describe("an alert that names somebody", () => {
  const party = { role: null, name: "MULLER SOHNE GMBH", identifier: null, scheme: null, country: null };
  const nominal = (pattern: number | null, change: object = {}): Nominal => ({
    salt: "cd".repeat(32),
    subjects: [{ pattern, parties: [{ ...party, ...change }] }],
  });
  const matchOf = (given: Nominal, isKnown: boolean) => {
    const alert = alertOf({ patterns: [{ hsCodes: ["8517"] }], nominalDigest: nominalDigest(given) });
    return matchAlerts(compileAlerts([{ alert, ...(isKnown && { nominal: given }) }]), subject, ISSUED_AT)[0];
  };

  it("means only its parties where they are known, whatever accents and signs their names have", () => {
    expect(matchOf(nominal(0), true)).to.include({ isNominal: true, isNominalWithheld: false });
    expect(matchOf(nominal(0, { name: "Someone Else" }), true)).to.equal(undefined);
    expect(matchOf(nominal(0, { country: "DE" }), true)).to.equal(undefined);
    expect(matchOf(nominal(0, { role: "exporter" }), true)).to.equal(undefined);
    expect(matchOf(nominal(0, { identifier: "NL123", scheme: "EORI" }), true)?.isNominal).to.equal(true);
    expect(matchOf(nominal(0, { identifier: "NL123", scheme: "VAT" }), true)).to.equal(undefined);
  });

  it("weighs half where they are withheld", () => {
    const [known, withheld] = [matchOf(nominal(0), true), matchOf(nominal(0), false)];
    expect(withheld).to.include({ isNominal: false, isNominalWithheld: true });
    expect(withheld?.weight).to.be.closeTo((known?.weight ?? 0) / 2, 1e-4);
  });

  it("never says a name", () => {
    for (const word of matchOf(nominal(0), true)?.words ?? []) expect(word.toUpperCase()).to.not.contain("MULLER");
  });

  it("finds by a party alone", () => {
    const given = nominal(null);
    const alert = alertOf({ patterns: [], nominalDigest: nominalDigest(given) });
    const found = (it: object) => matchAlerts(compileAlerts([{ alert, ...it }]), subject, ISSUED_AT);
    expect(found({ nominal: given })).to.have.length(1);
    expect(found({})).to.deep.equal([]);
  });
});
