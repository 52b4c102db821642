import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { guardedFetch, type OutboundRequest } from "../../../node-gateway/src/outbound/guarded-fetch.ts";

const GET: OutboundRequest = { method: "GET", timeoutMs: 5000, maxBytes: 1000, allowLoopback: true };

describe("a guarded call", () => {
  let server: Server;
  let url: string;
  let port: number;
  let answer: RequestListener;
  let connections: number;

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    server.on("connection", () => void connections++);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as { port: number }).port;
    url = `http://127.0.0.1:${port}/path?query`;
  });
  beforeEach(() => {
    connections = 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function refusal(more: Partial<OutboundRequest> = {}, to = url): Promise<GatewayError> {
    try {
      await guardedFetch(to, { ...GET, ...more });
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
    throw new Error("The answer was taken.");
  }

  it("sends what it is given, and gives back status, headers and bytes", async () => {
    answer = async (request, response) => {
      response.writeHead(201, { "x-name": "value" });
      response.end(`${request.method} ${request.url} ${await textOf(request)} ${request.headers["x-given"]}`);
    };
    const response = await guardedFetch(url, { ...GET, method: "POST", body: "hello", headers: { "x-given": "1" } });
    expect(Buffer.from(response.body).toString()).to.equal("POST /path?query hello 1");
    expect([response.status, response.headers["x-name"]]).to.deep.equal([201, "value"]);
  });

  it("sends no cookie, no foreign host and no wish for compression, whatever it is given", async () => {
    answer = (request, response) => void response.end(JSON.stringify(request.headers));
    const headers = { cookie: "a=b", host: "elsewhere.example", "accept-encoding": "gzip", "proxy-authorization": "x" };
    const { body } = await guardedFetch(url, { ...GET, headers });
    const sent = JSON.parse(Buffer.from(body).toString()) as Record<string, string>;
    expect(sent).to.include({ host: `127.0.0.1:${port}`, "accept-encoding": "identity" });
    expect(sent).not.to.have.any.keys("cookie", "proxy-authorization");
  });

  it("keeps the connection to a partner for the next call", async () => {
    answer = (_request, response) => void response.end("x");
    for (let call = 0; call < 3; call++) await guardedFetch(url, GET);
    expect(connections).to.be.below(2);
  });

  for (const status of [301, 302, 303, 304, 307, 308]) {
    it(`is refused with OUTBOUND_REFUSED when the answer is ${status}, and nothing is called after it`, async () => {
      let asked = 0;
      answer = (_request, response) => {
        asked++;
        response.writeHead(status, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
      };
      expect((await refusal()).code).to.equal("OUTBOUND_REFUSED");
      expect(asked).to.equal(1);
    });
  }

  it("is refused when the answer states a larger body than is taken", async () => {
    answer = (_request, response) => void response.writeHead(200, { "content-length": "1001" }).end("x".repeat(1001));
    expect((await refusal()).code).to.equal("OUTBOUND_REFUSED");
  });

  it("is refused while a body without end is still coming", async () => {
    answer = (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(500)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    expect((await refusal()).code).to.equal("OUTBOUND_REFUSED");
  });

  it("takes a body of just the size", async () => {
    answer = (_request, response) => void response.end("x".repeat(1000));
    expect((await guardedFetch(url, GET)).body).to.have.length(1000);
  });

  it("is refused when the answer is compressed: a bomb is not unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    answer = (_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    expect((await refusal({ maxBytes: 1_000_000 })).code).to.equal("OUTBOUND_REFUSED");
  });

  it("is refused when the answer's headers are larger than 16 KiB", async () => {
    answer = (_request, response) => void response.writeHead(200, { "x-large": "x".repeat(20_000) }).end();
    expect((await refusal()).code).to.equal("OUTBOUND_REFUSED");
  });

  it("ends with PEER_UNAVAILABLE at its deadline though a byte comes every moment", async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(drip));
    };
    const error = await refusal({ timeoutMs: 300 });
    expect(error.code).to.equal("PEER_UNAVAILABLE");
    expect(error.message).to.include("not in time");
  });

  it("ends with PEER_UNAVAILABLE at its deadline when the headers never end", async () => {
    const dripping = createTcpServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x: y\r\n"), 20);
      socket.on("close", () => clearInterval(drip)).on("error", () => {});
    });
    dripping.listen(0, "127.0.0.1");
    await once(dripping, "listening");
    const { port: there } = dripping.address() as { port: number };
    expect((await refusal({ timeoutMs: 300 }, `http://127.0.0.1:${there}/`)).code).to.equal("PEER_UNAVAILABLE");
    dripping.close();
  });

  it("ends with PEER_UNAVAILABLE at its deadline when the name is not resolved", async () => {
    const resolveAll = () => new Promise<never>(() => {});
    expect((await refusal({ timeoutMs: 100, resolveAll }, "https://partner.example/")).code).to.equal(
      "PEER_UNAVAILABLE",
    );
  });

  it("ends with PEER_UNAVAILABLE when its caller ends it", async () => {
    const ending = new AbortController();
    answer = () => ending.abort();
    expect((await refusal({ signal: ending.signal })).code).to.equal("PEER_UNAVAILABLE");
  });

  for (const [name, listener] of [
    ["breaks off before the answer", (request) => void request.socket.destroy()],
    [
      "breaks off in the answer",
      (_, response) => {
        response.writeHead(200, { "content-length": "9" });
        response.write("x", () => response.destroy());
      },
    ],
  ] as [string, RequestListener][]) {
    it(`ends with PEER_UNAVAILABLE when the other system ${name}`, async () => {
      answer = listener;
      expect((await refusal()).code).to.equal("PEER_UNAVAILABLE");
    });
  }

  it("ends with PEER_UNAVAILABLE when nobody listens, or the name is unknown", async () => {
    expect((await refusal({}, "http://127.0.0.1:1/")).code).to.equal("PEER_UNAVAILABLE");
    const resolveAll = async () => [];
    expect((await refusal({ resolveAll }, "https://partner.example/")).code).to.equal("PEER_UNAVAILABLE");
  });

  describe("to a name", () => {
    const rebinding = (...answers: string[]) => {
      const asked: string[] = [];
      const resolveAll = async (host: string) => {
        asked.push(host);
        return [{ address: answers[asked.length - 1] ?? answers.at(-1) ?? "", family: 4 }];
      };
      return { asked, resolveAll };
    };

    it("connects to the address that was judged: a resolver that changes its mind is not asked again", async () => {
      // 192.0.2.1 stands for a public address that nobody has; the network named opens it for this test.
      const { asked, resolveAll } = rebinding("192.0.2.1", "127.0.0.1");
      const policy = { resolveAll, allowedNetworks: ["192.0.2.0/24"], timeoutMs: 300 };
      expect((await refusal(policy, `https://partner.example:${port}/`)).code).to.equal("PEER_UNAVAILABLE");
      expect(asked).to.have.length(1);
      expect(connections).to.equal(0);
    });

    it("is refused at the next call when the name has moved into this machine", async () => {
      const { resolveAll } = rebinding("127.0.0.1");
      expect((await refusal({ resolveAll }, `https://partner.example:${port}/`)).code).to.equal("OUTBOUND_REFUSED");
      expect(connections).to.equal(0);
    });

    for (const denied of ["127.0.0.1", "::1", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1%eth0"]) {
      it(`is refused when ${denied} stands among its public addresses`, async () => {
        const resolveAll = async () => [
          { address: "8.8.8.8", family: 4 },
          { address: denied, family: denied.includes(":") ? 6 : 4 },
        ];
        expect((await refusal({ resolveAll }, `https://partner.example:${port}/`)).code).to.equal("OUTBOUND_REFUSED");
        expect(connections).to.equal(0);
      });
    }

    it("of this machine is refused when it resolves to another machine", async () => {
      const resolveAll = async () => [{ address: "8.8.8.8", family: 4 }];
      expect((await refusal({ resolveAll }, `http://localhost:${port}/`)).code).to.equal("OUTBOUND_REFUSED");
    });
  });
});
