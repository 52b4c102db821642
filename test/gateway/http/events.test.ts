import { expect } from "chai";
import { type Receiver, SECRET, startReceiver } from "../events/receiver.ts";
import { openStation, type Station } from "../events/station.ts";
import { jsonOf, startServer, type TestServer } from "./server.ts";

describe("events by HTTP", () => {
  let receiver: Receiver;
  let station: Station;
  let server: TestServer;
  before(async () => {
    receiver = await startReceiver();
    station = await openStation({ name: "customs", url: receiver.url, secret: SECRET });
    server = await startServer({ gateway: station.gateway });
    for (let number = 1; number <= 3; number++) await station.happen(number);
    await station.happen(4, { type: "sealane.chain.alarm", subject: "chain" });
  });
  after(async () => {
    receiver.stop();
    await server.stop();
    await station.close();
  });

  interface Page {
    readonly items: { readonly sequence: string; readonly type: string }[];
    readonly next: string | null;
  }
  const page = async (query: string) => jsonOf<Page>(await server.ask(`/v1/events${query}`));
  const post = (path: string, body: object, key: string) =>
    server.ask(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", "idempotency-key": key },
    });

  it("come in pages, all of them or of one type", async () => {
    const first = await page("?limit=3");
    expect(first.items.map(({ sequence }) => sequence)).to.deep.equal(["1", "2", "3"]);
    expect((await page(`?after=${first.next}`)).items.map(({ sequence }) => sequence)).to.deep.equal(["4"]);
    expect((await page("?afterSequence=3")).items.map(({ sequence }) => sequence)).to.deep.equal(["4"]);
    expect((await page("?type=sealane.chain.alarm")).items.map(({ type }) => type)).to.deep.equal([
      "sealane.chain.alarm",
    ]);
  });

  for (const query of ["?type=sealane.nothing", "?after=x", "?afterSequence=-1", "?limit=0", "?more=1"]) {
    it(`are refused with REQUEST_INVALID for ${query}`, async () => {
      const response = await server.ask(`/v1/events${query}`);
      expect([response.status, (await jsonOf(response)).code]).to.deep.equal([400, "REQUEST_INVALID"]);
    });
  }

  it("need events:read, and webhooks need webhooks:admin", async () => {
    const authorization = `Bearer ${await server.tokenWith("audit:read", "outbox:admin")}`;
    for (const path of ["/v1/events", "/v1/webhooks"]) {
      expect((await server.ask(path, { headers: { authorization } })).status).to.equal(403);
    }
  });

  it("tell how far each webhook is, without its secret and the path of its URL", async () => {
    const text = await (await server.ask("/v1/webhooks")).text();
    const { items } = JSON.parse(text) as { items: object[] };
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ name: "customs", state: "active", cursor: 4, waiting: 0, failures: 0 });
    expect(text).not.to.include("hidden").and.not.to.include("whsec");
  });

  it("are told again after a replay, once for each key, and the log of the audit keeps it", async () => {
    const replay = await post("/v1/webhooks/customs/replay", { afterSequence: 1 }, "replay-1");
    expect(await jsonOf<object>(replay)).to.include({ cursor: 1, waiting: 3 });
    const again = await post("/v1/webhooks/customs/replay", { afterSequence: 1 }, "replay-1");
    expect(again.headers.get("idempotency-replayed")).to.equal("true");
    expect((await post("/v1/webhooks/customs/resume", {}, "resume-1")).status).to.equal(200);
    const { items } = await jsonOf<{ items: { action: string; subject: string }[] }>(await server.ask("/v1/audit"));
    expect(items.map(({ action, subject }) => `${action} ${subject}`)).to.deep.equal([
      "replayWebhook webhook customs",
      "resumeWebhook webhook customs",
    ]);
  });

  for (const [path, body, status, code] of [
    ["/v1/webhooks/none/resume", {}, 404, "WEBHOOK_NOT_FOUND"],
    ["/v1/webhooks/customs/replay", { afterSequence: 99 }, 400, "QUERY_INVALID"],
    ["/v1/webhooks/customs/replay", { afterSequence: "1" }, 400, "REQUEST_INVALID"],
    ["/v1/webhooks/customs/replay", {}, 400, "REQUEST_INVALID"],
  ] as const) {
    it(`answer ${status} ${code} to ${path} with ${JSON.stringify(body)}`, async () => {
      const response = await post(path, body, crypto.randomUUID());
      expect([response.status, (await jsonOf(response)).code]).to.deep.equal([status, code]);
    });
  }
});
