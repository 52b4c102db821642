import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { makeFolder, sealane } from "./support/run.ts";
import { changeDocument, makeDossier, makeEvidence, makePaper } from "./support/world.ts";

const word = (value: number): string => value.toString(16).padStart(64, "0");
const WORDS: Readonly<Record<string, string>> = {
  "numbers beyond every type": "f".repeat(64 * 8),
  "a member that is neither active nor suspended nor none": [1, 2, 3, 4, 5, 6, 7, 8].map(word).join(""),
};
const LOGS: Readonly<Record<string, unknown>> = {
  "a text": "0x",
  "a list of numbers": [5],
  "a log without data": [{ topics: [] }],
};

describe("sealane verify, by a node that lies about what contracts say", () => {
  const folder = makeFolder();
  const answers: Record<string, unknown> = {};
  let server: Server;
  before((done) => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { method, id } = JSON.parse(body) as { method: string; id: number };
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result: answers[method] }));
    }).listen(0, "127.0.0.1", done);
  });
  after((done) => {
    folder.remove();
    server.close(done);
  });
  beforeEach(() => {
    answers["eth_chainId"] = "0x1092";
    answers["eth_getBlockByNumber"] = { hash: `0x${"11".repeat(32)}`, number: "0x63", timestamp: "0x70000000" };
    answers["eth_getLogs"] = [];
  });

  const origin = "99".repeat(32);
  const papers = [makePaper("B-1", { links: [{ documentId: origin, relation: "supports" }] })];
  const { documents, ...evidence } = makeEvidence(papers);
  const link = changeDocument({ ...evidence, documents }, { documentId: origin }).documents;
  const dossier = folder.write("bill", makeDossier(papers, { ...evidence, documents: [...documents, ...link] }));

  async function expectUnavailable(): Promise<void> {
    const { port } = server.address() as AddressInfo;
    const node = ["--rpc", `http://127.0.0.1:${port}`, "--directory", `0x${"22".repeat(20)}`];
    const { code, stderr } = await sealane(["verify", ...node, dossier]);
    expect(stderr).to.match(/^sealane: CHAIN_UNAVAILABLE: /);
    expect(code).to.equal(10);
  }

  for (const [title, words] of Object.entries(WORDS)) {
    it(`cannot check by ${title}, and says so`, async () => {
      answers["eth_call"] = `0x${words}`;
      await expectUnavailable();
    });
  }
  for (const [title, logs] of Object.entries(LOGS)) {
    it(`cannot check by ${title} instead of events, and says so`, async () => {
      answers["eth_call"] = `0x${word(1).repeat(8)}`;
      answers["eth_getLogs"] = logs;
      await expectUnavailable();
    });
  }
});
