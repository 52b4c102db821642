import { expect } from "chai";
import { openPartners, type Partners } from "../../support/gateway/partners.ts";
import { send, settle } from "../alerts/office.ts";
import { openTaxii, type TaxiiClient } from "./client.ts";

const ROOT = "/taxii2/alerts/";
const DRAFTS = `${ROOT}collections/drafts/objects/`;
const GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const idOf = (type: string, number: number) => `${type}--00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** An indicator of another system. */
const indicator = (number: number, change: object = {}) => ({
  ...{ type: "indicator", spec_version: "2.1", id: idOf("indicator", number), name: "A bad invoice" },
  ...{ created: "2026-01-01T00:00:00.000Z", modified: "2026-01-01T00:00:00.000Z", pattern_type: "stix" },
  ...{ pattern: `[file:hashes.'SHA-256' = '${"ab".repeat(32)}']`, valid_from: "2026-01-01T00:00:00Z" },
  ...{ object_marking_refs: [GREEN], ...change },
});

interface Status {
  readonly id: string;
  readonly successes: readonly { id: string; message: string }[];
  readonly failures: readonly { id: string; message: string }[];
  readonly [name: string]: unknown;
}

describe("handing in over TAXII", () => {
  let partners: Partners;
  let client: TaxiiClient;
  beforeEach(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam"]);
    client = await openTaxii(partners.of("rotterdam"));
  });
  afterEach(async () => {
    await client.server.stop();
    await partners.close();
  });
  const handIn = async (...objects: object[]) => (await client.post(DRAFTS, { objects })).body as unknown as Status;
  const drafts = async (scopes?: ["alerts:write", ..."alerts:red"[]]) =>
    (await client.get("/v1/alert-drafts", {}, scopes)).body["items"] as { sourceId: string; draft: { tlp: string } }[];

  it("makes a draft of what can be said, names what cannot, and sends nothing", async () => {
    const identity = { type: "identity", spec_version: "2.1", id: idOf("identity", 9), name: "A feed" };
    const { status, body } = await client.post(DRAFTS, {
      objects: [indicator(1), indicator(2, { pattern: "[ipv4-addr:value = '10.0.0.1']" }), identity],
    });
    expect(status).to.equal(202);
    expect(body).to.include({
      status: "complete",
      total_count: 3,
      success_count: 2,
      failure_count: 1,
      pending_count: 0,
    });
    const { failures, id } = body as unknown as Status;
    expect(failures[0]?.id).to.equal(idOf("indicator", 2));
    expect(failures[0]?.message).to.match(/no indicator of an alert/);
    expect((await client.get(`${ROOT}status/${id}/`)).body).to.deep.equal(body);
    expect((await drafts()).map(({ sourceId }) => sourceId)).to.deep.equal([idOf("indicator", 1)]);
    for (const { gateway } of partners.all)
      expect(await gateway.database.selectFrom("alerts").selectAll().execute()).to.deep.equal([]);
  });

  it("has the result of the first time when the same is handed in again, and takes a newer version beside", async () => {
    const first = await handIn(indicator(1));
    expect(await handIn(indicator(1))).to.deep.equal(first);
    expect(await drafts()).to.have.length(1);
    await handIn(indicator(1, { modified: "2026-02-01T00:00:00.000Z" }));
    expect(await drafts()).to.have.length(2);
  });

  it("keeps a status to the officer who handed in, and reads nothing from what is only written to", async () => {
    expect((await client.get(`${ROOT}status/${idOf("x", 1).slice(3)}/`)).body.code).to.equal("TAXII_NOT_FOUND");
    expect((await client.get(DRAFTS)).body.code).to.equal("TAXII_NOT_ALLOWED");
    const received = await client.post(`${ROOT}collections/received/objects/`, { objects: [indicator(1)] });
    expect(received.body.code).to.equal("TAXII_NOT_ALLOWED");
    const reader = await client.post(DRAFTS, { objects: [indicator(1)] }, ["alerts:read"]);
    expect(reader.body.code).to.equal("AUTH_SCOPE_MISSING");
  });

  it("shows what is not marked, or in a way that nobody knows, only to officers who are cleared", async () => {
    await handIn(indicator(1), indicator(2, { object_marking_refs: [] }));
    expect((await drafts(["alerts:write"])).map(({ draft }) => draft.tlp)).to.deep.equal(["green"]);
    expect((await drafts(["alerts:write", "alerts:red"])).map(({ draft }) => draft.tlp)).to.deep.equal([
      "red",
      "green",
    ]);
  });

  it("takes no member's alert or answer this way, and says so of one that is here", async () => {
    const { alertId } = await send(partners.of("singapore"));
    await settle(partners);
    const [mine] = await client.told("received");
    const told = await handIn(mine as object);
    expect(told.successes[0]?.message).to.equal("It is here.");
    await partners.of("rotterdam").gateway.database.deleteFrom("alerts").where("alert_id", "=", alertId).execute();
    const other = await handIn(mine as object, indicator(1));
    expect(other.failures[0]?.message).to.match(/that member's gateway/);
    expect(await drafts()).to.have.length(1);
  });

  it("refuses what is no envelope, has objects without ids, or is too large", async () => {
    const codeOf = async (body: object) => (await client.post(DRAFTS, body)).body.code;
    expect(await codeOf({})).to.equal("STIX_INVALID");
    expect(await codeOf({ objects: [{}] })).to.equal("STIX_INVALID");
    expect(await codeOf({ objects: [indicator(1, { name: "x".repeat(200_000) })] })).to.equal("REQUEST_TOO_LARGE");
    expect(await drafts()).to.deep.equal([]);
  });
});
