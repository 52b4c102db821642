import { expect } from "chai";
import fc from "fast-check";
import {
  type Json,
  type JsonObject,
  readStix,
  type StixObject,
  signAlert,
  stixBundle,
} from "../../../sdk/src/index.ts";
import { codeOf } from "../../support/refusal.ts";
import { alertOf, DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";
import { signerOf } from "../../support/sdk/keys.ts";
import { anyPattern } from "../../support/sdk/stix.ts";

const now = ISSUED_AT;
const network = "cd".repeat(32);
const GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
const AMBER_1 = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82";
const OTHER = "marking-definition--00000000-0000-4000-8000-000000000000";

/** An indicator of another system. */
const foreign = (change: JsonObject = {}): StixObject => ({
  ...{ type: "indicator", spec_version: "2.1", id: "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f" },
  ...{ created: "2026-01-01T00:00:00.000Z", modified: "2026-01-01T00:00:00.000Z", name: "A bad invoice" },
  ...{ pattern_type: "stix", pattern: `[file:hashes.'SHA-256' = '${"ab".repeat(32)}']` },
  ...{ valid_from: "2026-01-01T00:00:00Z", object_marking_refs: [GREEN] },
  ...change,
});
const read = (...objects: Json[]) => readStix({ type: "bundle", objects }, { now });
const draftOf = (change: JsonObject = {}) => read(foreign(change)).drafts[0]?.draft;
const reasonOf = (object: Json): string | undefined => read(object).left[0]?.reason;

/** One of our indicators, with some of it changed. */
function ours(change: (object: Record<string, Json>) => void, withJws = true): StixObject {
  const alert = alertOf({ salt: "11".repeat(32) });
  const jws = withJws ? { jws: signAlert(alert, signerOf("singapore")) } : {};
  const object = JSON.parse(JSON.stringify(stixBundle({ alerts: [{ alert, ...jws }], network }).objects.at(-1)));
  change(object);
  return object;
}
const claimsOf = (object: Record<string, Json>): Record<string, Json> =>
  (Object.values(object["extensions"] as JsonObject)[0] as Record<string, Record<string, Json>>)["alert"] as never;

describe("reading an indicator of another system", () => {
  it("makes a draft of it that is not believed more than it says, and is for nobody yet", () => {
    const draft = draftOf({ confidence: 75, labels: ["customs-origin"], valid_until: "2026-12-31T00:00:00.5Z" });
    expect(draft).to.deep.include({ category: "origin", source: "F", credibility: 2, action: "inform", tlp: "green" });
    expect(draft?.patterns).to.deep.equal([{ documents: [{ number: null, digest: "ab".repeat(32) }] }]);
    expect(draft?.validUntilSeconds).to.equal(Date.UTC(2026, 11, 31) / 1_000);
    expect(draft).not.to.have.property("sharedWith");
  });

  it("takes the strictest of its markings, of parts too, and the strictest there is for none or an unknown one", () => {
    const tlpOf = (change: JsonObject) => draftOf(change)?.tlp;
    expect(tlpOf({ object_marking_refs: [CLEAR, GREEN] })).to.equal("green");
    expect(tlpOf({ object_marking_refs: [AMBER_1] })).to.equal("amber");
    expect(tlpOf({ granular_markings: [{ marking_ref: AMBER_1, selectors: ["name"] }] })).to.equal("amber");
    expect(tlpOf({ object_marking_refs: [CLEAR, OTHER] })).to.equal("red");
    expect(tlpOf({ object_marking_refs: [] })).to.equal("red");
    expect(tlpOf({ granular_markings: [null], object_marking_refs: [CLEAR] })).to.equal("red");
  });

  it("does not believe a marking that says of itself what it means", () => {
    const says = { "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": { tlp_2_0: "clear" } };
    const marking = { type: "marking-definition", spec_version: "2.1", id: OTHER, extensions: says };
    expect(read(marking, foreign({ object_marking_refs: [OTHER] })).drafts[0]?.draft.tlp).to.equal("red");
  });

  it("reads of a pattern all or nothing: no draft looks for more than was meant", () => {
    const patternOf = (pattern: string) => draftOf({ pattern })?.patterns;
    const at = (property: string) => `x-sealane-consignment:${property}`;
    expect(patternOf(`[${at("containers[*]")} IN ('A1', 'B2') AND ${at("hs_codes[*]")} LIKE '8517%']`)).to.deep.equal([
      { containers: ["A1", "B2"], hsCodes: ["8517"] },
    ]);
    expect(patternOf(`[${at("mass_kg")} >= 10.50 AND ${at("mass_kg")} <= 20.0]`)).to.deep.equal([
      { massKg: { from: "10.5", to: "20" } },
    ]);
    const faults = [
      `[ipv4-addr:value = '10.0.0.1']`,
      `[${at("containers[*]")} = 'A1' AND ipv4-addr:value = '10.0.0.1']`,
      `[${at("containers[*]")} = 'A1' AND ${at("containers[*]")} = 'B2']`,
      `[${at("containers[*]")} = 'A1' OR ${at("seals[*]")} = 'B2']`,
      `[${at("containers[*]")} = 'A1'] AND [${at("seals[*]")} = 'B2']`,
      `[${at("containers[*]")} = 'A1'] FOLLOWEDBY [${at("seals[*]")} = 'B2']`,
      `[${at("containers[*]")} NOT = 'A1']`,
      `[${at("containers[*]")} != 'A1']`,
      `[${at("containers[*]")} = 'A1'] WITHIN 5 SECONDS`,
      `[${at("containers[*]")} = 'A1' AND]`,
      `[${at("containers[*]")} IN ('A1' 'B2')]`,
      `[${at("containers[*]")} = 'A1'] OR`,
      `[${at("constructor")} = 'A1']`,
      "[]",
      "",
      "[[",
    ];
    for (const pattern of faults) expect(patternOf(pattern), pattern).to.equal(undefined);
  });

  it("says the same of every pattern of ours that it can read without our extension: every pattern", () => {
    let readable = 0;
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const object = stixBundle({ alerts: [{ alert: alertOf({ patterns: [pattern] }) }], network }).objects.at(-1);
        const { extensions: _ours, ...bare } = object as StixObject;
        const draft = read(bare as StixObject).drafts[0]?.draft;
        if (!draft) return;
        readable += 1;
        expect(draft.patterns).to.deep.equal([pattern]);
      }),
      { numRuns: 1_000 },
    );
    expect(readable).to.be.greaterThan(20);
  });

  it("leaves out, with a reason, what is over, taken back, of another version or language, or there twice", () => {
    expect(reasonOf(foreign({ valid_until: "2026-02-01T00:00:00Z" }))).to.match(/over/);
    expect(reasonOf(foreign({ revoked: true }))).to.match(/taken back/);
    expect(reasonOf(foreign({ spec_version: "2.0" }))).to.match(/version/);
    expect(reasonOf(foreign({ pattern_type: "yara" }))).to.match(/language/);
    expect(reasonOf(foreign({ valid_from: "yesterday" }))).to.match(/when/);
    expect(reasonOf(foreign({ type: "malware", id: "malware--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f" }))).to.match(
      /malware/,
    );
    expect(reasonOf(foreign({ id: "malware--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f" }))).to.match(/no object/);
    expect(reasonOf("indicator")).to.match(/no object/);
    expect(read(foreign(), foreign()).left[0]?.reason).to.match(/twice/);
  });

  it("takes no signs that steer a screen, cuts what is too long, and ends what has no end", () => {
    const draft = draftOf({ name: "\u202ebad\u0007 name", description: "x".repeat(9_000) });
    expect(draft?.modus).to.equal("bad name");
    expect(draft?.reason).to.have.length(4_000);
    expect(draft?.validUntilSeconds).to.equal(now + 180 * DAY_SECONDS);
  });
});

