import { indicatorId, readStix } from "@sealane/sdk";
import { expect } from "chai";
import { reviseAlert } from "../../../node-gateway/src/usecases/alerts/compose-alert.ts";
import { settleMatch } from "../../../node-gateway/src/usecases/alerts/matches.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { CONTAINER, draftOf, hold, matchesAt, officer, send, settle, to } from "../alerts/office.ts";
import { openTaxii, TAXII, type TaxiiClient } from "./client.ts";

const ROOT = "/taxii2/alerts/";
const OBJECTS = `${ROOT}collections/received/objects/`;

describe("the TAXII server", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  let client: TaxiiClient;
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam"]);
    [singapore, rotterdam] = partners.all as [Partner, Partner];
    client = await openTaxii(rotterdam);
  });
  afterEach(async () => {
    await client.server.stop();
    await partners.close();
  });

  /** Alerts from Singapore, a second apart, that are at Rotterdam; their indicators' ids. */
  async function sent(...changes: Parameters<typeof draftOf>[0][]): Promise<string[]> {
    const ids: string[] = [];
    for (const change of changes) {
      ids.push(indicatorId((await send(singapore, change)).alertId));
      await settle(partners);
      partners.advance(1);
    }
    return ids;
  }
  const idsOf = (objects: readonly { id: string }[] = []) => objects.map(({ id }) => id);

  it("is found by its discovery, and speaks its own media type", async () => {
    const { body, headers } = await client.get("/taxii2/");
    expect(body).to.deep.include({ default: ROOT, api_roots: [ROOT] });
    expect(headers.get("content-type")).to.equal(TAXII);
    expect((await client.get(ROOT)).body).to.deep.include({ versions: [TAXII], max_content_length: 200_000 });
    const { body: listed } = await client.get(`${ROOT}collections/`);
    const collections = listed["collections"] as { alias: string; id: string; can_read: boolean; can_write: boolean }[];
    expect(collections.map((it) => [it.alias, it.can_read, it.can_write])).to.deep.equal([
      ...["received", "own", "matches", "answers"].map((alias) => [alias, true, false]),
      ["drafts", false, true],
    ]);
    for (const { id, alias } of collections)
      expect((await client.get(`${ROOT}collections/${id}/`)).body["alias"]).to.equal(alias);
    const other = await client.server.ask("/taxii2/", { headers: { accept: "application/vnd.oasis.taxii+json" } });
    expect(other.status).to.equal(406);
  });

  it("tells what came in the order in which it came, with all that it refers to, and whose signature it has", async () => {
    const ids = await sent({}, { tlp: "amber", sharedWith: to(2) });
    const { body, headers } = await client.get(OBJECTS);
    const objects = body.objects ?? [];
    expect(body.more).to.equal(false);
    expect(idsOf(objects.filter(({ type }) => type === "indicator"))).to.deep.equal(ids);
    const known = idsOf(objects);
    for (const object of objects)
      for (const id of [object["created_by_ref"] ?? known[0], ...((object["object_marking_refs"] ?? []) as string[])])
        expect(known, `what ${object.id} refers to`).to.include(id);
    const taken = readStix(body as never, { now: rotterdam.gateway.clock() });
    expect(taken.left).to.deep.equal([]);
    expect(taken.alerts.map((it) => [it.alert.issuer, it.tlp, typeof it.jws])).to.deep.equal([
      [1, "green", "string"],
      [1, "amber", "string"],
    ]);
    expect(String(headers.get("x-taxii-date-added-first")).startsWith("1970-01-01T")).to.equal(true);
    expect(await client.told("own"), "of its own there are none").to.deep.equal([]);
    const theirs = await openTaxii(singapore);
    expect(idsOf(await theirs.told("own"))).to.deep.equal(ids);
    expect(idsOf(await theirs.told("received"))).to.deep.equal([]);
    await theirs.server.stop();
  });

  it("goes on where a client stopped, by `next` and by when the last one was added: nothing twice, nothing left out", async () => {
    const ids = await sent({}, {}, {}, {}, {});
    for (const limit of ["1", "2", "3"]) {
      const seen: string[] = [];
      let next: string | undefined;
      do {
        const { body } = await client.get(OBJECTS, { limit, ...(next !== undefined && { next }) });
        expect(body.objects?.length).to.be.at.most(Number(limit));
        seen.push(...idsOf(body.objects?.filter(({ type }) => type === "indicator")));
        next = body.next;
      } while (next !== undefined);
      expect(seen, `pages of ${limit}`).to.deep.equal(ids);
    }
    const first = await client.get(OBJECTS, { limit: "2", added_after: "2000-01-01T00:00:00Z" });
    expect(idsOf(first.body.objects)).to.deep.equal(ids.slice(0, 2));
    const added_after = String(first.headers.get("x-taxii-date-added-last"));
    expect(idsOf((await client.get(OBJECTS, { added_after })).body.objects)).to.deep.equal(ids.slice(2));
    const none = await client.get(OBJECTS, { added_after: "2100-01-01T00:00:00.000000Z" });
    expect(none.body).to.deep.equal({});
    expect(none.headers.get("x-taxii-date-added-first")).to.equal(null);
  });

  it("tells those apart that came in one second, and loses none when the clock goes back", async () => {
    const ids: string[] = [];
    for (const seconds of [0, 0, 5, -3, 0]) {
      partners.advance(seconds);
      ids.push(indicatorId((await send(singapore)).alertId));
      await settle(partners);
    }
    let added_after = "2000-01-01T00:00:00Z";
    for (const id of ids) {
      const { body, headers } = await client.get(OBJECTS, { added_after, limit: "1" });
      expect(idsOf(body.objects)).to.deep.equal([id]);
      const last = String(headers.get("x-taxii-date-added-last"));
      expect(last > added_after, `${last} after ${added_after}`).to.equal(true);
      added_after = last;
    }
  });

  it("finds objects by id, type, version and version of STIX", async () => {
    const [first = "", second = ""] = await sent({}, {});
    expect(idsOf(await client.told("received", { "match[id]": second }))).to.deep.equal([second]);
    expect(idsOf(await client.told("received", { "match[type]": "indicator,sighting" }))).to.deep.equal([
      first,
      second,
    ]);
    expect(await client.told("received", { "match[type]": "sighting" })).to.deep.equal([]);
    expect(await client.told("received", { "match[spec_version]": "2.0" })).to.deep.equal([]);
    const one = await client.get(`${OBJECTS}${first}/`);
    expect(idsOf(one.body.objects)).to.deep.equal([first]);
    const version = String(one.body.objects?.[0]?.["modified"]);
    expect(idsOf(await client.told("received", { "match[version]": version }))).to.include(first);
    expect((await client.get(`${OBJECTS}${indicatorId("ab".repeat(32))}/`)).body.code).to.equal("TAXII_NOT_FOUND");
    expect((await client.get(`${ROOT}collections/none/objects/`)).body.code).to.equal("TAXII_NOT_FOUND");
    expect((await client.get(OBJECTS, { next: "x1" })).body.code).to.equal("CURSOR_INVALID");
    expect((await client.get(OBJECTS, { added_after: "yesterday" })).body.code).to.equal("QUERY_INVALID");
  });

  it("tells the newest version of an alert, others where they are asked for, all under one id", async () => {
    const { alertId } = await send(singapore);
    await settle(partners);
    partners.advance(10);
    const draft = draftOf({ reason: "It was found a fourth time." });
    await reviseAlert(singapore.gateway, { alertId, draft, audience: [2], ...officer() });
    await settle(partners);
    const id = indicatorId(alertId);
    const versions = (await client.get(`${OBJECTS}${id}/versions/`)).body["versions"] as string[];
    expect(versions).to.have.length(2);
    const of = async (version: string) =>
      (await client.told("received", { "match[version]": version })).map(({ modified }) => modified);
    expect(await of("last")).to.deep.equal(versions.slice(1));
    expect(await of("first")).to.deep.equal(versions.slice(0, 1));
    expect(await of("all")).to.deep.equal(versions);
    expect(await of("first,last")).to.deep.equal(versions);
    expect(await of(versions[0] as string)).to.deep.equal(versions.slice(0, 1));
    const created = (await client.told("received", { "match[version]": "all" })).map((it) => it["created"]);
    expect(new Set(created).size).to.equal(1);
    const { body } = await client.get(`${ROOT}collections/received/manifest/`, { "match[type]": "indicator" });
    expect(body.objects?.[0]).to.include({ id, version: versions[1], media_type: "application/stix+json;version=2.1" });
  });

  it("tells of single persons only to officers who are cleared, in every collection and way of asking", async () => {
    const [id = ""] = await sent({ tlp: "red", sharedWith: to(2) });
    await hold(rotterdam, { containers: [CONTAINER] });
    await settle(partners);
    for (const collection of ["received", "matches"]) {
      expect(await client.told(collection, {}, ["alerts:read"])).to.deep.equal([]);
      expect(await client.told(collection, {}, ["alerts:read", "alerts:red"])).to.have.length(1);
    }
    for (const place of [`${id}/`, `${id}/versions/`]) {
      expect((await client.get(OBJECTS + place, {}, ["alerts:read"])).status).to.equal(404);
      expect((await client.get(OBJECTS + place, {}, ["alerts:read", "alerts:red"])).status).to.equal(200);
    }
  });

  it("tells what met alerts, and what came of it, and nothing of the document or whom the alert means", async () => {
    const parties = [{ role: null, name: "Ghost Trading", identifier: null, scheme: null, country: null }];
    await sent({ nominal: [{ pattern: 0, parties }] });
    const documentId = await hold(rotterdam, { containers: [CONTAINER] });
    await settle(partners);
    const [sighting] = await client.told("matches");
    expect(sighting).to.include({ type: "sighting", count: 1 });
    const [match] = await matchesAt(rotterdam);
    const settled = { matchNumber: Number(match?.sequence), state: "confirmed", result: "It was so." } as const;
    await settleMatch(rotterdam.gateway, { ...settled, ...officer() });
    await settle(partners);
    const theirs = await openTaxii(singapore);
    const answers = await theirs.told("answers");
    expect(answers.map((it) => it["opinion"] ?? it.type)).to.deep.equal(["sighting", "strongly-agree"]);
    expect(idsOf(answers).includes(sighting?.id ?? ""), "both sides call a sighting the same").to.equal(true);
    const everything = JSON.stringify([await client.told("received"), sighting, answers, await theirs.told("own")]);
    expect(everything).not.to.include("Ghost");
    expect(everything).not.to.include(documentId);
    await theirs.server.stop();
  });
});
