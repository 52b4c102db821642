import { type CustodyEvent, type Hex32, utf8Encode } from "@sealane/sdk";
import { expect } from "chai";
import { openFields } from "../../../node-gateway/src/papers/facts-of.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { keepReferences } from "../../../node-gateway/src/papers/keep-paper.ts";
import { listZone } from "../../../node-gateway/src/usecases/list-zone.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { withdrawDocument } from "../../../node-gateway/src/usecases/withdraw-document.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";

const OFFICER = { actor: "officer" };
const ASKED = { places: ["SGSIN"], maxSeconds: 7 * 86_400, observedSeconds: Date.parse("2026-03-20T00:00:00Z") / 1000 };

describe("The list of a monitored zone", () => {
  let network: TestNetwork;
  let exporter: TestMember;
  let reported = 0;
  const papers: Hex32[] = [];
  before(async () => {
    network = await deployNetwork();
    exporter = await makeGateway(network, "exporter");
    await report({ event: "zone-entry", time: "2026-03-01T08:00:00Z", place: "SGSIN", container: "SLMU4012337" });
    await report({ event: "zone-entry", time: "2026-03-18T08:00:00Z", place: "SGSIN", container: "TCNU6225360" });
    await report({ event: "zone-entry", time: "2026-03-02T08:00:00Z", place: "SGSIN", container: "MRKU4976720" });
    await report({ event: "zone-exit", time: "2026-03-03T08:00:00Z", place: "SGSIN", container: "MRKU4976720" });
    await report({ event: "zone-entry", time: "2026-03-03T08:00:00Z", place: "MYPKG", container: "CMAU5110875" });
    await exporter.settle();
  });
  after(async () => {
    await exporter?.close();
    await network?.stop();
  });

  async function report(event: CustodyEvent): Promise<void> {
    reported += 1;
    const original = utf8Encode(
      JSON.stringify({ sealane: "packing-list", documentNumber: `Z-${reported}`, custodyEvents: [event] }),
    );
    const { documentId } = await submitDocument(exporter.gateway, {
      ...OFFICER,
      idempotencyKey: `z${reported}`,
      original,
    });
    papers.push(documentId);
  }

  it("says what is inside, since when, by which papers, and what overstayed", async () => {
    const { inside, findings } = await listZone(exporter.gateway, ASKED);
    expect(
      inside.map(({ container, since, isOverstay, documentIds }) => [container, since, isOverstay, documentIds]),
    ).to.deep.equal([
      ["SLMU4012337", "2026-03-01T08:00:00Z", true, [papers[0]]],
      ["TCNU6225360", "2026-03-18T08:00:00Z", false, [papers[1]]],
    ]);
    expect(findings).to.deep.equal([]);
  });

  it("knows a container that was seen elsewhere without having left", async () => {
    await report({ event: "zone-entry", time: "2026-03-19T08:00:00Z", place: "NLRTM", container: "SLMU4012337" });
    const { inside, findings } = await listZone(exporter.gateway, ASKED);
    expect(inside.map(({ container }) => container)).to.deep.equal(["TCNU6225360"]);
    expect(findings).to.have.length(1);
    expect(findings[0]).to.include({ code: "ZONE_LEFT_UNSEEN", container: "SLMU4012337" });
    expect(findings[0]?.documentIds).to.have.members([papers[0], papers.at(-1)]);
  });

  it("does not count what was withdrawn, nor what came later than it is asked for", async () => {
    await exporter.settle();
    const documentId = papers[1] as Hex32;
    await withdrawDocument(exporter.gateway, { ...OFFICER, idempotencyKey: "w", documentId, reason: "amendment" });
    await exporter.settle();
    expect((await listZone(exporter.gateway, ASKED)).inside).to.deep.equal([]);
    const early = { ...ASKED, observedSeconds: Date.parse("2026-03-02T12:00:00Z") / 1000 };
    const { inside } = await listZone(exporter.gateway, early);
    expect(inside.map(({ container }) => container)).to.deep.equal(["SLMU4012337", "MRKU4976720"]);
  });

  it("is made of rows that papers' blobs give again, row for row", async () => {
    const { gateway } = exporter;
    const rowsOf = (table: "custody_events" | "search_references") =>
      gateway.database.selectFrom(table).selectAll().orderBy("document_id").execute();
    const live = [await rowsOf("custody_events"), await rowsOf("search_references")];
    await gateway.database.deleteFrom("custody_events").execute();
    await gateway.database.deleteFrom("search_references").execute();
    for (const documentId of papers) {
      const paper = await openPaper(gateway, await findDocument(gateway, documentId));
      const { facts } = openFields(paper.body);
      await gateway.database.transaction().execute((transaction) => keepReferences(transaction, documentId, { facts }));
    }
    expect([await rowsOf("custody_events"), await rowsOf("search_references")]).to.deep.equal(live);
    expect(live.map((rows) => rows.length)).to.deep.equal([papers.length, papers.length]);
  });

  it("is empty for a zone that nobody reports", async () => {
    expect((await listZone(exporter.gateway, { ...ASKED, places: ["XXXXX"] })).inside).to.deep.equal([]);
  });
});
