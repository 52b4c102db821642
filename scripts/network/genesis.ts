import { extraDataOf } from "./extra-data.ts";

export interface GenesisOptions {
  readonly chainId: number;
  readonly blockSeconds: number;
  /** 0x, lower case. */
  readonly validators: readonly string[];
}

/** Blocks after which votes on validators that came to nothing are forgotten. */
const EPOCH_BLOCKS = 30_000;
/** Room for ten batches of 1,000 documents (4.1 million gas each), and for every deployment. */
const GAS_LIMIT = 50_000_000;
/** EIP-170, as on every chain the contracts are tested on; written down because Besu lets a free chain lift it. */
const MAX_CONTRACT_BYTES = 24_576;
/** By it Besu knows a header of BFT consensus: "ctical byzantine fault tolerance". */
const MIX_HASH = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

/**
 * The first block of a consortium's chain, as text; every node needs it to the byte. Gas is free, the rules are
 * Cancun's, and nobody starts with money: it would buy nothing.
 */
export function genesisOf({ chainId, blockSeconds, validators }: GenesisOptions): string {
  const genesis = {
    config: {
      chainId,
      londonBlock: 0,
      zeroBaseFee: true,
      shanghaiTime: 0,
      cancunTime: 0,
      contractSizeLimit: MAX_CONTRACT_BYTES,
      qbft: {
        blockperiodseconds: blockSeconds,
        epochlength: EPOCH_BLOCKS,
        requesttimeoutseconds: 2 * blockSeconds,
      },
    },
    nonce: "0x0",
    timestamp: "0x0",
    gasLimit: `0x${GAS_LIMIT.toString(16)}`,
    difficulty: "0x1",
    mixHash: MIX_HASH,
    coinbase: `0x${"00".repeat(20)}`,
    alloc: {},
    extraData: extraDataOf(validators),
  };
  return `${JSON.stringify(genesis, null, 2)}\n`;
}
