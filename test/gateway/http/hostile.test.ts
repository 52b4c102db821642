import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { jsonOf, startServer, type TestServer } from "./server.ts";

const ID = "ab".repeat(32);
const json = { "content-type": "application/json" };
const change = { ...json, "idempotency-key": "k" };
const submit = { ...change, "content-type": "application/pdf" };
const withdraw = `/v1/documents/${ID}/withdraw`;

const REQUESTS: [name: string, path: string, init: RequestInit, status: number, code: string][] = [
  ["an unknown path", "/v2/documents", {}, 404, "ROUTE_UNKNOWN"],
  ["a path with a slash too many", "/v1/documents/", {}, 404, "ROUTE_UNKNOWN"],
  ["a path in capitals", "/V1/documents", {}, 404, "ROUTE_UNKNOWN"],
  ["a path that climbs", "/v1/documents/..%2f..%2fetc", {}, 400, "REQUEST_INVALID"],
  ["a path that is no UTF-8", "/v1/documents/%ff", {}, 400, "REQUEST_INVALID"],
  ["an id in capitals", `/v1/documents/${"AB".repeat(32)}`, {}, 400, "REQUEST_INVALID"],
  ["an id of 63 characters", `/v1/documents/${ID.slice(1)}`, {}, 400, "REQUEST_INVALID"],
  ["a method the path does not take", "/v1/documents", { method: "DELETE" }, 405, "METHOD_UNKNOWN"],
  ["OPTIONS", "/v1/documents", { method: "OPTIONS" }, 405, "METHOD_UNKNOWN"],
  ["an Accept that nothing satisfies", "/v1/documents", { headers: { accept: "image/png" } }, 406, "ACCEPT_UNKNOWN"],
  ["an unknown query", "/v1/documents?kinds=x", {}, 400, "REQUEST_INVALID"],
  ["a repeated query", "/v1/documents?limit=1&limit=2", {}, 400, "REQUEST_INVALID"],
  ["a limit of 0", "/v1/documents?limit=0", {}, 400, "REQUEST_INVALID"],
  ["a limit in hexadecimal", "/v1/documents?limit=0x5", {}, 400, "REQUEST_INVALID"],
  ["a limit of 201", "/v1/documents?limit=201", {}, 400, "REQUEST_INVALID"],
  ["an unknown kind", "/v1/documents?kind=napkin", {}, 400, "REQUEST_INVALID"],
  ["a cursor of other characters", "/v1/documents?after=%00", {}, 400, "REQUEST_INVALID"],
  ["a prototype's name as query", "/v1/documents?__proto__=x", {}, 400, "REQUEST_INVALID"],
  ["a trace of nothing", "/v1/trace", {}, 400, "REQUEST_INVALID"],
  ["a trace of two things", `/v1/trace?documentId=${ID}&container=X`, {}, 400, "REQUEST_INVALID"],
  ["a change without idempotency key", withdraw, post("{}", json), 400, "IDEMPOTENCY_KEY_INVALID"],
  [
    "an idempotency key with a blank",
    withdraw,
    post("{}", { ...json, "idempotency-key": "a b" }),
    400,
    "IDEMPOTENCY_KEY_INVALID",
  ],
  [
    "an idempotency key that is too long",
    withdraw,
    post("{}", { ...json, "idempotency-key": "k".repeat(129) }),
    400,
    "IDEMPOTENCY_KEY_INVALID",
  ],
  ["no body", withdraw, post("", change), 400, "JSON_SYNTAX"],
  ["a body that is no JSON", withdraw, post("{", change), 400, "JSON_SYNTAX"],
  ["a key that stands twice", withdraw, post('{"reason":"fraud","reason":"fraud"}', change), 400, "JSON_DUPLICATE_KEY"],
  ["a lone surrogate", withdraw, post('{"reason":"\\ud800"}', change), 400, "JSON_LONE_SURROGATE"],
  ["a body that is no UTF-8", withdraw, post(new Uint8Array([0x22, 0xff, 0x22]), change), 400, "JSON_NOT_UTF8"],
  [
    "a number that a double does not hold",
    withdraw,
    post('{"reason":12345678901234567890}', change),
    400,
    "JSON_NUMBER_INEXACT",
  ],
  ["a body nested 100 deep", withdraw, post("[".repeat(100), change), 400, "JSON_TOO_DEEP"],
  ["a body of another form", withdraw, post('{"reason":"because"}', change), 400, "REQUEST_INVALID"],
  ["a body with a member too many", withdraw, post('{"reason":"fraud","force":true}', change), 400, "REQUEST_INVALID"],
  ["a body that is null", withdraw, post("null", change), 400, "REQUEST_INVALID"],
  ["a body that is too large", withdraw, post(`{"reason":"${"x".repeat(5000)}"}`, change), 413, "REQUEST_TOO_LARGE"],
  ["another media type", withdraw, post("{}", { ...change, "content-type": "text/plain" }), 415, "MEDIA_TYPE_UNKNOWN"],
  ["a media type that is none", withdraw, post("{}", { ...change, "content-type": "json" }), 415, "MEDIA_TYPE_UNKNOWN"],
  ["a compressed body", withdraw, post("{}", { ...change, "content-encoding": "gzip" }), 415, "MEDIA_TYPE_UNKNOWN"],
  [
    "metadata that is no JSON",
    "/v1/documents",
    post("x", { ...submit, "sealane-metadata": "kind=x" }),
    400,
    "JSON_SYNTAX",
  ],
  [
    "metadata beyond ASCII",
    "/v1/documents",
    post("x", { ...submit, "sealane-metadata": '{"consignment":"\u00e9"}' }),
    400,
    "REQUEST_INVALID",
  ],
  [
    "metadata with an unknown member",
    "/v1/documents",
    post("x", { ...submit, "sealane-metadata": '{"a":1}' }),
    400,
    "REQUEST_INVALID",
  ],
  ["an original that is too large", "/v1/documents", post("x".repeat(9000), submit), 413, "REQUEST_TOO_LARGE"],
  [
    "a dossier without papers",
    "/v1/verify",
    post('{"type":"sealane-dossier/1","papers":[]}', json),
    400,
    "REQUEST_INVALID",
  ],
];

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): RequestInit {
  return { method: "POST", body, headers };
}

