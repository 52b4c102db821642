import { type Hex32, nominalDigest, TLP } from "@sealane/sdk";
import { expect } from "chai";
import fc from "fast-check";
import { alertsOn } from "../../../node-gateway/src/selectivity/sources/alerts-on.ts";
import { previewAlert, sendAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import type { AlertDraft } from "../../../node-gateway/src/usecases/alerts/draft.ts";
import { listMatches } from "../../../node-gateway/src/usecases/alerts/matches.ts";
import { forwardAlert, releaseNominal } from "../../../node-gateway/src/usecases/alerts/pass-on.ts";
import { listAlerts, openNominal } from "../../../node-gateway/src/usecases/alerts/read-alerts.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { anyTerms } from "../../support/sdk/alerts.ts";
import { agree, draftOf, hold, officer, settle, speak } from "./office.ts";

const RUNS = 240;
/** Fields of an alert that say something; each of every alert bears a word that is nowhere else. */
const FIELDS = ["modus", "reason", "container", "group", "nominal"] as const;

interface Made {
  readonly number: number;
  readonly draft: AlertDraft;
  readonly alertId: Hex32;
  /** Members that may have it: those addressed, and those it was handed on to as it allows. */
  readonly holders: Set<number>;
  /** Those that may know whom it means. */
  readonly knowing: Set<number>;
}

const canary = (number: number, field: (typeof FIELDS)[number]): string => `CANARY${number}X${field.toUpperCase()}`;

describe("TLP never leaks", function () {
  this.timeout(240_000);
  let partners: Partners;
  const made: Made[] = [];
  before(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam", "carrier", "exporter", "auditor"]);
    const agreementId = await agree(partners, { parties: [1, 2, 4], alertCategories: 0x555, tlpCeiling: 2 });
    const issuers = [partners.of("singapore"), partners.of("rotterdam")];
    for (const [number, terms] of fc.sample(anyTerms(agreementId), { numRuns: RUNS, seed: 6 }).entries())
      await make(issuers[number % 2] as Partner, number, terms);
    await settle(partners);
    await passOn();
    for (const partner of partners.all)
      for (const { number } of made.slice(0, 40))
        await hold(partner, { containers: [canary(number, "container")] }, { number: `D-${number}` });
    await settle(partners);
    // What was shared while the agreement stood is not shared on once it sleeps.
    await speak(partners, { agreementId, member: 2, name: "AgreementSuspended" });
    await settle(partners);
  });
  after(() => partners.close());

  async function make(issuer: Partner, number: number, terms: Partial<AlertDraft>): Promise<void> {
    const party = { role: null, name: canary(number, "nominal"), identifier: null, scheme: null, country: null };
    const address = terms.sharedWith;
    const draft = draftOf({
      ...terms,
      ...{ modus: canary(number, "modus"), reason: canary(number, "reason") },
      ...{ patterns: [{ containers: [canary(number, "container")] }], nominal: [{ pattern: null, parties: [party] }] },
      ...(address && "members" in address && { sharedWith: { ...address, group: canary(number, "group") } }),
    });
    try {
      const { members: audience } = await previewAlert(issuer.gateway, { draft });
      const { alertId } = await sendAlert(issuer.gateway, { draft, audience, ...officer() });
      const holders = new Set([issuer.memberId, ...audience]);
      made.push({ number, draft, alertId, holders, knowing: new Set([issuer.memberId]) });
    } catch (error) {
      expect((error as { code: string }).code).to.be.oneOf(["MESSAGE_INVALID", "ALERT_WITHOUT_AUDIENCE"]);
    }
  }

  /** Everybody tries to hand everything on to everybody, and every third is named to its first recipient. */
  async function passOn(): Promise<void> {
    for (const { alertId, holders, knowing, number, draft } of made) {
      const [issuer, ...others] = [...holders];
      const first = others[0];
      for (const partner of partners.all)
        for (const memberId of [1, 2, 4, 5, 6]) {
          const wasForwarded = await forwardAlert(partner.gateway, { alertId, memberId, ...officer() }).then(
            () => true,
            () => false,
          );
          const isMild = draft.tlp === "clear" || draft.tlp === "green";
          if (wasForwarded) expect(isMild && draft.forwarding !== "never", `alert ${number}`).to.equal(true);
          if (wasForwarded) holders.add(memberId);
        }
      if (number % 3 !== 0 || first === undefined) continue;
      const from = partners.all.find(({ memberId }) => memberId === issuer) as Partner;
      await releaseNominal(from.gateway, { alertId, memberId: first, reason: "It must know.", ...officer() });
      knowing.add(first);
    }
  }

  it("was tried with alerts of every marking, handed on and kept, named and unnamed", () => {
    expect(new Set(made.map(({ draft }) => draft.tlp)).size).to.equal(TLP.length);
    expect(made.some(({ holders, draft }) => holders.size > 2 && draft.forwarding === "tlp")).to.equal(true);
    expect(made.filter(({ knowing }) => knowing.size > 1).length).to.be.greaterThan(5);
    console.log(`    ${made.length} alerts × ${partners.all.length} members × ${FIELDS.length} fields`);
  });

  it("leaves no field of an alert at a member that may not have it, and names nowhere but sealed", async () => {
    for (const partner of partners.all) {
      const text = await everythingAt(partner);
      for (const { number, holders, draft } of made)
        for (const field of FIELDS) {
          const isThere = text.includes(canary(number, field));
          const isNamed = field !== "group" || "members" in draft.sharedWith;
          const isDue = field !== "nominal" && isNamed && holders.has(partner.memberId);
          // A document of the test's own says the same container.
          if (field === "container" && number < 40) continue;
          expect(isThere, `${field} of alert ${number} (${draft.tlp}) at member ${partner.memberId}`).to.equal(isDue);
        }
    }
  });

  it("opens whom an alert means to those who were told, and to no other member", async () => {
    for (const partner of partners.all)
      for (const { alertId, knowing, number } of made) {
        const opened = await openNominal(partner.gateway, { alertId, actor: "officer", isCleared: true }).then(
          ({ subjects }) => JSON.stringify(subjects),
          () => "",
        );
        expect(opened.includes(canary(number, "nominal")), `alert ${number} at ${partner.memberId}`).to.equal(
          knowing.has(partner.memberId),
        );
      }
  });

  it("shows officers without clearance nothing of an alert that is for single persons, nor does any signal", async () => {
    for (const { gateway } of partners.all) {
      const shown = JSON.stringify([
        (await listAlerts(gateway, { isCleared: false, limit: 200 })).items,
        (await listMatches(gateway, { isCleared: false, limit: 200 })).items,
      ]);
      for (const { number, draft, alertId } of made) {
        const facts = { containers: [canary(number, "container")] };
        const reasons = (await alertsOn(gateway, { facts })).map(({ signal }) => signal.reason).join();
        for (const field of FIELDS) {
          if (draft.tlp === "red") expect(shown + reasons, `alert ${number}`).to.not.contain(canary(number, field));
          if (field !== "container") expect(reasons).to.not.contain(canary(number, field));
        }
        if (draft.tlp === "red") expect(shown).to.not.contain(alertId);
      }
    }
  });

  it("tells systems that hear events nothing that an alert for single persons says, not even on what it is", async () => {
    const red = new Set(made.filter(({ draft }) => draft.tlp === "red").map(({ alertId }) => alertId));
    let told = 0;
    for (const { gateway } of partners.all)
      for (const { subject, data } of await gateway.database.selectFrom("events").selectAll().execute()) {
        const isTold = /"(category|action)"/.test(data);
        if (red.has(subject)) expect(isTold, data).to.equal(false);
        told += isTold ? 1 : 0;
      }
    expect(told).to.be.greaterThan(0);
  });

  it("has no name behind a digest that could be guessed", () => {
    const subjects = [{ pattern: null, parties: [] }] as never;
    expect(nominalDigest({ salt: "00".repeat(32), subjects })).to.not.equal(
      nominalDigest({ salt: "01".repeat(32), subjects }),
    );
  });
});

/** Every row that a member keeps, with what is inside of signed messages; sealed blobs stay sealed. */
async function everythingAt({ gateway }: Partner): Promise<string> {
  const tables = [
    "alerts",
    "alert_nominals",
    "alert_deliveries",
    "alert_matches",
    "events",
    "audit",
    "envelopes",
  ] as const;
  const more = ["alert_feedback", "alert_forwards", "idempotency", "deliveries", "search_references"] as const;
  let text = "";
  for (const table of [...tables, ...more])
    text += JSON.stringify(await gateway.database.selectFrom(table).selectAll().execute());
  return unfold(text, 3);
}

/** A text with every base64url part of a signed message in it opened too, as deep as they go. */
function unfold(text: string, depth: number): string {
  if (depth === 0) return text;
  const parts = [...text.matchAll(/ey[\w-]{20,}\.([\w-]{20,})\.[\w-]{20,}/g)].map(([, payload]) =>
    Buffer.from(payload as string, "base64url").toString("latin1"),
  );
  return parts.length === 0 ? text : text + unfold(parts.join("\n"), depth - 1);
}
