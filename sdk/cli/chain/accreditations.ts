import { type Accreditation, type KindName, kindByName } from "../../src/index.ts";
import { type Contract, callWords, numberOfWord, type Word } from "./contract.ts";
import { askLogs, type Log } from "./logs.ts";
import { numberOf } from "./node.ts";
import { TOPICS } from "./signatures.ts";

const GRANTED = TOPICS["AccreditationGranted(uint32,uint16,uint40,uint40)"];
const ENDED = TOPICS["AccreditationEnded(uint32,uint16,uint40)"];
const WINDOW = 5_000;

/**
 * Every accreditation of a member for a kind. The contract keeps the latest one; when that may not be the whole story
 * for a paper of this age, the events tell it.
 * @param since Unix seconds of the oldest day that is asked about.
 * @throws CliError CHAIN_UNAVAILABLE; NodeFault.
 */
export async function accreditationsOf(
  registry: Contract,
  memberId: number,
  { kind, since }: { kind: KindName; since: number },
): Promise<Accreditation[]> {
  const words = await callWords(registry, "accreditation(uint32,uint16)", [memberId, kindByName(kind).code]);
  const [validFromSeconds, validUntilSeconds] = words.map(numberOfWord);
  if (!validFromSeconds || validUntilSeconds === undefined) return [];
  if (validFromSeconds <= since) return [{ kind, validFromSeconds, validUntilSeconds }];
  const periods: { kind: KindName; validFromSeconds: number; validUntilSeconds: number }[] = [];
  for (const log of await logsOf(registry, [memberId, kindByName(kind).code])) {
    const [first, second] = (log.data.slice(2).match(/.{64}/g) ?? []).map(numberOfWord);
    const before = periods.at(-1);
    if (log.topics[0] === ENDED && before) before.validUntilSeconds = first ?? 0;
    if (log.topics[0] !== GRANTED) continue;
    // It takes the place of the one before, whose past stays.
    if (before) before.validUntilSeconds = Math.min(before.validUntilSeconds, await timeOf(registry, log.blockNumber));
    periods.push({ kind, validFromSeconds: first ?? 0, validUntilSeconds: second ?? 0 });
  }
  return periods;
}

async function logsOf({ node, address, block }: Contract, words: readonly Word[]): Promise<Log[]> {
  const topics = [[GRANTED, ENDED], ...words.map((word) => `0x${Number(word).toString(16).padStart(64, "0")}`)];
  const logs: Log[] = [];
  for (let from = 0; from <= block; from += WINDOW) {
    const [fromBlock, toBlock] = [from, Math.min(block, from + WINDOW - 1)].map((one) => `0x${one.toString(16)}`);
    logs.push(...(await askLogs(node, { address, topics, fromBlock, toBlock })));
  }
  return logs;
}

async function timeOf({ node }: Contract, blockNumber: string): Promise<number> {
  const block = (await node.ask("eth_getBlockByNumber", [blockNumber, false])) as { timestamp?: unknown } | null;
  return numberOf(block?.timestamp);
}
