import { expect } from "chai";
import type { Chain } from "../../node-gateway/src/chain/chain.ts";
import { documentRegistry, memberRegistry } from "../../node-gateway/src/chain/interfaces.ts";
import { createOperator } from "../../node-gateway/src/keys/operator.ts";
import { refusalOf } from "../../node-gateway/src/outbox/preflight.ts";
import type { Deployment } from "../../scripts/deploy.ts";

/** A chain under test, with the contracts deployed on it. */
export interface ChainUnderTest {
  readonly chain: Chain;
  readonly deployment: Deployment;
  close(): Promise<void>;
}

const WAIT_ROUNDS = 600;

/** What every chain does. To add one, call this with it. */
export function describeChain(name: string, open: () => Promise<ChainUnderTest>): void {
  describe(`the chain ${name}`, () => {
    let tested: ChainUnderTest;
    let chain: Chain;
    // An account that never existed: gas is free, so it needs nothing. Fresh, so that the suite can run again.
    const account = createOperator(`0x${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex")}`);
    before(async () => {
      tested = await open();
      chain = tested.chain;
    });
    after(() => tested?.close());

    const signed = async (nonce: number) => {
      const { chainId } = tested.deployment;
      return account.signTransaction({ chainId, nonce, gas: 100_000, to: account.address, data: "0x5ea1a9e0" });
    };
    const mined = async (hash: string) => {
      for (let round = 0; round < WAIT_ROUNDS; round++) {
        const receipt = await chain.receipt(hash);
        if (receipt) return receipt;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("The transaction was not mined.");
    };

    it("gives its head as the block of that number, and no block of the future", async () => {
      const head = await chain.head();
      expect(await chain.blockAt(head.number)).to.deep.equal(head);
      expect(await chain.blockAt(head.number + 1_000_000)).to.equal(undefined);
      expect(head.hash).to.match(/^[0-9a-f]{64}$/);
    });

    it("is the chain that was deployed on, from its first block", async () => {
      expect(await chain.chainId()).to.equal(tested.deployment.chainId);
      expect((await chain.blockAt(0))?.hash).to.equal(tested.deployment.genesisHash);
    });

    it("mines a transaction with price 0 from an account that never existed", async () => {
      expect(await chain.nonce(account.address)).to.equal(0);
      const { raw, hash } = await signed(0);
      expect(await chain.send(raw)).to.equal("taken");
      const receipt = await mined(hash);
      expect(receipt.succeeded).to.equal(true);
      expect(receipt.blockNumber).to.be.greaterThan(0);
      expect(await chain.nonce(account.address)).to.equal(1);
    });

    it("takes the same bytes again without harm, before and after they are mined", async () => {
      const { raw, hash } = await signed(1);
      await chain.send(raw);
      expect(await chain.send(raw)).to.be.oneOf(["known", "nonceUsed"]);
      await mined(hash);
      expect(await chain.send(raw)).to.be.oneOf(["known", "nonceUsed"]);
      expect(await chain.send(raw, "all")).to.be.oneOf(["known", "nonceUsed"]);
      expect(await chain.nonce(account.address)).to.equal(2);
    });

    it("mines transactions that arrive out of order once the gap is filled", async () => {
      const [second, first] = [await signed(3), await signed(2)];
      expect(await chain.send(second.raw)).to.be.oneOf(["taken", "nonceTooDistant"]);
      await chain.send(first.raw);
      await mined(first.hash);
      await chain.send(second.raw);
      expect((await mined(second.hash)).succeeded).to.equal(true);
    });

    it("knows no receipt of a transaction that was never sent", async () => {
      expect(await chain.receipt(`0x${"ab".repeat(32)}`)).to.equal(undefined);
    });

    it("gives the events of a range, in order, of the contracts asked for only", async () => {
      const head = await chain.head();
      const addresses = [tested.deployment.memberRegistry, tested.deployment.documentRegistry];
      const logs = await chain.logs({ from: 0, to: head.number, addresses });
      const places = logs.map(({ blockNumber, logIndex }) => blockNumber * 1_000_000 + logIndex);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
      expect(logs.every(({ address }) => addresses.includes(address))).to.equal(true);
      for (const log of logs.slice(0, 3)) expect((await chain.blockAt(log.blockNumber))?.hash).to.equal(log.blockHash);
    });

    it("runs calls at the head and at an earlier block", async () => {
      const head = await chain.head();
      const data = documentRegistry.encodeFunctionData("MAX_BATCH_SIZE");
      const call = { to: tested.deployment.documentRegistry, data };
      const now = await chain.call(call);
      expect(Number(documentRegistry.decodeFunctionResult("MAX_BATCH_SIZE", now.data)[0])).to.equal(1_000);
      expect(await chain.call({ ...call, block: head.number })).to.deep.equal(now);
      expect(await chain.call({ ...call, block: 0 })).to.deep.equal({ reverted: false, data: "0x" });
    });

    it("gives the reason of a call that would revert", async () => {
      const data = memberRegistry.encodeFunctionData("setGatewayUrl", ["https://gateway.example"]);
      const outcome = await chain.call({ from: account.address, to: tested.deployment.memberRegistry, data });
      expect(outcome.reverted).to.equal(true);
      expect(refusalOf(outcome.data).reason).to.equal("CallerNotOperator");
    });

    it("gives the code of a contract, and none of an account", async () => {
      expect((await chain.code(tested.deployment.documentRegistry)).length).to.be.greaterThan(1_000);
      expect(await chain.code(account.address)).to.equal("0x");
    });
  });
}
