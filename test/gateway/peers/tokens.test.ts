import { createEs256Signer } from "@sealane/sdk";
import { expect } from "chai";
import { signMemberToken, TRANSPORT_TYPE } from "../../../node-gateway/src/identity/member-token.ts";
import { makeP256 } from "../../../node-gateway/src/keys/make-secrets.ts";
import { makeTransportToken } from "../../../node-gateway/src/peers/wire/transport-token.ts";
import { openPartners, type Partner, type Partners, START_S } from "../../support/gateway/partners.ts";
import { seededBytes } from "../../support/seeded.ts";

const HELLO = { method: "GET", path: "/peer/v1/hello", body: new Uint8Array() } as const;
const PAGE = Buffer.from('{"sinceSeconds":0,"after":0}');
const POSTED = { method: "POST", path: "/peer/v1/reconciliations", body: PAGE } as const;

describe("a transport token", () => {
  let partners: Partners;
  let singapore: Partner;
  let rotterdam: Partner;
  let stranger: Partner;
  before(async () => {
    partners = await openPartners("http", ["singapore", "rotterdam", "stranger"]);
    singapore = partners.of("singapore");
    rotterdam = partners.of("rotterdam");
    stranger = partners.of("stranger");
  });
  after(() => partners.close());

  async function ask(
    token: string,
    { method, path, body }: { method: string; path: string; body: Uint8Array } = HELLO,
  ) {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sent = method === "POST" ? { body: body as Uint8Array<ArrayBuffer> } : {};
    const response = await fetch(rotterdam.url + path, { method, headers, ...sent });
    const text = await response.text();
    return { status: response.status, code: /"code":"(\w+)"/.exec(text)?.[1] ?? "", text };
  }
  const tokenFor = (call: Parameters<typeof makeTransportToken>[2], from = singapore, to = 2) =>
    makeTransportToken(from.gateway, to, call);
  let drawn = 0;
  const token = (change: object = {}, signer = singapore.gateway.keys.transport) =>
    signMemberToken(
      {
        ...{ typ: TRANSPORT_TYPE, issuer: 1, audience: 2, jti: `${"A".repeat(20)}${drawn++}` },
        ...{ iat: START_S, exp: START_S + 60 },
        more: {
          ...{ htm: "GET", htu: HELLO.path },
          bodySha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
        ...change,
      },
      signer,
    );

  it("lets one call of its member in, and says whose it is", async () => {
    const { status, text } = await ask(tokenFor(HELLO));
    expect(status).to.equal(200);
    expect(JSON.parse(text)).to.deep.equal({ memberId: 2, timeSeconds: START_S, protocol: 1 });
    expect((await ask(tokenFor(POSTED), POSTED)).status).to.equal(200);
  });

  it("lets one of 1,000 calls at once in, and refuses the others as replays", async () => {
    const once = tokenFor(HELLO);
    const codes: string[] = [];
    for (let batch = 0; batch < 10; batch++) {
      codes.push(...(await Promise.all(Array.from({ length: 100 }, async () => (await ask(once)).code))));
    }
    expect(codes.filter((code) => code === "")).to.have.length(1);
    expect(codes.filter((code) => code === "PEER_TOKEN_REPLAYED")).to.have.length(999);
  });

  const REFUSED = [
    ["PEER_TOKEN_INVALID", "another path", () => token({ more: moreOf({ htu: "/peer/v1/other" }) })],
    ["PEER_TOKEN_INVALID", "the path with another query", () => token({ more: moreOf({ htu: `${HELLO.path}?a=b` }) })],
    ["PEER_TOKEN_INVALID", "another method", () => token({ more: moreOf({ htm: "POST" }) })],
    ["PEER_TOKEN_INVALID", "another body", () => token({ more: moreOf({ bodySha256: "00".repeat(32) }) })],
    ["PEER_TOKEN_INVALID", "no call", () => token({ more: {} })],
    ["PEER_TOKEN_INVALID", "another member", () => token({ audience: 7 })],
    ["PEER_TOKEN_INVALID", "more than a minute", () => token({ exp: START_S + 61 })],
    ["PEER_TOKEN_INVALID", "another use of its key", () => token({}, singapore.gateway.keys.statement)],
    ["PEER_TOKEN_INVALID", "one who has not its key", () => token({}, createEs256Signer(makeP256()))],
    ["PEER_TOKEN_INVALID", "another member than its key's", () => token({ issuer: 7 })],
    ["PEER_TOKEN_INVALID", "a member that nobody admitted", () => token({ issuer: 99 })],
    ["PEER_TOKEN_INVALID", "another type", () => token({ typ: "sealane-envelope+jwt" })],
    ["PEER_CLOCK_DIFFERS", "an hour ago", () => token({ iat: START_S - 3_600, exp: START_S - 3_540 })],
    ["PEER_CLOCK_DIFFERS", "in ten minutes", () => token({ iat: START_S + 600, exp: START_S + 660 })],
    ["PEER_TOKEN_INVALID", "last week", () => token({ iat: START_S - 604_800, exp: START_S - 604_740 })],
  ] as const;
  for (const [code, fault, make] of REFUSED) {
    it(`for ${fault} is refused with ${code}`, async () => {
      expect(await ask(make())).to.include({ status: 401, code });
    });
  }

  function moreOf(change: object): object {
    const bodySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    return { htm: "GET", htu: HELLO.path, bodySha256, ...change };
  }

  it("that is refused for its body is not used up, and the body is not looked into", async () => {
    const good = tokenFor(POSTED);
    expect(await ask(good, { ...POSTED, body: Buffer.from("not JSON") })).to.include({ code: "PEER_TOKEN_INVALID" });
    expect((await ask(good, POSTED)).status).to.equal(200);
  });

  it("of a suspended member is refused with PEER_SUSPENDED", async () => {
    await rotterdam.index(7, "MemberSuspended", {});
    const good = tokenFor(HELLO, stranger);
    expect(await ask(good)).to.include({ status: 403, code: "PEER_SUSPENDED" });
    const forged = good.replace(/[^.]+$/, tokenFor(HELLO, stranger).split(".")[2] as string);
    expect(await ask(forged), "nor told to who only names it").to.include({ status: 401, code: "PEER_TOKEN_INVALID" });
  });

  it("is refused for a body above the limit before it is hashed", async () => {
    const body = seededBytes("large")(1_100_000);
    const call = { ...POSTED, body };
    expect(await ask(tokenFor(call), call)).to.include({ status: 413, code: "REQUEST_TOO_LARGE" });
  });
});
