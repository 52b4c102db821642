import type { Turn } from "./liar.ts";

interface Case {
  readonly title: string;
  readonly lies: Readonly<Record<string, Turn>>;
  readonly check: string;
  readonly status: string;
  readonly says: RegExp;
  readonly exit: number;
}

export const says =
  (result: unknown): Turn =>
  () => ({ result });
export const refuses =
  (refusal: string): Turn =>
  () => ({ refusal });
export const blockWith =
  (change: object): Turn =>
  (_, truth) => ({ result: { ...(truth as object), ...change } });
export const blocksOf = ([filter]: readonly unknown[]): number => {
  const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
  return Number(toBlock) - Number(fromBlock) + 1;
};
const dataOf = ([call]: readonly unknown[]): string => String((call as { data?: string }).data);
const isCode = (params: readonly unknown[]): boolean => (params[0] as { to?: string }).to === undefined;
const runsIt =
  (opcode: string): Turn =>
  (params) =>
    dataOf(params).includes(opcode) && isCode(params) ? { refusal: "invalid opcode" } : undefined;
export const VALIDATORS = ["a1", "b2", "c3", "d4"].map((byte) => `0x${byte.repeat(20)}`);

/** Each row is one rule, and a node that breaks it. */
export const NODES_THAT_LIE: readonly Case[] = [
  {
    title: "a chain id that is no number",
    lies: { eth_chainId: says("mainnet") },
    check: "chain id",
    status: "fault",
    says: /answers with none/,
    exit: 13,
  },
  {
    title: "no first block",
    lies: { eth_getBlockByNumber: ([tag], truth) => ({ result: tag === "0x0" ? null : truth }) },
    check: "genesis",
    status: "fault",
    says: /answers with none/,
    exit: 13,
  },
  {
    title: "a gas price, on what is no development node",
    lies: { eth_gasPrice: says("0x7"), web3_clientVersion: says("besu/v26.1.0") },
    check: "gas price",
    status: "fault",
    says: /Gas costs 7 wei/,
    exit: 13,
  },
  {
    title: "a gas price, and no version",
    lies: { eth_gasPrice: says("0x7"), web3_clientVersion: refuses("no WEB3") },
    check: "gas price",
    status: "fault",
    says: /Gas costs 7 wei/,
    exit: 13,
  },
  {
    title: "a base fee",
    lies: { eth_getBlockByNumber: blockWith({ baseFeePerGas: "0x7" }) },
    check: "base fee",
    status: "fault",
    says: /base fee is 7 wei/,
    exit: 13,
  },
  {
    title: "the first block alone, with the base fee that Besu gives it",
    lies: { eth_getBlockByNumber: blockWith({ number: "0x0", baseFeePerGas: "0x3b9aca00" }) },
    check: "base fee",
    status: "unknown",
    says: /only the first block/,
    exit: 13, // At block 0 no contract is deployed.
  },
  {
    title: "no PUSH0",
    lies: { eth_call: runsIt("5f"), eth_estimateGas: runsIt("5f") },
    check: "evm rules",
    status: "fault",
    says: /does not know PUSH0 \(EIP-3855\)\./,
    exit: 13,
  },
  {
    title: "no TSTORE",
    lies: { eth_call: runsIt("5d60005c"), eth_estimateGas: runsIt("5d60005c") },
    check: "evm rules",
    status: "fault",
    says: /does not know TSTORE \(EIP-1153\)\./,
    exit: 13,
  },
  {
    title: "no MCOPY",
    lies: { eth_call: runsIt("5e"), eth_estimateGas: runsIt("5e") },
    check: "evm rules",
    status: "fault",
    says: /does not know MCOPY \(EIP-5656\)\./,
    exit: 13,
  },
  {
    title: "an MCOPY that copies nothing",
    lies: { eth_call: (params) => (isCode(params) ? { result: `0x${"00".repeat(32)}` } : undefined) },
    check: "evm rules",
    status: "fault",
    says: /PUSH0.*TSTORE.*MCOPY/,
    exit: 13,
  },
  {
    title: "calls only of contracts, while it estimates deployments",
    lies: { eth_call: (params) => (isCode(params) ? { refusal: 'Missing "to" field in call arguments' } : undefined) },
    check: "evm rules",
    status: "ok",
    says: /runs Cancun/,
    exit: 0,
  },
  {
    title: "events of no more than three blocks",
    lies: { eth_getLogs: (params) => (blocksOf(params) > 3 ? { refusal: "range" } : undefined) },
    check: "log range",
    status: "warning",
    says: /Events of [23] blocks .* those of \d+ do not/,
    exit: 0,
  },
  {
    title: "no events at all",
    lies: { eth_getLogs: refuses("not enabled") },
    check: "log range",
    status: "fault",
    says: /even of one block/,
    exit: 13,
  },
  {
    title: "a text instead of events",
    lies: { eth_getLogs: says("0x") },
    check: "log range",
    status: "fault",
    says: /are no events/,
    exit: 13,
  },
  {
    title: "no more than 64 KiB of a request",
    lies: { eth_call: (params) => (dataOf(params).length > 65_536 ? { status: 413 } : undefined) },
    check: "request size",
    status: "fault",
    says: /128 KiB does not get through/,
    exit: 13,
  },
  {
    title: "the age of a chain that stands still",
    lies: { eth_getBlockByNumber: blockWith({ timestamp: "0x60000000" }) },
    check: "head age",
    status: "unknown",
    says: /old\./,
    exit: 10,
  },
  {
    title: "blocks of tomorrow",
    lies: { eth_getBlockByNumber: blockWith({ timestamp: "0xf0000000" }) },
    check: "head age",
    status: "fault",
    says: /ahead of this clock/,
    exit: 13,
  },
  {
    title: "no validators",
    lies: {},
    check: "validators",
    status: "notTold",
    says: /do not tell who validates/,
    exit: 0,
  },
  {
    title: "four validators",
    lies: { qbft_getValidatorsByBlockNumber: says(VALIDATORS) },
    check: "validators",
    status: "ok",
    says: /^4 validators: 1 may fail, 3 seal a block/,
    exit: 0,
  },
  {
    title: "three validators",
    lies: { qbft_getValidatorsByBlockNumber: says(VALIDATORS.slice(1)) },
    check: "validators",
    status: "warning",
    says: /^3 validators: 0 may fail/,
    exit: 0,
  },
  {
    title: "an empty list of validators",
    lies: { qbft_getValidatorsByBlockNumber: says([]) },
    check: "validators",
    status: "fault",
    says: /are no addresses/,
    exit: 13,
  },
  {
    title: "no contract at the directory",
    lies: { eth_getCode: says("0x") },
    check: "directory",
    status: "fault",
    says: /no contract at its address/,
    exit: 13,
  },
  {
    title: "a directory that lists nothing",
    lies: {
      eth_call: (params) => (dataOf(params).startsWith("0x551e4192") ? { result: `0x${"00".repeat(32)}` } : undefined),
    },
    check: "contracts",
    status: "fault",
    says: /Not listed: MemberRegistry, DocumentRegistry, AgreementRegistry, AccessRegistry, QuantityLedger, SelectionRegistry/,
    exit: 13,
  },
];
