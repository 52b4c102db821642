import type { DemoGateway } from "../gateways.ts";
import { chapter, say, short, utc } from "../tell.ts";
import { type Cast, expect, until } from "./stage.ts";

/** Every paper, version and reading of a consignment, as an auditor sees them: also of papers that he cannot read. */
export async function traceAll(cast: Cast, consignment: string): Promise<void> {
  const { auditor, origin, hub, destination } = cast;
  for (const reader of [hub, destination]) await until(() => hasReceipts(reader), "every reading has its receipt");
  chapter(`7  Every paper, version and reading of the consignment, as ${auditor.member.name} sees it`);
  const { papers, notReached = [] } = await auditor.client.trace({ consignment }, { readings: true });
  for (const paper of papers) {
    const place = `block ${String(paper.blockNumber).padStart(4)}  ${utc(paper.timeSeconds)}`;
    say(`  ${place}  member ${paper.issuer}  ${paper.kind?.padEnd(28)} ${short(paper.documentId)} ${paper.standing}`);
    for (const { reader, readAt, purpose, state } of paper.readings ?? [])
      say(
        `              ${utc(readAt)}  ${state === "refused" ? "refused to" : "read by"} member ${reader}, ${purpose}`,
      );
  }
  const decisions = papers.filter(({ kind }) => kind === "lane-decision");
  expect(papers.length - decisions.length === 6 && notReached.length === 0, "the trace lists all six anchored papers");
  const readings = papers.flatMap((paper) => paper.readings ?? []).filter(({ state }) => state !== "refused");
  expect(
    readings.every(({ worth }) => worth === "sound"),
    "every reading is signed by reader and owner",
  );
  for (const owner of [origin, hub]) await auditLog(auditor, owner, readings.filter(isOf(owner)).length);
}

/** A reading under an unlimited grant opens at once; its owner hears of it a moment later. */
async function hasReceipts({ client }: DemoGateway): Promise<boolean> {
  const { items } = await client.listReadings({ direction: "made", limit: 200 });
  return items.every(({ state }) => state !== "waiting");
}

const isOf =
  ({ member }: DemoGateway) =>
  ({ owner }: { readonly owner: number }): boolean =>
    owner === member.memberId;

async function auditLog(auditor: DemoGateway, owner: DemoGateway, traced: number): Promise<void> {
  const { isWhole, receipts, faults } = await auditor.client.auditReceipts(owner.member.memberId);
  expect(isWhole && faults.length === 0, `the log of ${owner.member.name} is whole`);
  expect(receipts === traced, `the trace shows all ${receipts} readings of ${owner.member.name}'s papers`);
  say(`  the log of ${owner.member.name} is whole: ${receipts} readings, chained and signed`);
}
