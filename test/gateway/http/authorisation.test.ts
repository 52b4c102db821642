import { expect } from "chai";
import type { Route } from "../../../node-gateway/src/http/route.ts";
import { ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { SCOPE_NAMES } from "../../../node-gateway/src/identity/scopes.ts";
import { jsonOf, startServer, type TestServer } from "./server.ts";

const pathOf = (route: Route): string => route.path.replaceAll(/\{\w+\}/g, "ab".repeat(32));

describe("authorisation", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  const ask = (route: Route, authorization: string) =>
    server.ask(pathOf(route), { method: route.method.toUpperCase(), headers: { authorization } });

  const UNSCOPED = ["public", "metrics", "peer"];
  for (const route of ROUTES.filter(({ access }) => !UNSCOPED.includes(access))) {
    const name = `${route.method.toUpperCase()} ${route.path}`;

    it(`${name} answers 401 without a token and names no error`, async () => {
      const response = await ask(route, "");
      expect(response.status).to.equal(401);
      expect(response.headers.get("www-authenticate")).to.equal('Bearer realm="sealane"');
      expect((await jsonOf(response)).code).to.equal("AUTH_MISSING");
    });

    it(`${name} answers 401 invalid_token to a token that nobody signed`, async () => {
      const response = await ask(route, "Bearer e30.e30.AAAA");
      expect(response.status).to.equal(401);
      expect(response.headers.get("www-authenticate")).to.include('error="invalid_token"');
    });

    for (const scope of SCOPE_NAMES) {
      if (scope === route.access) {
        it(`${name} lets ${scope} in`, async () => {
          const response = await ask(route, `Bearer ${await server.tokenWith(scope)}`);
          expect([401, 403]).not.to.include(response.status);
        });
      } else {
        it(`${name} answers 403 to ${scope} and names ${route.access}`, async () => {
          const response = await ask(route, `Bearer ${await server.tokenWith(scope)}`);
          expect(response.status).to.equal(403);
          const challenge = response.headers.get("www-authenticate");
          expect(challenge).to.include('error="insufficient_scope"').and.to.include(`scope="${route.access}"`);
        });
      }
    }
  }

  for (const route of ROUTES.filter(({ access }) => access === "peer")) {
    const name = `${route.method.toUpperCase()} ${route.path}`;

    it(`${name} answers 401 without a token, and to an officer's with every scope`, async () => {
      expect((await jsonOf(await ask(route, ""))).code).to.equal("AUTH_MISSING");
      const response = await ask(route, `Bearer ${await server.tokenWith(...SCOPE_NAMES)}`);
      expect(response.status).to.equal(401);
      expect(response.headers.get("www-authenticate")).to.include('error="invalid_token"');
      expect((await jsonOf(response)).code).to.equal("PEER_TOKEN_INVALID");
    });
  }

  it("leaves no route open by accident: the public ones are these", () => {
    const open = ROUTES.filter(({ access }) => access === "public").map(({ path }) => path);
    expect(open).to.have.members([
      "/livez",
      "/readyz",
      "/.well-known/sealane",
      "/openapi.json",
      "/v1/anchors/{documentId}",
    ]);
  });

  it("answers 401 to metrics asked for through a proxy, and with a wrong metrics token", async () => {
    const forwarded = { authorization: "", "x-forwarded-for": "203.0.113.9" };
    expect((await server.ask("/metrics", { headers: forwarded })).status).to.equal(401);
    const guarded = await startServer({ metricsToken: "0123456789abcdef" });
    const statusWith = async (authorization: string) =>
      (await guarded.ask("/metrics", { headers: { authorization } })).status;
    expect(await statusWith("")).to.equal(401);
    expect(await statusWith("Bearer 0123456789abcdeg")).to.equal(401);
    expect(await statusWith("Bearer 0123456789abcdef")).not.to.equal(401);
    await guarded.stop();
  });
});
