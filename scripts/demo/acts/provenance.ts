import type { Hex32 } from "@sealane/sdk";
import { sayReport, short } from "../tell.ts";
import { type Cast, expect } from "./stage.ts";

/** The destination judges its import and all that it builds on, back to the origin. */
export async function verifyProvenance({ destination }: Cast, imported: Hex32): Promise<void> {
  const provenance = await destination.client.makeDossier(imported, { includeLinked: true });
  const { reports } = await destination.client.verify(provenance);
  for (const report of reports) sayReport(short(report.documentId), report);
  expect(reports.length === 5 && reports.every(({ verdict }) => verdict === "valid"), "the provenance is valid");
}
