import { hexOf, type Network, sha256, utf8Encode } from "@sealane/sdk";
import type { Chain } from "../chain/chain.ts";
import { locateContracts } from "../chain/locate-contracts.ts";
import type { Contracts } from "../chain/network.ts";
import { GatewayError, isCode } from "../errors.ts";
import type { Database } from "./database.ts";
import type { IdentityRow } from "./schema.ts";

export interface BindOptions {
  readonly database: Database;
  readonly chain: Chain;
  readonly memberId: number;
  readonly chainId: number;
  /** 0x address. */
  readonly directory: string;
}

/**
 * The network and contracts that a database is of. On the first start they are taken from the chain and pinned with the
 * contracts' code; later the chain must still be the same. A chain that does not answer is believed to be.
 * @throws GatewayError DATABASE_OF_ANOTHER_MEMBER, CHAIN_ID_WRONG, CHAIN_GENESIS_WRONG, CHAIN_DIRECTORY_EMPTY,
 * CHAIN_CODE_CHANGED; CHAIN_UNAVAILABLE on the first start.
 */
export async function bindDatabase(options: BindOptions): Promise<{ network: Network; contracts: Contracts }> {
  const pinned = await options.database.selectFrom("identity").selectAll().executeTakeFirst();
  if (!pinned) return resultOf(await pin(options));
  if (pinned.member_id !== options.memberId) {
    throw new GatewayError("DATABASE_OF_ANOTHER_MEMBER", `The data are of member ${pinned.member_id}.`);
  }
  if (pinned.chain_id !== options.chainId || pinned.directory !== plain(options.directory)) {
    throw new GatewayError("CHAIN_ID_WRONG", "The data are of another chain or directory than the one configured.");
  }
  try {
    compare(pinned, await identityOf(options));
  } catch (error) {
    if (!isCode(error, "CHAIN_UNAVAILABLE")) throw error;
  }
  return resultOf(pinned);
}

async function pin(options: BindOptions): Promise<IdentityRow> {
  const identity = await identityOf(options);
  const genesis = await options.chain.blockAt(0);
  await options.database.transaction().execute(async (transaction) => {
    await transaction.insertInto("identity").values(identity).execute();
    const cursor = { id: 1 as const, number: 0, hash: identity.genesis_hash, time_seconds: genesis?.timeSeconds ?? 0 };
    await transaction
      .insertInto("cursor")
      .values({ ...cursor, alarm: null, alarm_since_seconds: null })
      .execute();
  });
  return identity;
}

async function identityOf({ chain, memberId, chainId, directory }: BindOptions): Promise<IdentityRow> {
  const actual = await chain.chainId();
  if (actual !== chainId) throw new GatewayError("CHAIN_ID_WRONG", `The nodes serve chain ${actual}, not ${chainId}.`);
  const genesis = await chain.blockAt(0);
  if (!genesis) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not give block 0.");
  const { memberRegistry, documentRegistry } = await locateContracts(chain, directory);
  const codes = await Promise.all([memberRegistry, documentRegistry].map((address) => chain.code(address)));
  return {
    id: 1,
    member_id: memberId,
    chain_id: chainId,
    genesis_hash: genesis.hash,
    directory: plain(directory),
    member_registry: memberRegistry,
    document_registry: documentRegistry,
    code_hash: hexOf(sha256(utf8Encode(codes.join(" ").toLowerCase()))),
  };
}

function compare(pinned: IdentityRow, found: IdentityRow): void {
  if (pinned.genesis_hash !== found.genesis_hash) {
    throw new GatewayError("CHAIN_GENESIS_WRONG", "The chain's first block is not the one that these data are of.");
  }
  const { code_hash, member_registry, document_registry } = pinned;
  const isSame =
    code_hash === found.code_hash &&
    member_registry === found.member_registry &&
    document_registry === found.document_registry;
  if (!isSame) {
    throw new GatewayError(
      "CHAIN_CODE_CHANGED",
      "The directory lists other contracts, or other code, than these data are of.",
    );
  }
}

const plain = (address: string): string => address.toLowerCase().replace(/^0x/, "");

const resultOf = (row: IdentityRow): { network: Network; contracts: Contracts } => ({
  network: { chainId: row.chain_id, genesisHash: row.genesis_hash, directory: row.directory },
  contracts: { memberRegistry: row.member_registry, documentRegistry: row.document_registry },
});
