import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { GatewayError } from "../../../node-gateway/src/errors.ts";
import { discoverKeys } from "../../../node-gateway/src/identity/issuer-keys.ts";
import { makeKey, type TestKey } from "./token.ts";

describe("an issuer's keys by discovery", () => {
  let [old, next]: TestKey[] = [];
  let server: Server;
  let issuer: string;
  let published: TestKey[];
  let answer: RequestListener;
  let asked: number;
  let nowS: number;

  before(async () => {
    [old, next] = [await makeKey("ES256", "old"), await makeKey("RS256", "next")];
  });

  beforeEach(async () => {
    published = [old!];
    [asked, nowS] = [0, 1000];
    answer = (request, response) => {
      if (request.url === "/.well-known/openid-configuration") {
        response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
      } else {
        asked++;
        response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
      }
    };
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const header = ({ alg, kid }: TestKey) => ({ alg, kid }) as never;

  async function refusal(keys: ReturnType<typeof discoverKeys>): Promise<string> {
    return keys(header(old!)).then(
      () => "taken",
      (error: unknown) => (error as GatewayError).code,
    );
  }

  it("are asked for once and kept for ten minutes", async () => {
    const keys = discoverKeys(issuer, () => nowS);
    expect(await keys(header(old!))).to.have.property("type", "public");
    await Promise.all([keys(header(old!)), keys(header(old!))]);
    expect(asked).to.equal(1);
    nowS += 600;
    await keys(header(old!));
    expect(asked).to.equal(2);
  });

  it("are asked for again when a token names an unknown one, at most once in 30 seconds", async () => {
    const keys = discoverKeys(issuer, () => nowS);
    await keys(header(old!));
    published = [next!];
    nowS += 29;
    expect(await keys(header(next!))).to.equal(undefined);
    expect(asked).to.equal(1);
    nowS += 1;
    expect(await keys(header(next!))).to.have.property("type", "public");
    expect(await keys(header(old!))).to.equal(undefined);
    expect(asked).to.equal(2);
  });

  it("go on to be used while the issuer is away", async () => {
    const keys = discoverKeys(issuer, () => nowS);
    await keys(header(old!));
    answer = (_request, response) => void response.writeHead(500).end();
    nowS += 3600;
    expect(await keys(header(old!))).to.have.property("type", "public");
  });

  it("are not taken under another algorithm than they are published for", async () => {
    const keys = discoverKeys(issuer, () => nowS);
    expect(await keys({ alg: "RS256", kid: "old" })).to.equal(undefined);
  });

  const REFUSED: [string, () => RequestListener][] = [
    ["answers with an error", () => (_request, response) => void response.writeHead(503).end()],
    ["redirects", () => (_request, response) => void response.writeHead(302, { location: `${issuer}/x` }).end()],
    [
      "answers with more than 256 KiB",
      () => (_request, response) => void response.end(`{"a":"${"x".repeat(300_000)}"}`),
    ],
    ["answers with something else than JSON", () => (_request, response) => void response.end("<html>")],
    ["calls itself by another name", () => (_request, response) => void response.end('{"issuer":"https://x.example"}')],
    [
      "keeps its keys on plain http elsewhere",
      () => (_request, response) => void response.end(JSON.stringify({ issuer, jwks_uri: "http://keys.example/" })),
    ],
  ];
  for (const [name, listener] of REFUSED) {
    it(`are refused with AUTH_UNAVAILABLE when the issuer ${name}`, async () => {
      answer = listener();
      expect(await refusal(discoverKeys(issuer, () => nowS))).to.equal("AUTH_UNAVAILABLE");
    });
  }

  it("are asked for again soon when there are none yet, and found once the issuer is there", async () => {
    const works = answer;
    answer = (_request, response) => void response.writeHead(503).end();
    const keys = discoverKeys(issuer, () => nowS);
    expect(await refusal(keys)).to.equal("AUTH_UNAVAILABLE");
    answer = works;
    expect(await refusal(keys)).to.equal("AUTH_UNAVAILABLE");
    nowS += 2;
    expect(await refusal(keys)).to.equal("taken");
  });
});
