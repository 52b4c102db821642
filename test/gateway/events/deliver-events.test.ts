import { expect } from "chai";
import type { Webhook } from "../../../node-gateway/src/config/config.ts";
import { deliverEvents, deliverTo } from "../../../node-gateway/src/events/deliver-events.ts";
import { listWebhooks, replayWebhook, resumeWebhook } from "../../../node-gateway/src/usecases/webhooks.ts";
import { expectRejection } from "../../support/refusal.ts";
import { type Receiver, SECRET, startReceiver } from "./receiver.ts";
import { openStation, type Station } from "./station.ts";

describe("a webhook", () => {
  let receiver: Receiver;
  let other: Receiver;
  let station: Station;

  const webhookOf = (name: string, { url }: Receiver, types?: Webhook["types"]): Webhook => ({
    ...{ name, url, secret: SECRET },
    ...(types && { types }),
  });
  beforeEach(async () => {
    [receiver, other] = [await startReceiver(), await startReceiver()];
    station = await openStation(webhookOf("customs", receiver), webhookOf("archive", other));
    await deliverEvents(station.gateway);
  });
  afterEach(async () => {
    receiver.stop();
    other.stop();
    await station.close();
  });

  const numbers = ({ heard }: Receiver) => heard.map(({ event }) => (event["data"] as { number: number }).number);
  const stateOf = async (name = "customs") =>
    (await listWebhooks(station.gateway)).find((it) => it.name === name) as Awaited<
      ReturnType<typeof listWebhooks>
    >[number];
  const writing = (idempotencyKey: string) => ({ actor: "operator", idempotencyKey });
  async function happened(...all: number[]): Promise<void> {
    for (const number of all) await station.happen(number);
  }
  const answers = (status: number, headers = {}) => {
    receiver.answer = (_request, response) => void response.writeHead(status, headers).end();
  };

  it("is told what happens as signed CloudEvents, in order, each once when it takes them", async () => {
    await happened(1, 2, 3);
    await deliverEvents(station.gateway);
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 2, 3]);
    const [{ id, timestamp, event } = { id: "", timestamp: 0, event: {} }] = receiver.heard;
    expect(timestamp).to.equal(station.clock.now());
    expect(event).to.deep.equal({
      specversion: "1.0",
      id,
      source: "urn:sealane:member:1",
      type: "sealane.document.anchored",
      subject: "document 1",
      time: "2026-09-21T14:13:20Z",
      datacontenttype: "application/json",
      sequence: "1",
      data: { number: 1 },
    });
  });

  it("is told only of the types it names, and the others do not count as waiting", async () => {
    await station.close();
    station = await openStation(webhookOf("alarms", receiver, ["sealane.chain.alarm"]));
    await deliverEvents(station.gateway);
    await station.happen(1);
    await station.happen(2, { type: "sealane.chain.alarm" });
    expect(await stateOf("alarms")).to.include({ waiting: 1 });
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([2]);
  });

  it("is not told of what happened before it was there, but may ask for it", async () => {
    await happened(1);
    const late = webhookOf("late", receiver);
    const gateway = { ...station.gateway, webhooks: [late] };
    await deliverTo(gateway, late);
    expect(receiver.heard).to.have.length(0);
    await replayWebhook(gateway, { name: "late", afterSequence: 0, ...writing("r") });
    await deliverTo(gateway, late);
    expect(numbers(receiver)).to.deep.equal([1]);
  });

  for (const status of [400, 401, 404, 429, 500, 503]) {
    it(`is told again later after it answered ${status}, and nothing that came after in between`, async () => {
      await happened(1, 2);
      answers(status);
      await deliverEvents(station.gateway);
      expect(await stateOf()).to.include({ failures: 1, cursor: 0, waiting: 2 });
      expect((await stateOf()).fault).to.include(String(status));
      answers(200);
      await deliverEvents(station.gateway);
      expect(numbers(receiver)).to.deep.equal([1]);
      station.clock.advance(5);
      await deliverEvents(station.gateway);
      expect(numbers(receiver)).to.deep.equal([1, 1, 2]);
      expect(await stateOf()).to.include({ failures: 0, fault: null, nextAttemptSeconds: null, waiting: 0 });
    });
  }

  it("is told again with the same id when its answer was lost", async () => {
    await happened(1);
    receiver.answer = (request) => void request.socket.destroy();
    await deliverEvents(station.gateway);
    expect((await stateOf()).fault).to.include("PEER_UNAVAILABLE");
    answers(200);
    station.clock.advance(5);
    await deliverEvents(station.gateway);
    const [first, second] = receiver.heard;
    expect([numbers(receiver), second?.id]).to.deep.equal([[1, 1], first?.id]);
  });

  it("is told in the end though it was away for six hours, and asked at least once an hour", async () => {
    await happened(1);
    answers(503);
    for (let second = 0; second < 6 * 3600; second += 60) {
      await deliverEvents(station.gateway);
      station.clock.advance(60);
    }
    expect(receiver.heard.length).to.be.within(14, 30);
    expect((await stateOf()).nextAttemptSeconds ?? 0).to.be.below(station.clock.now() + 3601);
    answers(204);
    station.clock.advance(3600);
    await deliverEvents(station.gateway);
    expect(await stateOf()).to.include({ waiting: 0, failures: 0 });
  });

  it("waits as long as its receiver says, within an hour", async () => {
    await happened(1);
    answers(429, { "retry-after": "600" });
    await deliverEvents(station.gateway);
    expect((await stateOf()).nextAttemptSeconds).to.equal(station.clock.now() + 600);
    station.clock.advance(600);
    answers(429, { "retry-after": "86400" });
    await deliverEvents(station.gateway);
    expect((await stateOf()).nextAttemptSeconds).to.equal(station.clock.now() + 3600);
  });

  it("is not followed elsewhere when it redirects", async () => {
    await happened(1);
    answers(307, { location: other.url });
    await deliverTo(station.gateway, station.gateway.webhooks[0] as Webhook);
    expect((await stateOf()).fault).to.include("OUTBOUND_REFUSED");
    expect(other.heard).to.have.length(0);
  });

  it("holds up no other that is slow, failing or gone", async () => {
    await happened(1);
    let release = () => {};
    receiver.answer = (_request, response) => {
      release = () => void response.writeHead(204).end();
    };
    const [slow, quick] = station.gateway.webhooks as [Webhook, Webhook];
    const waiting = deliverTo(station.gateway, slow);
    await deliverTo(station.gateway, quick);
    expect(numbers(other)).to.deep.equal([1]);
    while (receiver.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release();
    await waiting;
    expect(await stateOf()).to.include({ waiting: 0 });
  });

  it("is given up when it answers 410, until an operator resumes it", async () => {
    await happened(1, 2);
    answers(410);
    await deliverEvents(station.gateway);
    answers(204);
    station.clock.advance(7200);
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1]);
    const { state, fault } = await stateOf();
    expect([state, fault]).to.deep.equal(["disabled", "The receiver answered 410: it wants no more events."]);
    expect(await resumeWebhook(station.gateway, { name: "customs", ...writing("resume") })).to.include({
      state: "active",
      failures: 0,
      fault: null,
    });
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 1, 2]);
  });

  it("is told again everything after an event that an operator names", async () => {
    await happened(1, 2, 3);
    await deliverEvents(station.gateway);
    await replayWebhook(station.gateway, { name: "customs", afterSequence: 1, ...writing("replay") });
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 2, 3, 2, 3]);
    expect(numbers(other)).to.deep.equal([1, 2, 3]);
    const ids = receiver.heard.map(({ id }) => id);
    expect(ids.slice(3)).to.deep.equal(ids.slice(1, 3));
  });

  it("is not set back again when the same replay is asked for again", async () => {
    await happened(1);
    await deliverEvents(station.gateway);
    const again = { name: "customs", afterSequence: 0, ...writing("once") };
    await replayWebhook(station.gateway, again);
    await deliverEvents(station.gateway);
    await replayWebhook(station.gateway, again);
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 1]);
  });

  it("keeps a replay that was asked for while a delivery was on its way", async () => {
    await happened(1, 2);
    await deliverEvents(station.gateway);
    await happened(3);
    receiver.answer = async (_request, response) => {
      receiver.answer = (_, next) => void next.writeHead(204).end();
      await replayWebhook(station.gateway, { name: "customs", afterSequence: 0, ...writing("between") });
      response.writeHead(204).end();
    };
    await deliverEvents(station.gateway);
    expect(await stateOf()).to.include({ cursor: 0, waiting: 3 });
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 2, 3, 1, 2, 3]);
  });

  it("of another name is refused with WEBHOOK_NOT_FOUND, and a replay from the future with QUERY_INVALID", async () => {
    await expectRejection(resumeWebhook(station.gateway, { name: "none", ...writing("a") }), "WEBHOOK_NOT_FOUND");
    const future = replayWebhook(station.gateway, { name: "customs", afterSequence: 9, ...writing("b") });
    await expectRejection(future, "QUERY_INVALID");
  });

  it("shows neither its secret nor its URL's path in its state, its faults or the log", async () => {
    await happened(1);
    answers(500);
    await deliverEvents(station.gateway);
    const shown = JSON.stringify([await listWebhooks(station.gateway), station.logged]);
    expect(shown).to.include("failures").and.not.to.include("hidden");
    expect(shown).not.to.include(SECRET.slice(6, 20));
  });

  it("goes on where it was after the process was killed between the answer and the commit", async () => {
    await happened(1, 2);
    const { database } = station.gateway;
    const dying = { ...station.gateway, database: { ...database } } as typeof station.gateway;
    Object.assign(dying.database, {
      selectFrom: database.selectFrom.bind(database),
      transaction: database.transaction.bind(database),
      updateTable: () => {
        throw new Error("killed");
      },
    });
    await deliverTo(dying, dying.webhooks[0] as Webhook).catch(() => undefined);
    await deliverEvents(station.gateway);
    expect(numbers(receiver)).to.deep.equal([1, 1, 2]);
  });
});
