import type { Dossier, Hex32, Report } from "@sealane/sdk";
import { issuedWithoutRight, withOneDigitChanged } from "../forgeries.ts";
import type { DemoGateway } from "../gateways.ts";
import type { DemoPapers } from "../papers.ts";
import { chapter, sayReport } from "../tell.ts";
import { type Cast, expect, link, lodge, until } from "./stage.ts";

export interface Ids {
  readonly bill: Hex32;
  readonly certificate: Hex32;
}

/** Three ways to cheat, each refused for its own reason. */
export async function refuseForgeries(cast: Cast, papers: DemoPapers, ids: Ids): Promise<void> {
  const { hub, destination } = cast;
  chapter("5  Three papers that must not pass");
  const genuine = await hub.client.makeDossier(ids.certificate);
  const altered = withOneDigitChanged(genuine.papers[0] as Dossier["papers"][number]);
  await mustBe("one digit changed", await judge(destination, altered), "BODY_ALTERED");

  const doubtful = await lodge(hub, papers.reExportCertificate, {
    consignment: papers.consignment,
    links: [link("derivedFrom", ids.bill)],
  });
  const taken = await hub.client.makeDossier(doubtful.documentId);
  await hub.client.withdrawDocument(doubtful.documentId, { reason: "issued-in-error" });
  await until(
    async () => (await judge(destination, taken)).code === "WITHDRAWN",
    "the destination sees that a paper was withdrawn",
  );
  await mustBe("withdrawn", await judge(destination, taken), "WITHDRAWN");

  const issuedAt = genuine.evidence.block.timeSeconds;
  const issue = { consignment: papers.consignment, derivedFrom: ids.bill, issuedAt };
  const unlicensed = issuedWithoutRight(hub.member, papers.certificateOfOrigin, issue);
  await mustBe("issuer not accredited", await judge(destination, unlicensed), "ISSUER_NOT_ACCREDITED");
}

async function judge(at: DemoGateway, subject: Parameters<DemoGateway["client"]["verify"]>[0]): Promise<Report> {
  const { reports } = await at.client.verify(subject);
  return reports.find(({ verdict }) => verdict !== "valid") ?? (reports[0] as Report);
}

async function mustBe(title: string, report: Report, code: Report["code"]): Promise<void> {
  sayReport(title, report);
  expect(report.code === code, `the paper with "${title}" gives ${code}, not ${report.code}`);
}
