import { type Dossier, type Paper, type Report, verify, verifyDossier } from "../src/index.ts";
import { gatherEvidence } from "./chain/gather-evidence.ts";
import { type Node, NodeFault, nodeOf } from "./chain/node.ts";
import { CliError } from "./errors.ts";
import { loadTrust } from "./files/load-trust.ts";
import type { Recognised } from "./files/recognise.ts";
import { type GatewayOptions, openClient } from "./gateway/open-client.ts";
import type { Io } from "./io.ts";
import { type Judged, titleOf } from "./output/report.ts";

export interface JudgeOptions extends GatewayOptions {
  readonly trust?: string;
  readonly rpc?: string;
  readonly directory?: string;
}

/** Judges what a file holds. @throws CliError, ClientError; never because a paper is bad. */
export type Judge = (subject: Recognised) => Promise<Judged>;

/**
 * The judge that the options name: what is pinned, nodes of the chain, or a gateway.
 * @throws CliError USAGE_INVALID for more than one of them.
 */
export async function judgeBy(options: JudgeOptions, io: Io): Promise<Judge> {
  const { trust, rpc, gateway, directory } = options;
  if ([trust, rpc, gateway].filter((one) => one !== undefined).length > 1) {
    throw new CliError("USAGE_INVALID", "Give one of --trust, --rpc and --gateway.");
  }
  if ((rpc === undefined) !== (directory === undefined)) {
    throw new CliError("USAGE_INVALID", "--rpc and --directory go together.");
  }
  if (gateway !== undefined) return byGateway(options, io);
  return rpc === undefined || directory === undefined ? byTrust(trust, io) : byChain(rpc, directory);
}

async function byGateway(options: GatewayOptions, io: Io): Promise<Judge> {
  const client = await openClient(options, io);
  return async (subject) => {
    const { reports } = await client.verify("dossier" in subject ? subject.dossier : subject.paper);
    return judgedOf(reports, "dossier" in subject ? subject.dossier.papers : [subject.paper]);
  };
}

async function byTrust(path: string | undefined, io: Io): Promise<Judge> {
  const trust = await loadTrust(path, io);
  return async (subject) => {
    const dossier = dossierOf(subject);
    const { verdict, code, block, papers } = verifyDossier(dossier, trust);
    return { verdict, code, block, reports: papers, titles: titlesOf(dossier.papers) };
  };
}

function byChain(rpc: string, directory: string): Judge {
  const nodes = rpc.split(",").map((url) => nodeOf(url.trim()));
  if (!/^0x[0-9a-f]{40}$/i.test(directory)) {
    throw new CliError("USAGE_INVALID", "The directory's address is 0x and 40 hexadecimal characters.");
  }
  return async (subject) => {
    const dossier = dossierOf(subject);
    const evidence = await fromFirst(nodes, (node) => gatherEvidence(dossier, node, directory));
    return judgedOf(
      dossier.papers.map((paper) => verify(paper, evidence, { from: "chain" })),
      dossier.papers,
    );
  };
}

/** What the first node gives that can: evidence is of one node, so that it is of one block. */
async function fromFirst<T>(nodes: readonly Node[], ask: (node: Node) => Promise<T>): Promise<T> {
  let last: unknown;
  for (const node of nodes) {
    try {
      return await ask(node);
    } catch (error) {
      const isFault = error instanceof NodeFault || (error instanceof CliError && error.code === "CHAIN_UNAVAILABLE");
      if (!isFault) throw error;
      last = error;
    }
  }
  if (last instanceof CliError) throw last;
  throw new CliError("CHAIN_UNAVAILABLE", "The nodes refuse to be asked about this.", last);
}

function dossierOf(subject: Recognised): Dossier {
  if ("dossier" in subject) return subject.dossier;
  throw new CliError(
    "PAPER_WITHOUT_EVIDENCE",
    "A paper alone says not where it is anchored. Ask a gateway: --gateway URL.",
  );
}

/** The gravest report of several, as a verdict on the whole. */
function judgedOf(reports: readonly Report[], papers: readonly Paper[]): Judged {
  const worst = ["invalid", "unknown", "valid"].flatMap((verdict) =>
    reports.filter((one) => one.verdict === verdict),
  )[0];
  if (!worst) throw new CliError("FILE_NOT_DOSSIER", "There is no paper in it.");
  const { verdict, code, block } = worst;
  return { verdict, code, block, reports, titles: titlesOf(papers) };
}

const titlesOf = (papers: readonly Paper[]): string[] => papers.map(({ statement }) => titleOf(statement));
