import { expect } from "chai";
import type { Scope } from "../../../node-gateway/src/identity/scopes.ts";
import { openPartners, type Partner, type Partners } from "../../support/gateway/partners.ts";
import { startServer, type TestServer } from "../http/server.ts";
import { CONTAINER, draftOf, hold, send, settle, to } from "./office.ts";

const nominal = [
  { pattern: 0, parties: [{ role: null, name: "Acme Ltd", identifier: null, scheme: null, country: null }] },
];

describe("an officer and alerts", () => {
  let partners: Partners;
  let rotterdam: Partner;
  let server: TestServer;
  let red = "";
  let green = "";
  before(async () => {
    partners = await openPartners("memory", ["singapore", "rotterdam"]);
    const [singapore, other] = partners.all as [Partner, Partner];
    rotterdam = other;
    server = await startServer({ gateway: rotterdam.gateway, limits: {} });
    await hold(rotterdam, { containers: [CONTAINER] });
    red = (await send(singapore, { tlp: "red", sharedWith: to(2), nominal })).alertId;
    green = (await send(singapore)).alertId;
    await settle(partners);
  });
  after(async () => {
    await server.stop();
    await partners.close();
  });

  async function ask(path: string, scopes: readonly Scope[], body?: object) {
    const headers = {
      authorization: `Bearer ${await server.tokenWith(...scopes)}`,
      ...(body && {
        "content-type": "application/json",
        "idempotency-key": `${path} ${scopes}`.replaceAll(/\W/g, "-"),
      }),
    };
    const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const response = await server.ask(path, init);
    return { status: response.status, text: await response.text() };
  }

  it("sees an alert for single persons, what it says and what meets it with the scope alerts:red alone", async () => {
    const paths = ["/v1/alerts", "/v1/alert-matches", `/v1/alert-matches?alertId=${red}`];
    for (const path of paths) {
      expect((await ask(path, ["alerts:read"])).text, path).to.not.contain(red);
      expect((await ask(path, ["alerts:read", "alerts:red"])).text, path).to.contain(red);
    }
    expect((await ask(`/v1/alerts/${red}`, ["alerts:read"])).status).to.equal(404);
    expect((await ask(`/v1/alerts/${red}`, ["alerts:read", "alerts:red"])).status).to.equal(200);
    expect((await ask(`/v1/alerts/${green}`, ["alerts:read"])).status).to.equal(200);
  });

  it("neither answers nor hands on what he may not see", async () => {
    const { items } = JSON.parse((await ask(`/v1/alert-matches?alertId=${red}`, ["alerts:read", "alerts:red"])).text);
    const path = `/v1/alert-matches/${items[0].matchNumber}/result`;
    const body = { state: "inspected", result: null };
    expect((await ask(path, ["alerts:write"], body)).status).to.equal(404);
    expect((await ask(`/v1/alerts/${red}/forward`, ["alerts:write"], { memberId: 1 })).status).to.equal(404);
    expect((await ask(path, ["alerts:write", "alerts:red"], body)).status).to.equal(200);
  });

  it("needs alerts:nominal to ask whom an alert means, and alerts:red too where it is for single persons", async () => {
    const code = async (...scopes: Scope[]) =>
      /"code":"(\w+)"/.exec((await ask(`/v1/alerts/${red}/nominal`, scopes)).text)?.[1];
    expect(await code("alerts:read", "alerts:red")).to.equal("AUTH_SCOPE_MISSING");
    expect(await code("alerts:nominal")).to.equal("ALERT_NOT_FOUND");
    expect(await code("alerts:nominal", "alerts:red")).to.equal("ALERT_NOMINAL_NOT_HELD");
  });

  it("is told what is wrong with a draft before anything is sent", async () => {
    const preview = (change: object) =>
      ask("/v1/alerts/preview", ["alerts:write"], { draft: { ...draftOf(), nominal: [], ...change } });
    expect((await preview({})).text).to.contain('"members":[1]');
    for (const wrong of [
      { category: "gossip" },
      { tlp: "pink" },
      { credibility: 7 },
      { patterns: [{}] },
      { severity: 3 },
    ])
      expect((await preview(wrong)).status, JSON.stringify(wrong)).to.be.oneOf([400, 422]);
  });
});
