import { expect } from "chai";
import { loadConfig } from "../../../node-gateway/src/config/load-config.ts";
import { openIdentity } from "../../../node-gateway/src/identity/open-identity.ts";
import { createClock } from "../../support/gateway/clock.ts";
import { type ForeignIssuer, startForeignIssuer } from "../../support/gateway/oidc-provider.ts";
import { environmentOf } from "../config/settings.ts";
import { openStation, type Station } from "../events/station.ts";
import { startServer, type TestServer } from "../http/server.ts";

describe("an OpenID provider that is not ours", () => {
  let foreign: ForeignIssuer;
  let station: Station;
  let server: TestServer;
  const clock = createClock(0);

  beforeEach(async () => {
    foreign = await startForeignIssuer();
    clock.set(Math.floor(Date.now() / 1000));
    station = await openStation();
    const config = loadConfig(environmentOf({ SEALANE_OIDC_ISSUER: foreign.issuer }));
    const { identity } = await openIdentity(config, clock.now);
    server = await startServer({ gateway: station.gateway, identity });
  });
  afterEach(async () => {
    await server.stop();
    await station.close();
    foreign.stop();
  });

  const ask = (token: string, path = "/v1/events") =>
    server.ask(path, { headers: { authorization: `Bearer ${token}` } });
  async function answerTo(token: string, path?: string): Promise<string> {
    const response = await ask(token, path);
    const { code = "" } = (await response.json()) as { code?: string };
    return `${response.status} ${code}`.trim();
  }
  interface Ready {
    readonly dependencies: { readonly name: string; readonly isReady: boolean; readonly message: string }[];
  }
  const issuerHealth = async () => {
    const { dependencies } = (await (await server.ask("/readyz")).json()) as Ready;
    return dependencies.find(({ name }) => name === "issuer");
  };

  it("lets a program in with the scopes of its client credentials, and no further", async () => {
    const token = await foreign.tokenWith("events:read");
    expect(await answerTo(token)).to.equal("200");
    expect(await answerTo(token, "/v1/webhooks")).to.equal("403 AUTH_SCOPE_MISSING");
  });

  it("lets an officer in who signed in by authorization code with PKCE", async () => {
    const token = await foreign.tokenOfOfficer("events:read");
    expect(await answerTo(token)).to.equal("200");
    expect(JSON.parse(atob(token.split(".")[1] ?? ""))).to.include({ sub: "rotterdam-officer", aud: "sealane" });
  });

  it("is asked for its keys once, however many tokens come at once", async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => foreign.tokenWith("events:read")));
    const statuses = await Promise.all(tokens.map(async (token) => (await ask(token)).status));
    expect(new Set(statuses)).to.deep.equal(new Set([200]));
    expect(foreign.asked.keys).to.equal(1);
  });

  it("may rotate its keys: tokens of both are taken, and its keys asked for once more", async () => {
    const old = await foreign.tokenWith("events:read");
    expect(await answerTo(old)).to.equal("200");
    await foreign.rotate();
    clock.advance(31);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => foreign.tokenWith("events:read")));
    expect(JSON.parse(atob(tokens[0]?.split(".")[0] ?? ""))).to.include({ kid: "k2" });
    const answers = await Promise.all([old, ...tokens].map((token) => answerTo(token)));
    expect(new Set(answers)).to.deep.equal(new Set(["200"]));
    expect(foreign.asked.keys).to.equal(2);
  });

  it("is not asked again and again for keys that nobody has", async () => {
    const [, body, signature] = (await foreign.tokenWith("events:read")).split(".");
    for (let number = 0; number < 20; number++) {
      const head = Buffer.from(JSON.stringify({ alg: "ES256", typ: "at+jwt", kid: `made-up-${number}` }));
      expect(await answerTo(`${head.toString("base64url")}.${body}.${signature}`)).to.equal("401 AUTH_INVALID");
    }
    expect(foreign.asked.keys).to.equal(1);
  });

  it("may be away: known keys go on, an unknown one is answered with 503, and /readyz names it", async () => {
    const old = await foreign.tokenWith("events:read");
    expect(await answerTo(old)).to.equal("200");
    await foreign.rotate();
    const next = await foreign.tokenWith("events:read");
    foreign.down();
    clock.advance(31);
    expect(await answerTo(next)).to.equal("503 AUTH_UNAVAILABLE");
    expect(await answerTo(old)).to.equal("200");
    const away = await issuerHealth();
    expect(away).to.include({ isReady: true });
    expect(away?.message).to.include("does not answer").and.to.include("go on to be used");
    foreign.up();
    clock.advance(31);
    expect(await answerTo(next)).to.equal("200");
    expect((await issuerHealth())?.message).to.equal("The issuer of the officers' tokens answers.");
  });

  it("that was never there leaves everybody out with 503, and the gateway not ready", async () => {
    const token = await foreign.tokenWith("events:read");
    foreign.down();
    expect(await answerTo(token)).to.equal("503 AUTH_UNAVAILABLE");
    expect(await issuerHealth()).to.include({ isReady: false });
    expect((await server.ask("/readyz")).status).to.equal(503);
  });

  it("cannot let anybody in with a token for another system", async () => {
    const token = await foreign.tokenWith("events:read", { audience: "elsewhere" });
    expect(await answerTo(token)).to.equal("401 AUTH_INVALID");
  });

  it("cannot let anybody in with a token that has ended, or is good for longer than a day", async () => {
    const ended = await foreign.tokenWith("events:read", { lifetimeS: 60 });
    clock.advance(121);
    expect(await answerTo(ended)).to.equal("401 AUTH_INVALID");
    clock.advance(-121);
    const long = await foreign.tokenWith("events:read", { lifetimeS: 2 * 86_400 });
    expect(await answerTo(long)).to.equal("401 AUTH_INVALID");
  });

  it("is not believed in another's name", async () => {
    const other = await startForeignIssuer();
    expect(await answerTo(await other.tokenWith("events:read"))).to.equal("401 AUTH_INVALID");
    other.stop();
  });

  it("on plain http elsewhere is refused with CONFIG_INVALID", () => {
    const environment = environmentOf({ SEALANE_OIDC_ISSUER: "http://login.example" });
    expect(() => loadConfig(environment))
      .to.throw()
      .with.property("code", "CONFIG_INVALID");
  });
});
