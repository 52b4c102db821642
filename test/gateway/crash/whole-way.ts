import type { ChildProcess } from "node:child_process";
import type { Hex32 } from "@sealane/sdk";
import type { CrashPoint } from "../../../node-gateway/src/crash-points.ts";
import { memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import { freePort } from "../../../scripts/free-port.ts";
import { ACTORS } from "../../support/gateway/actors.ts";
import { makeGateway } from "../../support/gateway/member.ts";
import type { TestNetwork } from "../../support/gateway/network.ts";
import type { MemberOrders, PaperOrder } from "./mini-member.ts";
import { begin, ended, load, outputOf, said } from "./programs.ts";

/** Who shares and who reads. */
export const SIDES = { owner: "singapore", reader: "rotterdam" } as const;
export type Side = keyof typeof SIDES;

const REREAD = 4;

/** Papers on their way from an owner's officer to a reader's and back as receipts, through processes that may be killed. */
export interface WholeWay {
  readonly network: TestNetwork;
  readonly papers: readonly PaperOrder[];
  /** What officers were told: `submit number` and `grant number` with what came of it, each time it was asked. */
  told(): ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the readings whose papers were shown, by document. */
  shown(): ReadonlyMap<Hex32, readonly Hex32[]>;
  /** Orders two more papers: one in full without a limit, one in part with counted readings. */
  order(label: string): void;
  /** Loads the program of either side, so that it begins at once when it is started. */
  load(crashAt?: CrashPoint): ChildProcess;
  /** Starts a side's gateway, for as long as it takes or to be killed after so much work. */
  start(side: Side, how?: { readonly loaded?: ChildProcess; readonly lifeMs?: number }): ChildProcess;
  /** Has both sides run until every paper is read and every receipt is anchored. */
  finish(): Promise<void>;
}

/** A network with both sides admitted, and where each is reached. */
export async function openWholeWay(network: TestNetwork): Promise<WholeWay> {
  const ports = { owner: await freePort(), reader: await freePort() };
  for (const side of ["owner", "reader"] as const) {
    const { gateway, settle, close } = await makeGateway(network, SIDES[side]);
    const change = { action: "setGatewayUrl", gatewayUrl: `http://127.0.0.1:${ports[side]}` } as const;
    await memberAction(gateway, { change, actor: "operator", idempotencyKey: "url" });
    await settle();
    await close();
  }
  const validUntilSeconds = Math.floor(Date.now() / 1000) + 10_000_000;
  const papers: PaperOrder[] = [];
  const children: ChildProcess[] = [];
  const acks = () => children.flatMap((child) => acksIn(outputOf(child)));
  const told = () => gather(acks().filter(({ what }) => !what.startsWith("read ")));
  const shown = () => gather(acks().flatMap(({ what, answer }) => readingOf(what, answer)));
  const way: WholeWay = {
    ...{ network, papers },
    told: () => new Map([...told()].map(([what, answers]) => [what, new Set(answers)])),
    shown,
    order: (label) => {
      const common = { reader: ACTORS[SIDES.reader].memberId, validUntilSeconds };
      papers.push({ ...common, number: `${label}-full`, scope: "full", maxUses: null });
      papers.push({ ...common, number: `${label}-goods`, scope: "goods", maxUses: 1_000 });
    },
    load: (crashAt) => load(network, { file: "mini-member.ts", crashAt }),
    start: (side, { loaded: child = way.load(), lifeMs } = {}) => {
      const answers = told();
      const orders: Pick<MemberOrders, "port" | "papers" | "read" | "lifeMs"> = {
        ...(lifeMs !== undefined && { lifeMs }),
        port: ports[side],
        papers: side === "owner" ? papers.filter(({ number }) => !answers.has(`grant ${number}`)) : [],
        // Some are read in every life, so that readings go on while papers are late.
        read: side === "reader" ? [...shown().keys()].slice(0, -REREAD) : [],
      };
      begin(network, child, { name: SIDES[side], orders });
      children.push(child);
      return child;
    },
    finish: async () => {
      const [owner, reader] = [way.start("owner"), way.start("reader")];
      for (const { number } of papers) {
        await untilTold(owner, () => told().has(`grant ${number}`));
        const [documentId = ""] = told().get(`submit ${number}`) ?? [];
        await untilTold(reader, () => shown().has(documentId));
      }
      for (const child of [reader, owner]) {
        await said(child, "SERVING");
        child.kill("SIGTERM");
        const end = await ended(child);
        if (end !== 0) throw new Error(`A gateway that was to come to its end ended with ${end}.`);
      }
    },
  };
  return way;
}

interface Ack {
  readonly what: string;
  readonly answer: string;
}

const acksIn = (output: string): Ack[] =>
  [...output.matchAll(/^ACK (\w+ \S+) (\w+)$/gm)].map(([, what = "", answer = ""]) => ({ what, answer }));

const readingOf = (what: string, answer: string): Ack[] =>
  what.startsWith("read ") ? [{ what: what.slice("read ".length), answer }] : [];

function gather(acks: readonly Ack[]): Map<string, string[]> {
  const answers = new Map<string, string[]>();
  for (const { what, answer } of acks) answers.set(what, [...(answers.get(what) ?? []), answer]);
  return answers;
}

/** Waits until a program, by what it says, has made something so. */
async function untilTold(child: ChildProcess, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("It ended before its work was done.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
