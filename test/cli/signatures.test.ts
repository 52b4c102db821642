import { expect } from "chai";
import { directory, documentRegistry, memberRegistry } from "../../node-gateway/src/chain/interfaces.ts";
import { SELECTORS, TOPICS } from "../../sdk/cli/chain/signatures.ts";

const CONTRACTS = [directory, documentRegistry, memberRegistry];

describe("the signatures that the command line asks the chain with", () => {
  for (const [signature, selector] of Object.entries(SELECTORS)) {
    it(`have the selector of ${signature} that the contract has`, () => {
      const found = CONTRACTS.flatMap((contract) => contract.getFunction(signature)?.selector ?? []);
      expect([...new Set(found)]).to.deep.equal([selector]);
    });
  }
  for (const [signature, topic] of Object.entries(TOPICS)) {
    it(`have the topic of ${signature} that the contract has`, () => {
      const found = CONTRACTS.flatMap((contract) => contract.getEvent(signature)?.topicHash ?? []);
      expect(found).to.deep.equal([topic]);
    });
  }
});
