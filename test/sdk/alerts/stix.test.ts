import { expect } from "chai";
import fc from "fast-check";
import {
  type Alert,
  type AlertFeedback,
  alertIdOf,
  FEEDBACK_STATES,
  type FeedbackState,
  type Json,
  nominalDigest,
  readStix,
  type StixObject,
  signAlert,
  stixBundle,
  TLP,
} from "../../../sdk/src/index.ts";
import { alertOf, anyTerms, DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";
import { signerOf } from "../../support/sdk/keys.ts";
import { anyPattern } from "../../support/sdk/stix.ts";

const AGREEMENT = "ab".repeat(32);
const network = "cd".repeat(32);
const signer = signerOf("singapore");
const now = ISSUED_AT;

const bundleOf = (...alerts: Alert[]) => stixBundle({ alerts: alerts.map((alert) => ({ alert })), network });
/** As it comes out of a file. */
const again = <T extends Json>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const indicatorIn = (alert: Alert): StixObject =>
  bundleOf(alert).objects.find(({ type }) => type === "indicator") as StixObject;
const said = (state: FeedbackState, about: Alert): AlertFeedback => ({
  ...{ alertId: alertIdOf(about), version: about.version, issuer: 3, matchId: "ef".repeat(32), state },
  ...{ result: "As told.", happenedAt: now, issuedAt: now },
});

/** Alerts of every marking that can be signed. */
const anyAlert = fc
  .record({ terms: anyTerms(AGREEMENT), patterns: fc.array(anyPattern, { minLength: 1, maxLength: 3 }) })
  .map(({ terms, patterns }) => alertOf({ ...terms, forwarding: "never", patterns }))
  .filter((alert) => {
    const row = TLP.find(({ name }) => name === alert.tlp);
    const sort = "everyone" in alert.sharedWith ? "everyone" : "members" in alert.sharedWith ? "members" : "agreement";
    return row?.addressedTo.includes(sort) === true;
  });

describe("an alert in STIX", () => {
  it("comes back as it was, with its issuer's signature: every alert", () => {
    fc.assert(
      fc.property(anyAlert, (alert) => {
        const jws = signAlert(alert, signer);
        const { alerts, drafts, left } = readStix(again(stixBundle({ alerts: [{ alert, jws }], network })), { now });
        expect(left).to.deep.equal([]);
        expect(drafts).to.deep.equal([]);
        expect(alerts.map((it) => [it.alert, it.jws, it.tlp])).to.deep.equal([[alert, jws, alert.tlp]]);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same bytes for the same alert, and one indicator for all its versions", () => {
    const first = alertOf();
    const second = { ...first, version: 2, reason: "It was found a fourth time." };
    expect(JSON.stringify(bundleOf(first))).to.equal(JSON.stringify(bundleOf(first)));
    const [one, two] = [indicatorIn(first), indicatorIn(second)];
    expect(two.id).to.equal(one.id);
    expect(two["created"]).to.equal(one["created"]);
    expect(String(two["modified"]) > String(one["modified"]), "versions of one second follow each other").to.equal(
      true,
    );
  });

  it("keeps the moment of its first version, where that is known", () => {
    const alert = alertOf({ version: 3, issuedAt: ISSUED_AT + DAY_SECONDS, validFrom: ISSUED_AT });
    const { objects } = stixBundle({ alerts: [{ alert, createdAt: ISSUED_AT }], network });
    expect(objects.at(-1)?.["created"]).to.equal(new Date(ISSUED_AT * 1_000).toISOString());
  });

  it("carries the marking that OASIS published for it, and refers to nothing that is not in the bundle", () => {
    for (const { name: tlp, label } of TLP) {
      const sharedWith = { members: [1], group: null };
      const { objects } = bundleOf(alertOf({ tlp, sharedWith }));
      const ids = objects.map(({ id }) => id);
      const indicator = objects.find(({ type }) => type === "indicator") as StixObject;
      const [marking] = indicator["object_marking_refs"] as string[];
      expect(objects.find(({ id }) => id === marking)?.["name"]).to.equal(label);
      expect(ids).to.include(indicator["created_by_ref"]);
      for (const extension of Object.keys(indicator["extensions"] as object)) expect(ids).to.include(extension);
    }
  });

  it("is revoked once it was taken back, and has no pattern of STIX when it says nothing to look for", () => {
    const withdrawn = indicatorIn(alertOf({ patterns: [], withdrawal: "It was a mistake." }));
    expect(withdrawn).to.include({ revoked: true, pattern_type: "sealane" });
  });

  it("says whom it means only where that is given, and nothing of them else", () => {
    const parties = [{ role: null, name: "Ghost Trading", identifier: null, scheme: null, country: null }];
    const subjects = [{ pattern: 0, parties }];
    const alert = alertOf({ nominalDigest: nominalDigest({ salt: "11".repeat(32), subjects }) });
    expect(JSON.stringify(bundleOf(alert))).not.to.include("Ghost");
    const named = again(stixBundle({ alerts: [{ alert, subjects }], network }));
    expect(readStix(named, { now }).alerts[0]?.subjects).to.deep.equal(subjects);
  });

  it("tells members of two networks apart, though they have the same number", () => {
    const [here, there] = [network, "ee".repeat(32)].map(
      (name) => stixBundle({ alerts: [{ alert: alertOf({ salt: "11".repeat(32) }) }], network: name }).objects,
    );
    const author = (objects: readonly StixObject[] | undefined) => objects?.at(-1)?.["created_by_ref"];
    expect(author(here)).not.to.equal(author(there));
    expect(here?.at(-1)?.id).to.equal(there?.at(-1)?.id);
  });
});

describe("feedback in STIX", () => {
  it("is a sighting while it is only seen, an opinion once it is known what came of it, and comes back as it was", () => {
    const alert = alertOf();
    const types: Record<string, unknown> = {};
    for (const { name: state } of FEEDBACK_STATES) {
      const feedback = said(state, alert);
      const bundle = again(stixBundle({ alerts: [{ alert }], feedback: [{ feedback, tlp: alert.tlp }], network }));
      const object = bundle.objects.at(-1) as StixObject;
      types[state] = object["opinion"] ?? object.type;
      const taken = readStix(bundle, { now });
      expect(taken.left).to.deep.equal([]);
      expect(taken.feedback.map((it) => it.feedback)).to.deep.equal([feedback]);
    }
    expect(types).to.deep.equal({
      ...{ matched: "sighting", inspected: "sighting", confirmed: "strongly-agree" },
      ...{ falsePositive: "strongly-disagree", expired: "neutral" },
    });
  });
});
