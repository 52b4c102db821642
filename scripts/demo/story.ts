import type { Dossier } from "@sealane/sdk";
import { endings } from "./acts/endings.ts";
import { type Ids, refuseForgeries } from "./acts/forgeries.ts";
import { verifyProvenance } from "./acts/provenance.ts";
import { assessRisk } from "./acts/risk.ts";
import { agree, askForPapers, grantPapers, readUnderGrant, untilReadable } from "./acts/sharing.ts";
import { type Cast, link, lodge } from "./acts/stage.ts";
import { traceAll } from "./acts/trace.ts";
import type { DemoPapers } from "./papers.ts";
import { chapter, say, short } from "./tell.ts";

/**
 * Plays one consignment from its bill of lading to its import, with three forgeries on the way, an auditor, and a warning that stops the next one.
 * @returns The dossier a trader takes home: his bill, a few fields open.
 * @throws StoryFailed when something does not come out as it must.
 */
export async function playStory(cast: Cast, papers: DemoPapers): Promise<Dossier> {
  const { origin, hub, destination } = cast;
  const { consignment } = papers;
  chapter(`1  ${origin.member.name} takes in the carrier's bill and the export declaration`);
  const bill = await lodge(origin, papers.bill, { consignment });
  const supports = [link("supports", bill.documentId)];
  const declared = await lodge(origin, papers.exportDeclaration, { consignment, links: supports });

  chapter("2  The three agencies agree on what they share, and the hub reads the origin's papers");
  const agreementId = await agree(origin, [hub, destination]);
  await grantPapers(origin, hub, { consignment, agreementId, purpose: "transshipment" });
  await untilReadable(hub, [bill, declared]);
  await readUnderGrant(hub, bill.documentId);

  chapter(`3  ${hub.member.name} lets the goods change ships`);
  const derived = { consignment, links: [link("derivedFrom", bill.documentId)] };
  const transshipped = await lodge(hub, papers.transshipmentBill, derived);
  const certificate = await lodge(hub, papers.reExportCertificate, {
    ...derived,
    links: [...derived.links, link("derivedFrom", declared.documentId), link("supports", transshipped.documentId)],
  });

  chapter(`4  ${destination.member.name} asks both for their papers, and declares the import`);
  const toDestination = await askForPapers(cast, { consignment, agreementId });
  await untilReadable(destination, [bill, declared, transshipped, certificate]);
  const imported = await lodge(destination, papers.importDeclaration, {
    consignment,
    links: [link("derivedFrom", transshipped.documentId), link("supports", certificate.documentId)],
  });
  await verifyProvenance(cast, imported.documentId);

  const ids: Ids = { bill: bill.documentId, certificate: certificate.documentId };
  await refuseForgeries(cast, papers, ids);
  await endings(cast, { ...ids, agreementId, toDestination });
  await traceAll(cast, consignment);

  await assessRisk(cast, papers);

  chapter("9  A trader takes his proof home");
  const fields = ["/$facts/documentNumber", "/$facts/containers", "/$facts/grossWeightKg", "/$facts/portOfLoading"];
  const dossier = await origin.client.makeDossier(bill.documentId, { fields });
  say(`  ${dossier.papers[0]?.body.disclosures.length} fields of ${short(bill.documentId)} open, the others withheld`);
  return dossier;
}