describe("hostile requests", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  for (const [name, path, init, status, code] of REQUESTS) {
    it(`${name} is answered with ${status} ${code}`, async () => {
      const response = await server.ask(path, init);
      const problem = await jsonOf<{ code: string; status: number; instance: string }>(response);
      expect([response.status, problem.code]).to.deep.equal([status, code]);
      expect(response.headers.get("content-type")).to.equal("application/problem+json");
      expect(problem.status).to.equal(status);
      expect(problem.instance).to.equal(`urn:uuid:${response.headers.get("x-request-id")}`);
    });
  }

  it("a body without a stated length is cut off with 413 at the limit", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(0x20)) });
    const init = { method: "POST", body: endless, headers: change, duplex: "half" as const };
    const response = await server.ask(withdraw, init);
    expect(response.status).to.equal(413);
  });

  it("a body is not read before the caller may send one: 401 comes first", async () => {
    const response = await server.ask("/v1/documents", post("x".repeat(9000), { ...submit, authorization: "" }));
    expect(response.status).to.equal(401);
  });

  it("a wrong method names the right ones in Allow", async () => {
    const response = await server.ask("/v1/documents", { method: "PUT" });
    expect(response.headers.get("allow")).to.equal("POST, GET, HEAD");
  });

  it("an error nobody foresaw is answered with 500 INTERNAL and not a word of it", async () => {
    const response = await server.ask(`/v1/documents/${ID}`);
    const body = await response.text();
    expect(response.status).to.equal(500);
    expect(body)
      .to.include("INTERNAL")
      .and.not.match(/TypeError|undefined|\.ts|not written/);
  });

  it("every answer carries the headers that keep browsers and caches from using it", async () => {
    const { headers } = await server.ask("/livez");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("content-security-policy")).to.include("default-src 'none'");
    expect(headers.get("cache-control")).to.equal("no-store");
    expect(headers.get("x-powered-by")).to.equal(null);
  });

  for (const [name, request, status] of [
    ["no HTTP", "nonsense\r\n\r\n", 400],
    ["headers over 64 KiB", `GET /livez HTTP/1.1\r\nHost: x\r\nA: ${"x".repeat(70_000)}\r\n\r\n`, 431],
    [
      "both a length and chunks",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      400,
    ],
    ["no Host", "GET /livez HTTP/1.1\r\n\r\n", 400],
  ] as const) {
    it(`${name} on the wire is answered with ${status} and the connection closed`, async () => {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      socket.write(request);
      expect(await text(socket)).to.match(new RegExp(`^HTTP/1.1 ${status} `));
    });
  }

  it("is logged by operation: no path, no query, no token", async () => {
    const token = await server.tokenWith("trace:read");
    await server.ask("/v1/trace?consignment=PLANTED-UCR-1", { headers: { authorization: `Bearer ${token}` } });
    const log = JSON.stringify(server.logged);
    expect(log).to.include("traceConsignment");
    expect(log).not.to.match(/PLANTED/);
    expect(log).not.to.include(token.slice(0, 30));
  });

  it("is logged under the request id and trace id that the caller gives", async () => {
    const requestId = "0e8b1c9e-7f1e-4c8e-9f54-0a1f2b3c4d5e";
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const traced = { "x-request-id": requestId, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    await (await server.ask("/livez", { headers: traced })).text();
    await server.ask("/livez");
    const line = server.logged.find((fields) => "requestId" in fields && fields.requestId === requestId);
    expect(line).to.include({ traceId, operationId: "isAlive", status: 200 });
  });
});
