import { createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { guardedFetch } from "../../../node-gateway/src/outbound/guarded-fetch.ts";
import { whyDenied } from "../../../node-gateway/src/outbound/judge-address.ts";
import { DENIED_RANGES } from "../../../node-gateway/src/outbound/ranges.ts";

/** URLs that must reach nobody; PORT is that of a canary which listens on this machine's loopback. */
const NEVER = `
https://127.0.0.1:PORT/              https://127.1:PORT/                  https://127.255.255.254:PORT/
https://0177.0.0.1:PORT/             https://0x7f.0.0.1:PORT/             https://0x7f000001:PORT/
https://2130706433:PORT/             https://017700000001:PORT/           https://127.0.1:PORT/
https://0:PORT/                      https://0.0.0.0:PORT/                https://0x0:PORT/
https://127.0.0.1.:PORT/             https://localhost:PORT/              https://localhost.:PORT/
https://LOCALHOST:PORT/              https://[::1]:PORT/                  https://[0:0:0:0:0:0:0:1]:PORT/
https://[::]:PORT/                   https://[::127.0.0.1]:PORT/          https://[::ffff:127.0.0.1]:PORT/
https://[::ffff:7f00:1]:PORT/        https://[0:0:0:0:0:ffff:7f00:1]:PORT/ https://[::ffff:0:127.0.0.1]:PORT/
https://[64:ff9b::127.0.0.1]:PORT/   https://[64:ff9b::7f00:1]:PORT/      https://[64:ff9b:1::127.0.0.1]:PORT/
https://[2002:7f00:1::]:PORT/        https://[2002:7f00:0001::1]:PORT/    https://[2001:0:7f00:1::80ff:fffe]:PORT/
https://[2001:0:808:808::80ff:fffe]:PORT/ https://[fe80::1%25lo]:PORT/    https://[fe80::1]:PORT/
https://①②⑦.⓪.⓪.①:PORT/             https://127。0。0。1:PORT/           https://%31%32%37.0.0.1:PORT/
https://%30x7f000001:PORT/           https://user@127.0.0.1:PORT/         https://example.com@127.0.0.1:PORT/
https://user:secret@example.com/     https://127.0.0.1:PORT#@example.com/ https://127.0.0.1:PORT?@example.com/
https://10.0.0.1/                    https://10.255.255.255/              https://172.16.0.1/
https://172.31.255.255/              https://192.168.1.1/                 https://0xa.0.0.1/
https://167772161/                   https://100.64.0.1/                  https://100.127.255.254/
https://169.254.169.254/latest/      https://0xa9fea9fe/                  https://2852039166/
https://0251.0376.0251.0376/         https://[::ffff:169.254.169.254]/    https://[::ffff:a9fe:a9fe]/
https://[64:ff9b::169.254.169.254]/  https://[2002:a9fe:a9fe::]/          https://[fd00:ec2::254]/
https://100.100.100.200/             https://168.63.129.16/               https://192.0.0.192/
https://192.0.2.1/                   https://198.51.100.1/                https://203.0.113.1/
https://198.18.0.1/                  https://198.19.255.255/              https://192.88.99.1/
https://224.0.0.1/                   https://239.255.255.255/             https://240.0.0.1/
https://255.255.255.255/             https://0.1.2.3/                     https://[fc00::1]/
https://[fdff::1]/                   https://[fec0::1]/                   https://[ff02::1]/
https://[2001:db8::1]/               https://[3fff::1]/                   https://[5f00::1]/
https://[100::1]/                    https://[2001:2::1]/                 https://[2001:10::1]/
https://[4000::1]/                   https://[1::1]/                      https://256.1.1.1/
http://127.0.0.1:PORT/               http://localhost:PORT/               http://[::1]:PORT/
http://example.com/                  ftp://127.0.0.1:PORT/                file:///etc/passwd
gopher://127.0.0.1:PORT/             data:text/plain,x                    javascript:1
ws://127.0.0.1:PORT/                 unix:/var/run/docker.sock            //127.0.0.1:PORT/
https://                             127.0.0.1:PORT                       https://[::1
`.match(/\S+/g) as string[];

/** What stays refused in development, where this machine's loopback is open. */
const NOT_EVEN_IN_DEVELOPMENT = NEVER.filter(
  (url) => !/^https?:\/\/(localhost|LOCALHOST|127|0x7f|0177|2130706433|0177|\[(::1\]|0:0:0:0:0:0:0:1)|①|%3)/.test(url),
);

describe("the outbound guard", () => {
  let canary: Server;
  let port: number;
  let seen: number;
  before(async () => {
    canary = createServer((socket: Socket) => {
      seen++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => void canary.listen({ port: 0, host: "::" }, resolve));
    port = (canary.address() as { port: number }).port;
  });
  beforeEach(() => {
    seen = 0;
  });
  after(() => void canary.close());

  const limits = { method: "GET", timeoutMs: 2000, maxBytes: 100 } as const;
  async function refusalOf(url: string, allowLoopback: boolean): Promise<GatewayError> {
    try {
      await guardedFetch(url.replaceAll("PORT", String(port)), { ...limits, allowLoopback });
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
    throw new Error("It was called.");
  }

  it("reaches its own canary when loopback is open, so that the tests below can fail", async () => {
    expect((await refusalOf("http://127.0.0.1:PORT/", true)).code).to.equal("PEER_UNAVAILABLE");
    expect(seen).to.equal(1);
  });

  it(`knows ${NEVER.length} disguises`, () => {
    expect(NEVER.length).to.be.at.least(90);
    expect(NOT_EVEN_IN_DEVELOPMENT.length).to.be.at.least(60);
  });

  for (const url of NEVER) {
    it(`refuses ${url} with OUTBOUND_REFUSED and connects to nothing`, async () => {
      const error = await refusalOf(url, false);
      expect(error.code).to.equal("OUTBOUND_REFUSED");
      expect(error.message).not.to.include("example").and.not.to.include("secret");
      expect(seen).to.equal(0);
    });
  }

  for (const url of NOT_EVEN_IN_DEVELOPMENT) {
    it(`refuses ${url} in development too`, async () => {
      expect((await refusalOf(url, true)).code).to.equal("OUTBOUND_REFUSED");
      expect(seen).to.equal(0);
    });
  }

  it("refuses a name that only the resolver can tell is this machine's", async () => {
    const error = await guardedFetch(`https://partner.example:${port}/`, {
      ...limits,
      allowLoopback: true,
      resolveAll: async () => [{ address: "127.0.0.1", family: 4 }],
    }).catch((it: GatewayError) => it);
    expect(error).to.have.property("code", "OUTBOUND_REFUSED");
    expect(seen).to.equal(0);
  });
});

describe("an address", () => {
  for (const address of ["8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "11.0.0.1"]) {
    it(`may be called when it is public: ${address}`, () => expect(whyDenied(address, [])).to.equal(undefined));
  }
  for (const address of ["2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]) {
    it(`may be called when it is public: ${address}`, () => expect(whyDenied(address, [])).to.equal(undefined));
  }

  for (const { cidr, is } of DENIED_RANGES) {
    it(`is denied at the beginning of ${cidr}, unless that range is opened`, () => {
      const [base = ""] = cidr.split("/");
      // An address may be of several ranges; the first that is closed names it.
      expect(whyDenied(base, []), is).to.be.a("string");
      const [outer] = DENIED_RANGES.filter((it) => whyDenied(base, [it.cidr]) === undefined);
      expect(outer?.cidr ?? "two ranges").to.be.oneOf([cidr, "two ranges"]);
    });
  }

  it("is opened by a network that an operator names, and its neighbours are not", () => {
    expect(whyDenied("10.20.0.1", ["10.20.0.0/16"])).to.equal(undefined);
    expect(whyDenied("::ffff:10.20.0.1", ["10.20.0.0/16"])).to.equal(undefined);
    expect(whyDenied("10.21.0.1", ["10.20.0.0/16"])).to.equal("private");
    expect(whyDenied("fd12::1", ["fd12::/16"])).to.equal(undefined);
  });

  for (const address of ["127.0.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0", "::1", "fe80::1", "224.0.0.1"]) {
    it(`stays closed when everything is opened but ${address} is not named`, () => {
      expect(whyDenied(address, ["0.0.0.0/0", "::/0"])).to.be.a("string");
    });
  }

  it("of a cloud's metadata is opened only by name", () => {
    expect(whyDenied("100.100.100.200", ["100.64.0.0/10"])).to.equal("of a cloud's metadata");
    expect(whyDenied("100.64.0.1", ["100.64.0.0/10"])).to.equal(undefined);
    expect(whyDenied("169.254.169.254", ["169.254.169.254/32"])).to.equal(undefined);
  });

  for (const text of ["", "example.com", "1.2.3", "127.0.0.1/8", "::1%lo0", "300.1.1.1"]) {
    it(`is denied when it is none: "${text}"`, () => expect(whyDenied(text, [])).to.be.a("string"));
  }
});