describe("reading an indicator of ours", () => {
  it("takes the stricter of its marking and of that on the way", () => {
    expect(read(ours((it) => Object.assign(it, { object_marking_refs: [AMBER_1] }))).alerts[0]?.tlp).to.equal("amber");
    expect(read(ours((it) => Object.assign(it, { object_marking_refs: [CLEAR] }))).alerts[0]?.tlp).to.equal("green");
  });

  it("refuses it when any of it is not what its issuer signed, or its id is another's", () => {
    expect(reasonOf(ours((it) => Object.assign(claimsOf(it), { reason: "Another." })))).to.match(/signed/);
    expect(reasonOf(ours((it) => Object.assign(claimsOf(it), { issuer: 9 })))).to.match(/id/);
    expect(reasonOf(ours((it) => Object.assign(claimsOf(it), { extra: 1 })))).to.be.a("string");
    expect(reasonOf(ours((it) => Object.assign(claimsOf(it), { tlp: "amber" })))).to.be.a("string");
    const id = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    expect(reasonOf(ours((it) => Object.assign(it, { id })))).to.match(/id/);
  });

  it("says where its signature is missing, since it proves nothing then", () => {
    const [taken] = read(ours(() => undefined, false)).alerts;
    expect(taken?.alert.reason).to.be.a("string");
    expect(taken?.jws).to.equal(undefined);
  });
});

describe("reading a bundle", () => {
  it("refuses what is none, and one of too many objects", () => {
    const codeOfReading = (input: Json) => codeOf(() => readStix(input, { now }));
    for (const input of [null, [], "bundle", { type: "report" }, { objects: 1 }])
      expect(codeOfReading(input)).to.equal("STIX_INVALID");
    expect(codeOfReading({ type: "bundle", objects: Array(5_001).fill(null) })).to.equal("STIX_INVALID");
  });

  it("reads an envelope of TAXII as well, also an empty one", () => {
    expect(readStix({ more: false, objects: [foreign()] }, { now }).drafts).to.have.length(1);
    expect(readStix({}, { now })).to.deep.equal({ alerts: [], drafts: [], feedback: [], left: [] });
  });
});
