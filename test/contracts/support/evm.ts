import { getAddress, type Interface, Result } from "ethers";
import hre from "hardhat";

/** A deployed contract: who calls is always said. */
export interface Contract {
  readonly address: string;
  readonly abi: Interface;
  /** Mines one transaction. @throws Reverted */
  send(from: string, method: string, ...args: unknown[]): Promise<Outcome>;
  /** Calls without a transaction, as nobody in particular. @throws Reverted */
  read(method: string, ...args: unknown[]): Promise<unknown>;
}

/** What a mined transaction did. */
export interface Outcome {
  readonly gasUsed: number;
  readonly timeSeconds: number;
  readonly blockNumber: number;
  /** Each event as [name, ...arguments], in order. */
  readonly events: unknown[][];
}

/** A transaction or call that the contract refused. */
export class Reverted extends Error {
  /** [name, ...arguments] of the custom error; the raw data when the contract has no such error. */
  readonly reason: unknown;
  constructor(reason: unknown) {
    super(`reverted: ${JSON.stringify(reason)}`);
    this.reason = reason;
  }
}

/** One chain of its own, in process, under cancun rules, whose clock the test moves. */
export interface Evm {
  readonly accounts: readonly string[];
  deploy(
    from: string,
    code: { abi: Interface; bytecode: string; args: unknown[] },
  ): Promise<Contract & { gasUsed: number }>;
  /** Mines one transaction with this calldata, whatever it is. @throws when it reverts */
  sendRaw(from: string, to: string, data: string): Promise<void>;
  /** The code at an address. */
  code(address: string): Promise<string>;
  /** Time of the latest block. */
  now(): Promise<number>;
  /** The next block is mined at this time. */
  setNextTime(seconds: number): Promise<void>;
  /** Remembers this state; the answer goes back to it, any number of times. */
  snapshot(): Promise<() => Promise<void>>;
}

const GAS = "0x1c9c380"; // 30 million: above every call of these tests, so nothing is estimated

export async function openEvm(): Promise<Evm> {
  const { provider } = await hre.network.create();
  const request = (method: string, ...params: unknown[]) => provider.request({ method, params });

  const mine = async (transaction: Record<string, unknown>, abi: Interface): Promise<Mined> => {
    try {
      const hash = await request("eth_sendTransaction", { gas: GAS, ...transaction });
      return (await request("eth_getTransactionReceipt", hash)) as Mined;
    } catch (error) {
      throw revertedBy(error, abi);
    }
  };

  const contractAt = (address: string, abi: Interface): Contract => ({
    address,
    abi,
    send: async (from, method, ...args) => {
      const receipt = await mine({ from, to: address, data: abi.encodeFunctionData(method, args) }, abi);
      const block = (await request("eth_getBlockByNumber", receipt.blockNumber, false)) as { timestamp: string };
      return {
        gasUsed: Number(receipt.gasUsed),
        timeSeconds: Number(block.timestamp),
        blockNumber: Number(receipt.blockNumber),
        events: receipt.logs.filter((log) => getAddress(log.address) === address).map((log) => eventOf(log, abi)),
      };
    },
    read: async (method, ...args) => {
      try {
        const data = await request("eth_call", { to: address, data: abi.encodeFunctionData(method, args) }, "latest");
        const values = plain(abi.decodeFunctionResult(method, data as string)) as unknown[];
        return values.length === 1 ? values[0] : values;
      } catch (error) {
        throw revertedBy(error, abi);
      }
    },
  });

  return {
    accounts: ((await request("eth_accounts")) as string[]).map(getAddress),
    deploy: async (from, { abi, bytecode, args }) => {
      const receipt = await mine({ from, data: bytecode + abi.encodeDeploy(args).slice(2) }, abi);
      return { ...contractAt(getAddress(receipt.contractAddress), abi), gasUsed: Number(receipt.gasUsed) };
    },
    sendRaw: async (from, to, data) => void (await request("eth_sendTransaction", { from, to, data, gas: GAS })),
    code: async (address) => (await request("eth_getCode", address, "latest")) as string,
    now: async () =>
      Number(((await request("eth_getBlockByNumber", "latest", false)) as { timestamp: string }).timestamp),
    setNextTime: async (seconds) => void (await request("evm_setNextBlockTimestamp", seconds)),
    snapshot: async () => {
      let id = await request("evm_snapshot");
      return async () => {
        await request("evm_revert", id);
        id = await request("evm_snapshot");
      };
    },
  };
}

interface Mined {
  readonly gasUsed: string;
  readonly blockNumber: string;
  readonly contractAddress: string;
  readonly logs: readonly { address: string; topics: string[]; data: string }[];
}

function eventOf(log: { topics: string[]; data: string }, abi: Interface): unknown[] {
  const event = abi.parseLog(log);
  if (!event) throw new Error("An event that the contract's ABI does not have.");
  return [event.name, ...(plain(event.args) as unknown[])];
}

function revertedBy(error: unknown, abi: Interface): unknown {
  const data = (error as { data?: unknown }).data;
  const bytes = typeof data === "string" ? data : (data as { data?: unknown } | undefined)?.data;
  if (typeof bytes !== "string") return error;
  const reason = abi.parseError(bytes);
  return new Reverted(reason ? [reason.name, ...(plain(reason.args) as unknown[])] : bytes);
}

/** Decoded values as JSON has them: structs as arrays, and every integer here that matters fits a number. */
function plain(value: unknown): unknown {
  if (value instanceof Result) return value.toArray().map(plain);
  return typeof value === "bigint" ? Number(value) : value;
}
