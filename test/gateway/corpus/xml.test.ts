import { KINDS } from "@sealane/sdk";
import { expect } from "chai";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const FOLDERS = [
  "declarations/wco-dms-hmrc-cds",
  "declarations/ics-ens-hmrc",
  "declarations/ubl",
  "bills-of-lading/ubl",
  "certificates/ubl",
  "certificates/cites",
];

describeShared("Every XML of the corpus, and UBL in JSON,", "corpus/declarations", () => {
  let network: TestNetwork;
  let agency: TestMember;

  before(async function () {
    this.timeout(60_000);
    network = await deployNetwork();
    agency = await makeGateway(network, "singapore");
    for (const { code } of KINDS) await network.registrar("accredit", 1, code, 0, 4_000_000_000);
  });

  after(async () => {
    await agency?.close();
    await network?.stop();
  });

  for (const folder of FOLDERS) {
    it(`is taken in, anchored and verified: ${folder}`, async function () {
      this.timeout(120_000);
      const { gateway } = agency;
      const paths = listShared(`corpus/${folder}`).filter((path) => !path.endsWith(".ctl"));
      const taken: string[] = [];
      for (const path of paths) {
        const request = { actor: "officer", idempotencyKey: path.replaceAll(/[^a-z0-9]/gi, "").slice(-100) };
        const { documentId } = await submitDocument(gateway, {
          original: readShared(path),
          consignment: path.slice(-100),
          ...request,
        });
        taken.push(documentId);
      }
      await agency.settle();
      for (const [i, documentId] of taken.entries()) {
        const { reports } = await verifyPaper(gateway, { actor: "officer", documentId });
        const told = reports.map(({ verdict, code }) => `${verdict} ${code}`);
        expect(told, paths[i]).to.deep.equal(["valid OK"]);
      }
      expect(new Set(taken).size).to.equal(paths.length);
    });
  }
});
