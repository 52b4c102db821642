import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";

export default defineConfig({
  solidity: {
    version: "0.8.30",
    // The compiler of the npm package: nothing is ever downloaded.
    path: createRequire(import.meta.url).resolve("solc/soljson.js"),
    // The one authority behind every `restricted` function, compiled here with the same settings.
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 10_000 },
      viaIR: true,
      // No metadata: the bytecode depends on the code alone, not on comments or paths, so its hash can be pinned.
      metadata: { appendCBOR: false, bytecodeHash: "none" },
    },
  },
  paths: { sources: "contracts" },
  networks: {
    // In process, for tests. Its rules are those the contracts are compiled for.
    default: { type: "edr-simulated", chainType: "l1", hardfork: "cancun", blockGasLimit: 60_000_000 },
  },
});
