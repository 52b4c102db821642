import { execFileSync } from "node:child_process";
import { openBody, readDocument } from "@sealane/sdk";
import { expect } from "chai";
import { makeDossier } from "../../../node-gateway/src/usecases/make-dossier.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { verifyPaper } from "../../../node-gateway/src/usecases/verify-paper.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { describeShared, listShared, readShared, sharedPath } from "../../support/shared.ts";

const CORPUS = "corpus/bills-of-lading";

/** SHA-256 over the canonical form of the transport document in a file, as DCSA defines a document's checksum, by Python's json module. */
const CHECKSUM = `
import hashlib, json, sys
number = lambda text: int(float(text)) if float(text).is_integer() else float(text)
value = json.load(open(sys.argv[1], encoding="utf-8"), parse_float=number)
value = value.get("document") or value.get("amendedTransportDocument") or value.get("data", {}).get("transportDocument") or value
text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
print(hashlib.sha256(text.encode()).hexdigest())
`;

describeShared("Every DCSA transport document of the corpus", CORPUS, () => {
  let network: TestNetwork;
  let carrier: TestMember;

  before(async function () {
    this.timeout(60_000);
    network = await deployNetwork();
    carrier = await makeGateway(network, "carrier");
  });

  after(async () => {
    await carrier?.close();
    await network?.stop();
  });

  for (const file of transportDocuments()) {
    it(`is taken in, anchored and verified, with the checksum that DCSA defines: ${file.slice(CORPUS.length + 1)}`, async () => {
      const { gateway } = carrier;
      const request = { actor: "officer", idempotencyKey: file.replaceAll(/[^a-z0-9]/gi, "").slice(-100) };
      const { documentId } = await submitDocument(gateway, {
        original: readShared(file),
        consignment: file,
        ...request,
      });
      await carrier.settle();
      const { reports } = await verifyPaper(gateway, { actor: "officer", documentId });
      expect(reports.map(({ verdict, code }) => `${verdict} ${code}`)).to.deep.equal(["valid OK"]);
      const { papers } = await makeDossier(gateway, { documentId, includeOriginal: true, actor: "officer" });
      const fields = papers.flatMap(({ body }) => openBody(body).fields);
      const checksum = execFileSync("python3", ["-c", CHECKSUM, sharedPath(file)], { encoding: "utf8" }).trim();
      expect(fields.find(({ pointer }) => pointer === "/$jcs")?.value).to.equal(checksum);
    });
  }
});

function transportDocuments(): string[] {
  return ["dcsa", "dcsa-openapi-examples"]
    .flatMap((folder) => listShared(`${CORPUS}/${folder}`))
    .filter((file) => isTransportDocument(readShared(file)));
}

function isTransportDocument(bytes: Uint8Array): boolean {
  try {
    return readDocument(bytes, {}).format === "dcsa-transport-document-3";
  } catch {
    return false;
  }
}
