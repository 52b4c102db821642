import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { cidOf } from "../../../node-gateway/src/blobs/cid.ts";
import { createKuboBlobStore } from "../../../node-gateway/src/blobs/kubo-blob-store.ts";
import { collect } from "../../support/collect.ts";
import { expectRejection } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";

const BYTES = seededBytes("a blob")(1000);
type Answer = (response: ServerResponse) => unknown;

const fault =
  (message: string): Answer =>
  (response) => {
    response.writeHead(500).end(JSON.stringify({ Message: message, Code: 0, Type: "error" }));
  };
const said =
  (bytes: Uint8Array | string): Answer =>
  (response) =>
    response.end(bytes);

/** What a service that is no sound Kubo may answer to `block/get` of a blob that it pins, and what a reader is told. */
const READS: readonly [what: string, answer: Answer, code: string][] = [
  ["fewer bytes", said(BYTES.slice(0, -1)), "BLOB_CORRUPT"],
  ["more bytes", said(Buffer.concat([BYTES, BYTES])), "BLOB_CORRUPT"],
  ["other bytes", said(seededBytes("another")(1000)), "BLOB_CORRUPT"],
  ["no bytes", said(""), "BLOB_CORRUPT"],
  ["a hash mismatch on its disk", fault("block in storage has different hash than requested"), "BLOB_CORRUPT"],
  ["that a pinned block is gone", fault("ipld: could not find it"), "BLOB_CORRUPT"],
  ["a fault of another sort", fault("too many open files"), "BLOB_UNAVAILABLE"],
  ["nothing, for ever", () => undefined, "BLOB_UNAVAILABLE"],
  ["a body that stops half way, for ever", (response) => response.write(BYTES.slice(0, 500)), "BLOB_UNAVAILABLE"],
  [
    "a body that is cut",
    (response) => response.write(BYTES.slice(0, 500), () => response.destroy()),
    "BLOB_UNAVAILABLE",
  ],
  ["a redirect", (response) => response.writeHead(307, { location: "/elsewhere" }).end(), "BLOB_UNAVAILABLE"],
  ["403", (response) => response.writeHead(403).end("Forbidden"), "BLOB_UNAVAILABLE"],
  ["a proxy's page with 500", (response) => response.writeHead(500).end("<html>"), "BLOB_UNAVAILABLE"],
];

describe("the blob store on Kubo, when the service lies, stalls or is another", () => {
  let server: Server;
  let answers: Record<string, Answer> = {};
  let seen: { command: string; authorization: string | undefined }[] = [];
  let cid: string;
  const store = (token?: string) => {
    const { port } = server.address() as AddressInfo;
    return createKuboBlobStore({ url: `http://127.0.0.1:${port}`, timeoutMs: 250, ...(token && { token }) });
  };

  before(async () => {
    cid = await cidOf(BYTES);
    server = createServer((request, response) => {
      const command = new URL(request.url ?? "", "http://x").pathname.slice("/api/v0/".length);
      seen.push({ command, authorization: request.headers.authorization });
      request.resume().on("end", () => (answers[command] ?? fault("unknown command"))(response));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  beforeEach(() => {
    seen = [];
    answers = { "pin/ls": said("{}"), "pin/rm": said("{}") };
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  for (const [what, answer, code] of READS) {
    it(`says ${code} when it is given ${what}`, async () => {
      answers["block/get"] = answer;
      await expectRejection(store().get(cid), code);
    });
  }

  it("gives the bytes when they are the right ones", async () => {
    answers["block/get"] = said(BYTES);
    expect(Buffer.from(await store().get(cid)).equals(BYTES)).to.equal(true);
  });

  it("says BLOB_NOT_FOUND when the block is neither there nor pinned", async () => {
    answers = { "block/get": fault("ipld: could not find it"), "pin/ls": fault(`path '${cid}' is not pinned`) };
    await expectRejection(store().get(cid), "BLOB_NOT_FOUND");
  });

  for (const [what, answer] of [
    ["another CID", said('{"Name":"blob","Hash":"bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"}\n')],
    ["half an answer", said('{"Name":"blob","Ha')],
    ["nothing", said("")],
    ["a fault", fault("no space left on device")],
  ] as const) {
    it(`says BLOB_UNAVAILABLE when bytes to keep are answered with ${what}`, async () => {
      answers = { "pin/ls": fault(`path '${cid}' is not pinned`), add: answer };
      await expectRejection(store().put(BYTES), "BLOB_UNAVAILABLE");
    });
  }

  it("says BLOB_UNAVAILABLE when the list of pins is cut off", async () => {
    answers["pin/ls"] = said(`{"Cid":"${cid}","Type":"recursive"}\n{"Cid":"bafk`);
    await expectRejection(collect(store().list()), "BLOB_UNAVAILABLE");
  });

  it("sends the token with every call, and none when there is none", async () => {
    answers["block/get"] = said(BYTES);
    await store("a-token").put(BYTES);
    expect(new Set(seen.map(({ authorization }) => authorization))).to.deep.equal(new Set(["Bearer a-token"]));
    seen = [];
    await store().get(cid);
    expect(seen.map(({ authorization }) => authorization)).to.deep.equal([undefined]);
  });
});
