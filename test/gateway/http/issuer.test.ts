import { expect } from "chai";
import { createClient, tokenSource } from "../../../sdk/client/index.ts";
import { CLIENT, jsonOf, startServer, type TestServer } from "./server.ts";

describe("the embedded issuer", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  const ask = (form: Record<string, string>, authorization = "") =>
    server.ask("/oidc/token", { method: "POST", body: new URLSearchParams(form), headers: { authorization } });

  const credentials = { client_id: CLIENT.id, client_secret: CLIENT.secret };
  const grant = { grant_type: "client_credentials" };

  it("tells its name, keys and token endpoint by discovery, and no private key", async () => {
    const metadata = await (await server.ask("/.well-known/openid-configuration")).json();
    expect(metadata).to.include({ issuer: "http://127.0.0.1:8710", jwks_uri: "http://127.0.0.1:8710/oidc/jwks" });
    const { keys } = await jsonOf<{ keys: object[] }>(await server.ask("/oidc/jwks"));
    expect(keys).to.have.length(1);
    expect(keys[0]).to.have.all.keys("kty", "crv", "x", "y", "kid", "alg", "use");
  });

  it("gives a token with the client's scopes, by form or by Basic", async () => {
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString("base64")}`;
    for (const response of [await ask({ ...grant, ...credentials }), await ask(grant, basic)]) {
      expect(response.status).to.equal(200);
      expect(response.headers.get("cache-control")).to.equal("no-store");
      expect(await response.json()).to.include({ token_type: "Bearer", expires_in: 3600, scope: "verify trace:read" });
    }
  });

  it("gives a token with fewer scopes when fewer are asked for, and it opens only those", async () => {
    const { access_token: token, scope } = await jsonOf(await ask({ ...grant, ...credentials, scope: "verify" }));
    expect(scope).to.equal("verify");
    const response = await server.ask("/v1/trace?container=X", { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).to.equal(403);
  });

  for (const [name, form, status, error] of [
    ["another grant", { ...credentials, grant_type: "password" }, 400, "unsupported_grant_type"],
    ["a wrong secret", { ...grant, ...credentials, client_secret: "guess" }, 401, "invalid_client"],
    ["an unknown client", { ...grant, ...credentials, client_id: "stranger" }, 401, "invalid_client"],
    ["a scope that is not the client's", { ...grant, ...credentials, scope: "audit:read" }, 400, "invalid_scope"],
  ] as const) {
    it(`answers ${status} ${error} to ${name}`, async () => {
      const response = await ask(form);
      expect([response.status, (await jsonOf(response)).error]).to.deep.equal([status, error]);
    });
  }

  it("lets the SDK's client in, which then has the gateway's own error codes", async () => {
    // The issuer's name is that of its configured port; the test's server listens on another.
    const here: typeof fetch = (input, init) => fetch(String(input).replace("http://127.0.0.1:8710", server.url), init);
    const token = tokenSource({
      issuer: "http://127.0.0.1:8710",
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      fetch: here,
    });
    const client = createClient({ gatewayUrl: server.url, token, tries: 1 });
    const error = await client.listMembers().catch((it) => it);
    expect(error).to.include({ name: "ClientError", code: "AUTH_SCOPE_MISSING", status: 403 });
    const nobody = createClient({ gatewayUrl: "http://127.0.0.1:1", token, tries: 1 });
    expect(await nobody.listMembers().catch((it) => it.code)).to.equal("GATEWAY_UNAVAILABLE");
  });
});
