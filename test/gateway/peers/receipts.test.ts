import { readReceipt, signReceipt } from "@sealane/sdk";
import { expect } from "chai";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { deliveryOf, type Notebook, openNotebook, sendNote } from "./notes.ts";

describe("a receipt that comes back", () => {
  let partners: Partners;
  let notebook: Notebook;
  let singapore: Partner;
  let rotterdam: Partner;
  beforeEach(async () => {
    notebook = openNotebook();
    partners = await openPartners("memory", ["singapore", "rotterdam", "stranger"]);
    singapore = partners.of("singapore");
    rotterdam = partners.of("rotterdam");
  });
  afterEach(async () => {
    notebook.remove();
    await partners.close();
  });

  type Claims = Parameters<typeof signReceipt>[0];
  const by = (name: "rotterdam" | "stranger", use: "statement" | "transport" = "statement") =>
    partners.of(name).gateway.keys[use];
  const FORGERIES: readonly (readonly [string, (claims: Claims) => string])[] = [
    ["signed by another member", (claims) => signReceipt(claims, by("stranger"))],
    ["signed by a transport key", (claims) => signReceipt(claims, by("rotterdam", "transport"))],
    ["of another envelope", (claims) => signReceipt({ ...claims, envelopeId: "cd".repeat(32) }, by("rotterdam"))],
    ["of another content", (claims) => signReceipt({ ...claims, envelopeDigest: "cd".repeat(32) }, by("rotterdam"))],
    ["to another member", (claims) => signReceipt({ ...claims, audience: 7 }, by("rotterdam"))],
    ["in another's name", (claims) => signReceipt({ ...claims, issuer: 7 }, by("rotterdam"))],
    ["unsigned", (claims) => `${signReceipt(claims, by("rotterdam")).split(".").slice(0, 2).join(".")}.`],
    ["not ASCII", () => "\u00ff\u00fe"],
    ["empty", () => ""],
  ];
  for (const [fault, forge] of FORGERIES) {
    for (const code of ["RECE", "INCD"] as const) {
      it(`${code} ${fault} is not believed: the delivery waits with PEER_ANSWER_FALSE`, async () => {
        singapore.instead = async (call, real) => {
          const answer = await real(...call);
          const { claims } = readReceipt(Buffer.from(answer.body).toString());
          return { ...answer, body: Buffer.from(forge({ ...claims, code })) };
        };
        const id = await sendNote(singapore, rotterdam, "hello");
        await deliverTick(singapore.gateway);
        expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "waiting", reason: "PEER_ANSWER_FALSE" });
      });
    }
  }

  for (const status of [200, 400, 404, 413, 500, 502]) {
    it(`as an unsigned ${status} counts as no answer: the delivery waits`, async () => {
      singapore.instead = async () => ({ status, mediaType: "text/html", body: new Uint8Array() });
      const id = await sendNote(singapore, rotterdam, "hello");
      await deliverTick(singapore.gateway);
      expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "waiting", reason: `HTTP_${status}` });
    });
  }

  for (const status of [401, 404, 429, 502, 503]) {
    it(`as ${status} of a proxy for a day gives nothing up: it arrives when the gateway behind it is back`, async () => {
      singapore.instead = async () => ({ status, mediaType: "text/html", body: new Uint8Array() });
      const id = await sendNote(singapore, rotterdam, "hello");
      for (let minute = 0; minute < 1_440; minute += 5) {
        partners.advance(300);
        await deliverTick(singapore.gateway);
      }
      expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "waiting", reason: `HTTP_${status}` });
      singapore.instead = undefined;
      partners.advance(900);
      await deliverTick(singapore.gateway);
      expect((await deliveryOf(singapore.gateway, id)).state).to.equal("acknowledged");
    });
  }

  it("never as a signed one in ten hours lets the lane go on without the delivery", async () => {
    let isPoison = true;
    singapore.instead = async (call, real) =>
      isPoison ? { status: 500, mediaType: "", body: new Uint8Array() } : real(...call);
    const id = await sendNote(singapore, rotterdam, "poison", { lifeSeconds: 10 ** 7 });
    for (let round = 0; round < 200; round++) {
      partners.advance(900);
      await deliverTick(singapore.gateway);
    }
    expect(await deliveryOf(singapore.gateway, id)).to.include({ state: "dead", reason: "HTTP_500", attempts: 60 });
    isPoison = false;
    await sendNote(singapore, rotterdam, "next");
    await deliverTick(singapore.gateway);
    expect(notebook.of(rotterdam)).to.deep.equal(["next"]);
  });
});
