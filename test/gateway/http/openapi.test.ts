import { expect } from "chai";
import { problemsOf } from "../../../node-gateway/src/http/problems-of.ts";
import { OPENAPI, ROUTES } from "../../../node-gateway/src/http/routes.ts";
import { ERROR_CODES, STATUS_OF } from "../../../node-gateway/src/http/status-of.ts";
import { startServer } from "./server.ts";

interface Operation {
  readonly operationId: string;
  readonly security: Record<string, string[]>[];
  readonly parameters?: { name: string; in: string; required: boolean; schema?: object; content?: object }[];
  readonly requestBody?: { required: boolean; content: object };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}

const paths = OPENAPI["paths"] as Record<string, Record<string, Operation>>;
const schemas = (OPENAPI["components"] as { schemas: Record<string, object> }).schemas;

describe("the API document", () => {
  it("is served as it is, to everybody", async () => {
    const server = await startServer();
    const response = await server.ask("/openapi.json", { headers: { authorization: "" } });
    expect(await response.json()).to.deep.equal(JSON.parse(JSON.stringify(OPENAPI)));
    await server.stop();
  });

  it("names every schema that it refers to, and refers to every schema that it names", () => {
    const refs = [...JSON.stringify(OPENAPI).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(new Set(refs)).to.deep.equal(new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`)));
  });

  it("gives every operation a name of its own", () => {
    const names = ROUTES.map(({ operationId }) => operationId);
    expect(new Set(names).size).to.equal(names.length);
  });

  for (const route of ROUTES) {
    const name = `${route.method.toUpperCase()} ${route.path}`;
    const operation = paths[route.path]?.[route.method] as Operation;

    it(`${name} states its parameters, its body and who may call it`, () => {
      expect(operation.operationId).to.equal(route.operationId);
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, it]) => it);
      const stated = (operation.parameters ?? []).filter((it) => it.in === "path").map((it) => it.name);
      expect(stated).to.deep.equal(inPath);
      expect((operation.parameters ?? []).every((it) => it.schema !== undefined || it.content !== undefined)).to.equal(
        true,
      );
      expect(operation.requestBody !== undefined).to.equal(route.body !== undefined);
      const needsKey = (operation.parameters ?? []).some((it) => it.name === "Idempotency-Key" && it.required);
      expect(needsKey).to.equal(route.changes === true);
      expect(operation.security.length === 0).to.equal(route.access === "public");
    });

    it(`${name} states every status it answers with, and the codes of each`, () => {
      const statuses = [...Object.keys(route.replies), ...[...problemsOf(route).keys()].map(String)];
      expect(Object.keys(operation.responses)).to.have.members([...new Set(statuses)]);
      for (const [status, codes] of problemsOf(route)) {
        const response = operation.responses[status];
        expect(response?.content).to.have.property("application/problem+json");
        for (const code of codes) expect(response?.description).to.include(code);
      }
    });

    it(`${name} is a GET that changes nothing or a POST with a body`, () => {
      expect(route.method === "post").to.equal(route.body !== undefined);
      if (route.method === "get") expect(route.changes ?? false).to.equal(false);
    });
  }
});

describe("the status of an error code", () => {
  it("is 503 for every *_UNAVAILABLE and for nothing else", () => {
    for (const code of ERROR_CODES) expect(STATUS_OF[code] === 503, code).to.equal(code.endsWith("_UNAVAILABLE"));
  });

  it("is 401 or 403 for every AUTH_* that does not mean a service that is away", () => {
    for (const code of ERROR_CODES.filter((it) => it.startsWith("AUTH_") && !it.endsWith("_UNAVAILABLE"))) {
      expect([401, 403]).to.include(STATUS_OF[code]);
    }
  });
});
