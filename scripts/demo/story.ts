import type { Dossier, Hex32, Link, Report } from "@sealane/sdk";
import type { OpenedDocument } from "@sealane/sdk/client";
import { issuedWithoutRight, withOneDigitChanged } from "./forgeries.ts";
import type { DemoGateway } from "./gateways.ts";
import type { DemoPaper, DemoPapers } from "./papers.ts";
import { chapter, say, sayReport, short, utc } from "./tell.ts";

export interface Cast {
  readonly origin: DemoGateway;
  readonly hub: DemoGateway;
  readonly destination: DemoGateway;
}

/** Who says so: a story that does not come out as it must is a failure, not a story. */
export class StoryFailed extends Error {}

/**
 * Plays one consignment from its bill of lading to its import, with three forgeries on the way.
 * @returns The dossier a trader takes home: his bill, a few fields open.
 * @throws StoryFailed when a verdict is not the one it must be.
 */
export async function playStory(cast: Cast, papers: DemoPapers): Promise<Dossier> {
  const { origin, hub, destination } = cast;
  chapter(`1  ${origin.member.name} takes in the carrier's bill and the export declaration`);
  const bill = await lodge(origin, papers.bill, { consignment: papers.consignment });
  const declared = await lodge(origin, papers.exportDeclaration, {
    consignment: papers.consignment,
    links: [link("supports", bill.documentId)],
  });
  await handOver(origin, hub, declared.documentId, 2);

  chapter(`2  ${hub.member.name} lets the goods change ships`);
  const derived = { consignment: papers.consignment, links: [link("derivedFrom", bill.documentId)] };
  const transshipped = await lodge(hub, papers.transshipmentBill, derived);
  const certificate = await lodge(hub, papers.reExportCertificate, {
    ...derived,
    links: [...derived.links, link("derivedFrom", declared.documentId), link("supports", transshipped.documentId)],
  });
  await handOver(hub, destination, certificate.documentId, 4);

  chapter(`3  ${destination.member.name} declares the import and verifies back to the origin`);
  const imported = await lodge(destination, papers.importDeclaration, {
    consignment: papers.consignment,
    links: [link("derivedFrom", transshipped.documentId), link("supports", certificate.documentId)],
  });
  const provenance = await destination.client.makeDossier(imported.documentId, { includeLinked: true });
  const { reports } = await destination.client.verify(provenance);
  for (const report of reports) sayReport(short(report.documentId), report);
  expect(reports.length === 5 && reports.every(({ verdict }) => verdict === "valid"), "the provenance is valid");
  await refuseForgeries(cast, papers, { bill: bill.documentId, certificate: certificate.documentId });
  await traceAll(destination, papers.consignment);

  chapter("6  A trader takes his proof home");
  const fields = ["/$facts/documentNumber", "/$facts/containers", "/$facts/grossWeightKg", "/$facts/portOfLoading"];
  const dossier = await origin.client.makeDossier(bill.documentId, { fields });
  say(`  ${dossier.papers[0]?.body.disclosures.length} fields of ${short(bill.documentId)} open, the others withheld`);
  return dossier;
}

/** Three ways to cheat, each refused for its own reason. */
async function refuseForgeries(
  cast: Cast,
  papers: DemoPapers,
  ids: { bill: Hex32; certificate: Hex32 },
): Promise<void> {
  const { hub, destination } = cast;
  chapter("4  Three papers that must not pass");
  const genuine = await hub.client.makeDossier(ids.certificate);
  const altered = withOneDigitChanged(genuine.papers[0] as Dossier["papers"][number]);
  await mustBe("one digit changed", await judge(destination, altered), "BODY_ALTERED");

  const doubtful = await lodge(hub, papers.reExportCertificate, {
    consignment: papers.consignment,
    links: [link("derivedFrom", ids.bill)],
  });
  const taken = await hub.client.makeDossier(doubtful.documentId);
  await hub.client.withdrawDocument(doubtful.documentId, { reason: "issued-in-error" });
  await until(async () => (await hub.client.getDocument(doubtful.documentId)).standing === "withdrawn");
  await until(async () => (await judge(destination, taken)).code !== "OK");
  await mustBe("withdrawn", await judge(destination, taken), "WITHDRAWN");

  const issuedAt = genuine.evidence.block.timeSeconds;
  const issue = { consignment: papers.consignment, derivedFrom: ids.bill, issuedAt };
  const unlicensed = issuedWithoutRight(hub.member, papers.certificateOfOrigin, issue);
  await mustBe("issuer not accredited", await judge(destination, unlicensed), "ISSUER_NOT_ACCREDITED");
}

async function traceAll(at: DemoGateway, consignment: string): Promise<void> {
  chapter(`5  Every paper of the consignment, as ${at.member.name} sees it`);
  const trace = await at.client.trace({ consignment });
  for (const paper of trace.papers) {
    const seen = paper.isReadable ? (paper.documentNumber ?? "unnumbered") : "not readable here";
    const place = `block ${String(paper.blockNumber).padStart(4)}  ${utc(paper.timeSeconds)}`;
    say(
      `  ${place}  member ${paper.issuer}  ${paper.kind?.padEnd(28)} ${short(paper.documentId)} ${paper.standing}, ${seen}`,
    );
  }
  expect(trace.papers.length === 6, "the trace lists all six anchored papers");
}

interface Lodging {
  readonly consignment: string;
  readonly links?: readonly Link[];
}

async function lodge({ client }: DemoGateway, paper: DemoPaper, metadata: Lodging): Promise<OpenedDocument> {
  const submission = { original: paper.original, mediaType: "application/json", kind: paper.kind, ...metadata };
  const { documentId } = await client.submitDocument(submission);
  const document = await client.awaitAnchored(documentId);
  if (document.state !== "anchored") throw new StoryFailed(`${paper.title} was refused: ${document.refusal}.`);
  say(`  ${paper.title.padEnd(22)} ${short(documentId)} anchored in block ${document.anchor?.blockNumber}`);
  return document;
}

/** Papers pass between gateways as a dossier; the receiver judges it by its own view of the chain. */
async function handOver(from: DemoGateway, to: DemoGateway, documentId: Hex32, papers: number): Promise<void> {
  const dossier = await from.client.makeDossier(documentId, { includeLinked: true });
  await until(async () => (await judge(to, dossier)).verdict === "valid");
  const { documentIds } = await to.client.receiveDossier(dossier);
  expect(documentIds.length === papers, `${to.member.name} received ${papers} papers`);
  say(`  ${to.member.name} received ${documentIds.length} papers and found them valid`);
}

async function judge(at: DemoGateway, subject: Parameters<DemoGateway["client"]["verify"]>[0]): Promise<Report> {
  const { reports } = await at.client.verify(subject);
  return reports.find(({ verdict }) => verdict !== "valid") ?? (reports[0] as Report);
}

async function mustBe(title: string, report: Report, code: Report["code"]): Promise<void> {
  sayReport(title, report);
  expect(report.code === code, `the paper with "${title}" gives ${code}, not ${report.code}`);
}

/** Gateways follow the chain at their own pace; a block or two later they agree. */
async function until(holds: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadlineMs) throw new StoryFailed("The gateways do not agree within half a minute.");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new StoryFailed(`It must hold that ${what}.`);
}

const link = (relation: Link["relation"], documentId: Hex32): Link => ({ relation, documentId });
