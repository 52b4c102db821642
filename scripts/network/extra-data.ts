import { encodeRlp } from "ethers";

const VANITY = `0x${"00".repeat(32)}`;
const ADDRESS = /^0x[0-9a-f]{40}$/;

/**
 * What a QBFT chain's first block says of its validators: 0x, the RLP of [vanity, validators, vote, round, seals], as
 * `besu rlp encode --type=QBFT_EXTRA_DATA` writes it: the validators ascending, no vote, round 0 and no seals.
 * @param validators 0x, lower case, in any order.
 * @throws RangeError for none, for one twice, and for what is no address.
 */
export function extraDataOf(validators: readonly string[]): string {
  const sorted = [...validators].sort();
  if (sorted.length === 0) throw new RangeError("A chain has validators.");
  if (new Set(sorted).size !== sorted.length) throw new RangeError("A validator is named twice.");
  if (!sorted.every((one) => ADDRESS.test(one))) throw new RangeError("A validator is named by its address.");
  return encodeRlp([VANITY, sorted, [], "0x", []]);
}
