import type { Hex32, Scope } from "@sealane/sdk";
import { expect } from "chai";
import { fetchFrom } from "../../../node-gateway/src/peers/receiving/fetch-attachments.ts";
import { deliverTick } from "../../../node-gateway/src/peers/sending/deliver.ts";
import { openGranted } from "../../../node-gateway/src/readings/open-granted.ts";
import { readingsTick } from "../../../node-gateway/src/readings/readings-tick.ts";
import { shareTick } from "../../../node-gateway/src/sharing/share-tick.ts";
import { listReadings } from "../../../node-gateway/src/usecases/list-readings.ts";
import { submitNumber } from "../../support/gateway/papers.ts";
import { grant, openReaders, pointersIn, type Reader } from "../../support/gateway/readers.ts";

describe("a paper from its owner's grant to its reader's receipt", () => {
  let stop: () => Promise<void>;
  let singapore: Reader;
  let rotterdam: Reader;
  before(async () => {
    ({ singapore, rotterdam, stop } = await openReaders("singapore", "rotterdam"));
    await singapore.settle();
    await rotterdam.settle();
  });
  after(() => stop?.());

  const choices: [string, Scope, number | undefined][] = [
    ["in full", "full", undefined],
    ["in full, a number of times", "full", 2],
    ["as far as a scope opens it", "goods", undefined],
    ["as far as a scope opens it, a number of times", { pointers: ["/$facts/grossWeightKg"] }, 2],
  ];
  for (const [title, scope, maxUses] of choices) {
    it(`is sealed, delivered, opened and receipted ${title}`, async () => {
      const number = title.replaceAll(/[ ,]/g, "-");
      const { documentId } = await submitNumber(singapore.gateway, "re-export-certificate", { number });
      await singapore.settle();
      await granted(documentId, scope, maxUses);
      await arrive(documentId);
      const { paper, readingId } = await openGranted(rotterdam.gateway, { documentId, actor: "officer" });
      expect(paper.original !== undefined).to.equal(scope === "full");
      expect(pointersIn(paper.body)).to.include("/$facts/grossWeightKg");
      await readingsTick(rotterdam.gateway);
      const { items } = await listReadings(singapore.gateway, { direction: "served", documentId });
      expect(items.map((reading) => reading.readingId)).to.deep.equal([readingId]);
    });
  }

  async function granted(documentId: Hex32, scope: Scope, maxUses: number | undefined): Promise<void> {
    await grant(singapore, { to: rotterdam, documentId, scope, ...(maxUses !== undefined && { maxUses }) });
  }

  /** Rounds of the workers until the paper is at its reader. */
  async function arrive(documentId: Hex32): Promise<void> {
    for (let round = 0; round < 10; round++) {
      await shareTick(singapore.gateway);
      await deliverTick(singapore.gateway);
      await fetchFrom(rotterdam.gateway, 1);
      const row = await rotterdam.gateway.database
        .selectFrom("shared_papers")
        .select("grant_id")
        .where("document_id", "=", documentId)
        .executeTakeFirst();
      if (row) return;
      singapore.clock.advance(60);
      rotterdam.clock.advance(60);
    }
    throw new Error("The paper does not arrive.");
  }
});
