import { expect } from "chai";
import { keccak256 } from "ethers";
import { ACCESS_REGISTRY } from "../../node-gateway/src/chain/abi/access-registry.ts";
import { AGREEMENT_REGISTRY } from "../../node-gateway/src/chain/abi/agreement-registry.ts";
import { AUTHORITY } from "../../node-gateway/src/chain/abi/authority.ts";
import { DIRECTORY } from "../../node-gateway/src/chain/abi/directory.ts";
import { DOCUMENT_REGISTRY } from "../../node-gateway/src/chain/abi/document-registry.ts";
import { MEMBER_REGISTRY } from "../../node-gateway/src/chain/abi/member-registry.ts";
import { QUANTITY_LEDGER } from "../../node-gateway/src/chain/abi/quantity-ledger.ts";
import { SELECTION_REGISTRY } from "../../node-gateway/src/chain/abi/selection-registry.ts";
import { useConsortium } from "./support/consortium.ts";

const ROWS = [
  [AUTHORITY, "authority"],
  [DIRECTORY, "directory"],
  [MEMBER_REGISTRY, "members"],
  [DOCUMENT_REGISTRY, "documents"],
  [AGREEMENT_REGISTRY, "agreements"],
  [ACCESS_REGISTRY, "access"],
  [QUANTITY_LEDGER, "ledger"],
  [SELECTION_REGISTRY, "selection"],
] as const;

describe("Code on the chain", () => {
  const world = useConsortium();

  for (const [module, contract] of ROWS) {
    it(`of ${module.name} has the hash of its generated module, once its immutables are zeroed`, async () => {
      const code = Buffer.from((await world.evm.code(world[contract].address)).slice(2), "hex");
      for (const { start, length } of module.immutables) code.fill(0, start, start + length);
      expect(keccak256(code)).to.equal(module.runtimeCodeHash);
    });
  }

  it("of DocumentRegistry holds the member registry's address wherever the module says", async () => {
    const code = await world.evm.code(world.documents.address);
    expect(DOCUMENT_REGISTRY.immutables).to.have.length.above(0);
    for (const { start, length } of DOCUMENT_REGISTRY.immutables) {
      const word = code.slice(2 + 2 * start, 2 + 2 * (start + length));
      expect(word).to.equal(world.members.address.slice(2).toLowerCase().padStart(64, "0"));
    }
  });
});
