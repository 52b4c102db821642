import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { expect } from "chai";
import type { Peers } from "../../node-gateway/src/peers/peers.ts";
import { expectRejection } from "../support/refusal.ts";
import { seededBytes } from "../support/seeded.ts";

/** A way to other gateways under test. */
export interface PeersUnderTest {
  readonly peers: Peers;
  /** Makes a server reachable; its URL. */
  reach(server: Server): Promise<string>;
  /** A URL where nobody is. */
  readonly nowhere: string;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What every way to other gateways does. To add one, call this with it. */
export function describePeers(name: string, open: () => Promise<PeersUnderTest>): void {
  describe(`the way to other gateways ${name}`, () => {
    let tested: PeersUnderTest;
    beforeEach(async () => {
      tested = await open();
    });
    afterEach(() => tested.close());

    const get = { method: "GET", path: "/peer/v1/hello", headers: {}, maxBytes: 100_000 } as const;
    const callTo = async (answer: Answer, change: Partial<Parameters<Peers["call"]>[1]> = {}) =>
      tested.peers.call(await tested.reach(createServer(answer)), { ...get, ...change });

    it("brings method, path with query, headers and body as they are", async () => {
      const body = seededBytes("body")(70_000);
      let asked: object = {};
      const answer: Answer = async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const { method, url, headers } = request;
        asked = { method, url, token: headers.authorization, isSame: Buffer.concat(chunks).equals(body) };
        response.end("{}");
      };
      const headers = { authorization: "Bearer abc", "content-type": "application/jose" };
      await callTo(answer, { method: "POST", path: "/peer/v1/a?b=c%20d", headers, body });
      expect(asked).to.deep.equal({ method: "POST", url: "/peer/v1/a?b=c%20d", token: "Bearer abc", isSame: true });
    });

    for (const status of [200, 204, 400, 401, 404, 429, 500, 503]) {
      it(`gives an answer of status ${status} back as it is`, async () => {
        const answer = await callTo((_request, response) => {
          response
            .writeHead(status, { "content-type": "Application/JSON; charset=utf-8" })
            .end(status === 204 ? "" : "{}");
        });
        const body = Buffer.from(answer.body).toString();
        expect({ ...answer, body }).to.deep.equal({
          status,
          mediaType: "application/json",
          body: status === 204 ? "" : "{}",
        });
      });
    }

    it("gives back bytes that are no text, and takes an answer of the largest size", async () => {
      const bytes = seededBytes("answer")(100_000);
      const { body, mediaType } = await callTo((_request, response) => void response.end(bytes));
      expect(Buffer.from(body).equals(bytes)).to.equal(true);
      expect(mediaType).to.equal("");
    });

    it("refuses with OUTBOUND_REFUSED an answer that is larger, whether it says so or not", async () => {
      const bytes = new Uint8Array(100_001);
      await expectRejection(
        callTo((_request, response) => void response.end(bytes)),
        "OUTBOUND_REFUSED",
      );
      const unsaid: Answer = (_request, response) => {
        response.write(bytes.subarray(0, 60_000));
        response.end(bytes.subarray(60_000));
      };
      await expectRejection(callTo(unsaid), "OUTBOUND_REFUSED");
    });

    it("says PEER_UNAVAILABLE when nobody is there, or the connection breaks before or in the answer", async () => {
      await expectRejection(tested.peers.call(tested.nowhere, get), "PEER_UNAVAILABLE");
      await expectRejection(
        callTo((_request, response) => void response.destroy()),
        "PEER_UNAVAILABLE",
      );
      const cut: Answer = (_request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half", () => response.destroy());
      };
      await expectRejection(callTo(cut), "PEER_UNAVAILABLE");
    });

    it("carries many calls at once, each with its own answer", async () => {
      const url = await tested.reach(createServer((request, response) => void response.end(request.url)));
      const paths = Array.from({ length: 50 }, (_, n) => `/peer/v1/${n}`);
      const answers = await Promise.all(paths.map((path) => tested.peers.call(url, { ...get, path })));
      expect(answers.map(({ body }) => Buffer.from(body).toString())).to.deep.equal(paths);
    });
  });
}
