import { type Hex32, type KindName, kindByName, type Link } from "@sealane/sdk";
import type { Chain } from "../../../node-gateway/src/chain/chain.ts";
import { openBalance } from "../../../node-gateway/src/usecases/ledger/change-balance.ts";
import { drawQuantity } from "../../../node-gateway/src/usecases/ledger/draw.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { supersedeDocument } from "../../../node-gateway/src/usecases/supersede-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "./member.ts";
import { deployNetwork, type TestNetwork } from "./network.ts";
import { originalOf } from "./papers.ts";
import { settleAll } from "./sharing.ts";

export const [SINGAPORE, ROTTERDAM] = [1, 2] as const;
const FOREVER = 4_000_000_000;

/** Two agencies that issue re-export certificates; goods come in at Singapore. */
export interface Agencies {
  readonly singapore: TestMember;
  readonly rotterdam: TestMember;
  /** Whether Rotterdam's node has not seen what others draw: it lets every call pass. */
  isBlind: boolean;
  writing(): { actor: string; idempotencyKey: string };
  settle(): Promise<void>;
  /** An anchored paper of so many kilograms, or that states no quantity. */
  paper(member: TestMember, kind: KindName, value?: string, links?: readonly Link[]): Promise<Hex32>;
  /** A balance that Rotterdam may draw from, unless others are named. */
  balance(value?: string, drawers?: readonly number[]): Promise<{ balanceId: Hex32; documentId: Hex32 }>;
  /** Queued, and not yet on the chain. */
  draw(member: TestMember, balanceId: Hex32, documentId: Hex32): ReturnType<typeof drawQuantity>;
  withdraw(member: TestMember, documentId: Hex32): Promise<void>;
  /** A declaration of the same number with another quantity, in the place of one of Singapore's; its id. */
  amend(documentId: Hex32, value: string): Promise<Hex32>;
}

const originalWith = (kind: KindName, number: string, value: string | undefined) =>
  originalOf(kind, number, value === undefined ? {} : { quantities: [{ value, unit: "KGM" }] });

/** Call it in a `describe`: the same agencies for all of its tests. */
export function useAgencies(): Agencies {
  const agencies = { isBlind: false } as Agencies & { singapore: TestMember; rotterdam: TestMember };
  const numbers = new Map<Hex32, string>();
  let network: TestNetwork;
  let counter = 0;
  const wrapChain = (chain: Chain): Chain => ({
    ...chain,
    call: async (call) => {
      const outcome = await chain.call(call);
      return agencies.isBlind && !outcome.reverted ? { ...outcome, data: `0x${"00".repeat(32)}` } : outcome;
    },
  });
  before(async () => {
    network = await deployNetwork();
    agencies.singapore = await makeGateway(network, "singapore");
    agencies.rotterdam = await makeGateway(network, "rotterdam", { wrapChain });
    await network.registrar("accredit", SINGAPORE, kindByName("declaration-import").code, 0, FOREVER);
    await network.registrar("accredit", ROTTERDAM, kindByName("re-export-certificate").code, 0, FOREVER);
    await agencies.settle();
  });
  after(async () => {
    await agencies.singapore?.close();
    await agencies.rotterdam?.close();
    await network?.stop();
  });
  return Object.assign(agencies, {
    writing: () => ({ actor: "officer", idempotencyKey: `key-${++counter}` }),
    settle: () => settleAll(agencies.singapore, agencies.rotterdam),
    paper: async (member: TestMember, kind: KindName, value?: string, links: readonly Link[] = []) => {
      const number = `P-${++counter}`;
      const original = originalWith(kind, number, value);
      const { documentId } = await submitDocument(member.gateway, { ...agencies.writing(), original, links });
      await agencies.settle();
      numbers.set(documentId, number);
      return documentId;
    },
    balance: async (value = "1000", drawers: readonly number[] = [ROTTERDAM]) => {
      const documentId = await agencies.paper(agencies.singapore, "declaration-import", value);
      const input = { documentId, drawers, ...agencies.writing() };
      const { balanceId } = await openBalance(agencies.singapore.gateway, input);
      await agencies.settle();
      return { balanceId, documentId };
    },
    draw: (member: TestMember, balanceId: Hex32, documentId: Hex32) =>
      drawQuantity(member.gateway, { balanceId, documentId, ...agencies.writing() }),
    withdraw: async (member: TestMember, documentId: Hex32) => {
      await withdrawDocument(member.gateway, { documentId, reason: "issued-in-error", ...agencies.writing() });
      await agencies.settle();
    },
    amend: async (documentId: Hex32, value: string) => {
      const number = numbers.get(documentId) ?? "";
      const original = originalWith("declaration-import", number, value);
      const input = { documentId, original, reason: "correction", ...agencies.writing() };
      const amended = await supersedeDocument(agencies.singapore.gateway, input);
      await agencies.settle();
      numbers.set(amended.documentId, number);
      return amended.documentId;
    },
  });
}
