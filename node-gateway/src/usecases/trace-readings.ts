import { type Hex32, messageDigest, type ReadJws, readReading, readReadingReceipt } from "@sealane/sdk";
import { isRetryable } from "../errors.ts";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";
import { hasRole } from "../indexer/roles.ts";
import { fetchLinks } from "../readings/audit-receipts.ts";
import type { LogLink } from "../readings/log-link.ts";
import { readLog } from "../readings/read-log.ts";
import { type SignatureWorth, worthOf } from "../readings/signed-by.ts";
import { madeView, type ReadingView, servedView } from "./list-readings.ts";

/** A reading of a traced paper. */
export interface TracedReading extends ReadingView {
  /** What the signatures of both sides are worth; `suspect` when a stolen key made one. */
  readonly worth: SignatureWorth;
}

export interface TracedReadings {
  readonly of: ReadonlyMap<Hex32, readonly TracedReading[]>;
  /** Members whose gateways did not show their logs, so that readings may be missing. */
  readonly notReached: readonly number[];
}

interface AskedPaper {
  readonly documentId: Hex32;
  readonly issuer: number;
}

/** Pages that one paper's readings may take. */
const MAX_PAGES = 100;

/**
 * The readings of papers: those of own papers and those made here; for an auditor also those that each issuer's gateway
 * shows now. Nothing is opened for it.
 */
export async function traceReadings(gateway: Gateway, papers: readonly AskedPaper[]): Promise<TracedReadings> {
  const found = new Map<Hex32, Map<Hex32, TracedReading>>();
  const keep = (reading: TracedReading): void => {
    const readings = found.get(reading.documentId) ?? new Map<Hex32, TracedReading>();
    found.set(reading.documentId, readings.set(reading.readingId, reading));
  };
  for (const { documentId } of papers) for (const reading of await knownHere(gateway, documentId)) keep(reading);
  const notReached = await fetchFromIssuers(gateway, papers, keep);
  const of = new Map([...found].map(([id, readings]) => [id, [...readings.values()].sort(byTime)]));
  return { of, notReached };
}

async function knownHere(gateway: Gateway, documentId: Hex32): Promise<TracedReading[]> {
  const made = await gateway.database
    .selectFrom("readings")
    .selectAll()
    .where("document_id", "=", documentId)
    .orderBy("sequence")
    .execute();
  const served = await readLog(gateway, { documentId });
  return [
    ...made.map((row): TracedReading => ({ ...madeView(row), worth: "sound" })),
    ...(await Promise.all(served.map(async (row) => ({ ...servedView(row), worth: await worthOfLink(gateway, row) })))),
  ];
}

async function fetchFromIssuers(
  gateway: Gateway,
  papers: readonly AskedPaper[],
  keep: (reading: TracedReading) => void,
): Promise<number[]> {
  const [self] = await readMembers(gateway.database, [gateway.memberId]);
  if (self?.member.status !== "active" || !hasRole(self.member.roles, "auditor")) return [];
  const issuers = Map.groupBy(
    papers.filter(({ issuer }) => issuer !== gateway.memberId),
    ({ issuer }) => issuer,
  );
  const outcomes = await Promise.all(
    [...issuers].map(async ([issuer, theirs]) => {
      try {
        for (const paper of theirs) for (const reading of await fetchReadings(gateway, paper)) keep(reading);
        return [];
      } catch (error) {
        if (isAbsence(error)) return [issuer];
        throw error;
      }
    }),
  );
  return outcomes.flat().sort((a, b) => a - b);
}

async function fetchReadings(gateway: Gateway, { documentId, issuer }: AskedPaper): Promise<TracedReading[]> {
  const readings: TracedReading[] = [];
  let after: number | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { links } = await fetchLinks(gateway, issuer, { after, documentId });
    for (const link of links) {
      const worth = await worthOfLink(gateway, link);
      if (worth === "false") continue;
      const view = servedView(link);
      if (view.documentId === documentId && view.owner === issuer) readings.push({ ...view, worth });
    }
    after = links.at(-1)?.sequence;
    if (after === undefined) break;
  }
  return readings;
}

/** The worse of what both signatures are worth; false also for what is no link at all. */
async function worthOfLink({ database }: Gateway, { reading, receipt }: LogLink): Promise<SignatureWorth> {
  try {
    const [read, answered] = [readReading(reading), readReadingReceipt(receipt)];
    if (answered.claims.reading !== messageDigest(reading)) return "false";
    const { reader, owner, readAt } = read.claims;
    const members = (await readMembers(database, [reader, owner])).map(({ member }) => member);
    const judge = (memberId: number, jws: ReadJws, seconds: number): SignatureWorth =>
      worthOf(
        members.find((member) => member.memberId === memberId),
        jws,
        seconds,
      );
    const worths = [judge(reader, read.jws, readAt), judge(owner, answered.jws, answered.claims.issuedAt)];
    return worths.find((worth) => worth === "false") ?? worths.find((worth) => worth === "suspect") ?? "sound";
  } catch {
    return "false";
  }
}

const isAbsence = (error: unknown): boolean =>
  isRetryable(error) ||
  (error instanceof Error && "code" in error && ["PEER_UNKNOWN", "OUTBOUND_REFUSED"].includes(String(error.code)));

const byTime = (a: TracedReading, b: TracedReading): number => a.readAt - b.readAt || a.sequence - b.sequence;
