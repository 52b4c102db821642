import { LOCAL_CHAIN_ID, type LocalChain, startLocalChain } from "../../../scripts/local-chain.ts";

/** A chain for tests: it mines a block for each transaction, unless told to stop. */
export type Anvil = LocalChain;

export const CHAIN_ID = LOCAL_CHAIN_ID;

/** Starts a chain on a free port of the loopback. */
export const startAnvil = (): Promise<Anvil> => startLocalChain({ blockSeconds: 0 });
