import { hexOf, type Network, sha256, utf8Encode } from "@sealane/sdk";
import type { BlockHead, Chain } from "../chain/chain.ts";
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
 * CHAIN_CODE_CHANGED; CHAIN_UNAVAILABLE on the first start, of a version that knows more contracts too.
 */
export async function bindDatabase(options: BindOptions): Promise<{ network: Network; contracts: Contracts }> {
  const pinned = (await findPinned(options.database)) ?? (await pin(options));
  if (pinned.member_id !== options.memberId) {
    throw new GatewayError("DATABASE_OF_ANOTHER_MEMBER", `The data are of member ${pinned.member_id}.`);
  }
  if (pinned.chain_id !== options.chainId || pinned.directory !== plain(options.directory)) {
    throw new GatewayError("CHAIN_ID_WRONG", "The data are of another chain or directory than the one configured.");
  }
  if (pinned.selection_registry === null) return resultOf(await complete(options, pinned));
  try {
    compare(pinned, (await identityOf(options)).identity);
  } catch (error) {
    if (!isCode(error, "CHAIN_UNAVAILABLE")) throw error;
  }
  return resultOf(pinned);
}

const findPinned = (database: Database): Promise<IdentityRow | undefined> =>
  database.selectFrom("identity").selectAll().executeTakeFirst();

/** Several processes may start on an empty database at once: the first one's word stands, and the others compare. */
async function pin(options: BindOptions): Promise<IdentityRow> {
  const { identity, genesis } = await identityOf(options);
  await options.database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("identity")
      .values(identity)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto("cursor")
      .values({ id: 1, ...startOf(genesis), alarm: null, alarm_since_seconds: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return (await findPinned(options.database)) ?? identity;
}

/**
 * A version before sharing pinned the first two contracts, one before the ledger the first four, one before draws the first five. Once they are seen to be
 * the same, the others are pinned too, and the chain is read again from its first block: what the others said was passed
 * over.
 */
async function complete(options: BindOptions, pinned: IdentityRow): Promise<IdentityRow> {
  const { identity, genesis, codes } = await identityOf(options);
  const known = COLUMNS.filter((column) => pinned[column] !== null);
  const unknown = Object.fromEntries(COLUMNS.slice(known.length).map((column) => [column, null]));
  compare(pinned, { ...identity, ...unknown, code_hash: hashOf(codes.slice(0, known.length)) });
  await options.database.transaction().execute(async (transaction) => {
    await transaction.updateTable("identity").set(identity).execute();
    await transaction.updateTable("cursor").set(startOf(genesis)).execute();
  });
  return identity;
}

const startOf = ({ number, hash, timeSeconds }: BlockHead) => ({ number, hash, time_seconds: timeSeconds });

async function identityOf({ chain, memberId, chainId, directory }: BindOptions) {
  const actual = await chain.chainId();
  if (actual !== chainId) throw new GatewayError("CHAIN_ID_WRONG", `The nodes serve chain ${actual}, not ${chainId}.`);
  const genesis = await chain.blockAt(0);
  if (!genesis) throw new GatewayError("CHAIN_UNAVAILABLE", "The chain's nodes do not give block 0.");
  const contracts = await locateContracts(chain, directory);
  const { memberRegistry, documentRegistry, accessRegistry, agreementRegistry, ...others } = contracts;
  const { quantityLedger, selectionRegistry } = others;
  const registries = [memberRegistry, documentRegistry, accessRegistry, agreementRegistry];
  const addresses = [...registries, quantityLedger, selectionRegistry];
  const codes = await Promise.all(addresses.map((address) => chain.code(address)));
  const identity: IdentityRow = {
    id: 1,
    member_id: memberId,
    chain_id: chainId,
    genesis_hash: genesis.hash,
    directory: plain(directory),
    member_registry: memberRegistry,
    document_registry: documentRegistry,
    access_registry: accessRegistry,
    agreement_registry: agreementRegistry,
    quantity_ledger: quantityLedger,
    selection_registry: selectionRegistry,
    code_hash: hashOf(codes),
  };
  return { identity, genesis, codes };
}

const hashOf = (codes: readonly string[]): string => hexOf(sha256(utf8Encode(codes.join(" ").toLowerCase())));

/** Contracts in the order in which versions came to know them. */
const COLUMNS = [
  ...(["member_registry", "document_registry", "access_registry", "agreement_registry"] as const),
  ...(["quantity_ledger", "selection_registry"] as const),
] as const;
const PINNED = ["code_hash", ...COLUMNS] as const;

function compare(pinned: IdentityRow, found: IdentityRow): void {
  if (pinned.genesis_hash !== found.genesis_hash) {
    throw new GatewayError("CHAIN_GENESIS_WRONG", "The chain's first block is not the one that these data are of.");
  }
  if (PINNED.every((column) => pinned[column] === found[column])) return;
  throw new GatewayError(
    "CHAIN_CODE_CHANGED",
    "The directory lists other contracts, or other code, than these data are of.",
  );
}

const plain = (address: string): string => address.toLowerCase().replace(/^0x/, "");

const resultOf = (row: IdentityRow): { network: Network; contracts: Contracts } => ({
  network: { chainId: row.chain_id, genesisHash: row.genesis_hash, directory: row.directory },
  contracts: {
    memberRegistry: row.member_registry,
    documentRegistry: row.document_registry,
    accessRegistry: row.access_registry ?? "",
    agreementRegistry: row.agreement_registry ?? "",
    quantityLedger: row.quantity_ledger ?? "",
    selectionRegistry: row.selection_registry ?? "",
  },
});
