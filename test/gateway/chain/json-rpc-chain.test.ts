import { expect } from "chai";
import { createJsonRpcChain } from "../../../node-gateway/src/chain/json-rpc-chain.ts";
import { type FakeAnswer, type FakeNode, startFakeNode } from "../../support/gateway/fake-node.ts";
import { expectRejection } from "../../support/refusal.ts";

const block = (number: number): FakeAnswer => ({
  result: { number: `0x${number.toString(16)}`, hash: `0x${"11".repeat(32)}`, timestamp: "0x64" },
});

describe("the chain over several nodes", () => {
  const nodes: FakeNode[] = [];
  const start = async (answer: FakeNode["answer"]): Promise<FakeNode> => {
    const node = await startFakeNode(answer);
    nodes.push(node);
    return node;
  };
  const chainOf = (...of: FakeNode[]) => createJsonRpcChain({ urls: of.map(({ url }) => url), timeoutMs: 300 });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.stop()));
  });

  it("asks the next node when one is gone, and says which are up", async () => {
    const [dead, alive] = [await start(() => block(1)), await start(() => block(5))];
    await dead.stop();
    nodes.shift();
    const chain = chainOf(dead, alive);
    expect((await chain.head()).number).to.equal(5);
    expect(chain.nodes().map(({ isUp }) => isUp)).to.deep.equal([false, true]);
    await chain.head();
    expect(alive.asked).to.have.length(2);
  });

  it("asks the next node when one does not answer in time, or answers nonsense", async () => {
    for (const answer of ["silence", { text: "<html>" }, { text: "{}" }] satisfies FakeAnswer[]) {
      const chain = chainOf(await start(() => answer), await start(() => block(5)));
      expect((await chain.head()).number, JSON.stringify(answer)).to.equal(5);
    }
  });

  it("asks the next node when one answers in form and not in sense, and says CHAIN_UNAVAILABLE when all do", async () => {
    for (const result of ["0xzz", null, {}, [], 5, "latest", { number: "0x1", hash: "0x11", timestamp: "0x1" }]) {
      const [mad, sane] = [await start(() => ({ result })), await start(() => block(5))];
      const name = JSON.stringify(result);
      expect((await chainOf(mad, sane).head()).number, name).to.equal(5);
      expect((await chainOf(mad, sane).blockAt(5))?.number, name).to.equal(5);
      await expectRejection(chainOf(mad).head(), "CHAIN_UNAVAILABLE");
      await expectRejection(chainOf(mad).call({ to: "0x01", data: "0x" }), "CHAIN_UNAVAILABLE");
    }
  });

  it("takes no events that it did not ask for, nor any other of the node that gave them", async () => {
    const [address, other] = [`0x${"01".repeat(20)}`, `0x${"02".repeat(20)}`];
    const log = {
      address,
      topics: [],
      data: "0x",
      blockHash: `0x${"11".repeat(32)}`,
      blockNumber: "0x2",
      logIndex: "0x0",
    };
    const nodeOf = (result: unknown) => start((method) => (method === "eth_getLogs" ? { result } : block(9)));
    const range = { from: 1, to: 9, addresses: [address] as const };
    const sane = await nodeOf([log]);
    for (const stranger of [
      { ...log, address: other },
      { ...log, blockNumber: "0xa" },
      { ...log, data: 5 },
      null,
      "0x",
    ]) {
      const mad = await nodeOf([log, stranger]);
      expect(await chainOf(mad, sane).logs(range)).to.have.length(1);
      await expectRejection(chainOf(mad).logs(range), "CHAIN_UNAVAILABLE");
    }
  });

  it("says CHAIN_UNAVAILABLE when no node answers, and no address with it", async () => {
    const dead = await start(() => "silence");
    const chain = createJsonRpcChain({ urls: [dead.url.replace("//", "//officer:secret@")], timeoutMs: 100 });
    const error = await chain.head().catch((cause: Error & { code?: string }) => cause);
    expect(error).to.include({ code: "CHAIN_UNAVAILABLE" });
    expect((error as Error).message).not.to.contain("secret");
    expect(JSON.stringify(chain.nodes())).not.to.contain("secret");
    expect(dead.asked[0]?.authorization).to.equal(`Basic ${btoa("officer:secret")}`);
  });

  it("leaves a node whose head stands still for one whose head is higher", async () => {
    const [stuck, ahead] = [await start(() => block(3)), await start(() => block(9))];
    const chain = createJsonRpcChain({ urls: [stuck.url, ahead.url], staleMs: 0 });
    expect((await chain.head()).number).to.equal(3);
    expect((await chain.head()).number).to.equal(9);
    await chain.chainId().catch(() => undefined);
    expect(ahead.asked.at(-1)?.method).to.equal("eth_chainId");
  });

  it("takes no events from a node that is behind: it would give fewer, without an error", async () => {
    const behind = await start((method) => (method === "eth_getLogs" ? { result: [] } : { result: null }));
    await expectRejection(chainOf(behind).logs({ from: 1, to: 9, addresses: ["0x01"] }), "CHAIN_UNAVAILABLE");
    expect(behind.asked.map(({ method }) => method)).not.to.include("eth_getLogs");
  });

  it("asks for events in windows of at most 5,000 blocks, halved when refused, and misses none", async () => {
    const node = await start((method, [filter]) => {
      if (method === "eth_getBlockByNumber") return block(Number(filter));
      const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
      const [from, to] = [Number(fromBlock), Number(toBlock)];
      if (to - from >= 1_000) return { error: { code: -32_005, message: "query returned more than 10000 results" } };
      return { result: Array.from({ length: to - from + 1 }, (_, at) => log(from + at)) };
    });
    const logs = await chainOf(node).logs({ from: 10, to: 7_200, addresses: ["0x01"] });
    expect(logs.map(({ blockNumber }) => blockNumber)).to.deep.equal(Array.from({ length: 7_191 }, (_, at) => at + 10));
    const spans = node.asked
      .filter(({ method }) => method === "eth_getLogs")
      .map(({ params: [filter] }) => spanOf(filter));
    expect(Math.max(...spans)).to.equal(5_000);
  });

  const WORDINGS = [
    ["already known", "known"],
    ["Known transaction", "known"],
    ["tx already in mempool", "known"],
    ["nonce too low: next nonce 4, tx nonce 3", "nonceUsed"],
    ["Nonce too low", "nonceUsed"],
    ["invalid nonce; got 3, expected 4: invalid sequence", "nonceUsed"],
    ["Transaction nonce is too distant from current sender nonce", "nonceTooDistant"],
    ["nonce too high", "nonceTooDistant"],
    ["mempool is full: number of txs 5000", "nonceTooDistant"],
  ] as const;
  for (const [message, outcome] of WORDINGS) {
    it(`takes "${message}" as ${outcome}`, async () => {
      const node = await start(() => ({ error: { code: -32_000, message } }));
      expect(await chainOf(node).send("0x00")).to.equal(outcome);
    });
  }

  it("says CHAIN_REFUSED with the node's words for anything else", async () => {
    const node = await start(() => ({ error: { code: -32_000, message: "intrinsic gas too low" } }));
    await expectRejection(chainOf(node).send("0x00"), "CHAIN_REFUSED");
  });

  it("sends to one node, or to all of them", async () => {
    const [a, b] = [await start(() => ({ result: "0x01" })), await start(() => ({ result: "0x01" }))];
    const chain = chainOf(a, b);
    await chain.send("0x00");
    expect([a.asked.length, b.asked.length]).to.deep.equal([1, 0]);
    await chain.send("0x00", "all");
    expect([a.asked.length, b.asked.length]).to.deep.equal([2, 1]);
  });

  const REVERTS: readonly [string, FakeAnswer, string][] = [
    ["Besu's and geth's", { error: { code: 3, message: "execution reverted", data: "0xabcd" } }, "0xabcd"],
    ["a nested one", { error: { code: -32_015, message: "VM error", data: { data: "0xabcd" } } }, "0xabcd"],
    ["one without data", { error: { code: -32_000, message: "execution reverted" } }, "0x"],
  ];
  for (const [whose, answer, data] of REVERTS) {
    it(`reads the data of a revert: ${whose}`, async () => {
      const chain = chainOf(await start(() => answer));
      expect(await chain.call({ to: "0x01", data: "0x" })).to.deep.equal({ reverted: true, data });
    });
  }

  it("asks another node for a state that one has pruned", async () => {
    const pruned = await start(() => ({ error: { code: -32_000, message: "missing trie node" } }));
    const chain = chainOf(pruned, await start(() => ({ result: "0x2a" })));
    expect(await chain.call({ to: "0x01", data: "0x", block: 4 })).to.deep.equal({ reverted: false, data: "0x2a" });
  });
});

const spanOf = (filter: unknown): number => {
  const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
  return Number(toBlock) - Number(fromBlock) + 1;
};

const log = (blockNumber: number) => ({
  address: "0x01",
  topics: [],
  data: "0x",
  blockNumber: `0x${blockNumber.toString(16)}`,
  blockHash: `0x${"11".repeat(32)}`,
  logIndex: "0x0",
});
