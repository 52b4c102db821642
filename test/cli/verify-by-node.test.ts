import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Dossier } from "../../sdk/src/index.ts";
import { sealane } from "./support/run.ts";
import { useStation } from "./support/station.ts";

describe("sealane verify, by a node of the chain", () => {
  const { folder, network, json, file, anchorNumber } = useStation();
  const dossier = folder.path("by-node");
  let documentId: string;
  const byNode = (...args: string[]) => {
    const node = [
      "--rpc",
      `http://127.0.0.1:9,${network().anvil.rpcUrl}`,
      "--directory",
      network().deployment.directory,
    ];
    return sealane(["verify", ...node, ...args]);
  };

  before(async () => {
    const origin = await anchorNumber("NODE-ORIGIN");
    const args = ["anchor", file("node.json", "NODE"), "--derived-from", origin];
    documentId = (await json(args)).files[0].documentId;
    await json(["prove", documentId, "--with-original", "--out", dossier]);
  });

  it("finds a good paper valid without trusting anybody's witness, though one node is away", async () => {
    const changed = JSON.parse(readFileSync(dossier, "utf8"));
    const { code, stdout, stderr } = await byNode(folder.write("no-witness", { ...changed, witness: "none" }));
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.contain("EVIDENCE_FROM_CHAIN");
  });

  it("believes the chain where the dossier's evidence says otherwise", async () => {
    const { evidence, ...rest } = JSON.parse(readFileSync(dossier, "utf8")) as Dossier;
    const change = (documents: object[], members: object[] = [...evidence.members]) =>
      folder.write("lie", { ...rest, evidence: { ...evidence, documents, members } });
    const root = "ab".repeat(32);
    const elsewhere = evidence.documents.map((one) => ({ ...one, anchor: { ...one.anchor, root } }));
    expect((await byNode(change(elsewhere))).code).to.equal(4);
    const shifted = evidence.documents.map((one) => ({ ...one, anchor: { ...one.anchor, index: 1, size: 2 } }));
    expect((await byNode(change(shifted))).code).to.equal(3);
    expect((await byNode(change(evidence.documents.map((one) => ({ ...one, anchor: null }))))).code).to.equal(10);
    expect((await byNode(change([...evidence.documents], []))).code).to.equal(10);
    const suspended = evidence.members.map((one) => ({ ...one, status: "suspended", statusSinceSeconds: 1 }));
    expect((await byNode(change([...evidence.documents], suspended))).code).to.equal(0);
  });

  it("believes no dossier that a document it builds on, and does not hold, stands in some batch", async () => {
    const { evidence, papers, ...rest } = JSON.parse(readFileSync(dossier, "utf8")) as Dossier;
    const [paper] = papers;
    expect((await byNode(folder.write("without-origin", { ...rest, papers: [paper], evidence }))).code).to.equal(0);
    // The link's row names the batch of the paper itself, which is on the chain and does not hold what is linked to.
    const batch = evidence.documents.find((one) => one.documentId === documentId)?.anchor;
    const documents = evidence.documents.map((one) => ({ ...one, anchor: batch }));
    const lie = folder.write("lie-on-link", { ...rest, papers: [paper], evidence: { ...evidence, documents } });
    const { code, stdout } = await byNode(lie);
    expect(stdout).to.contain("LINK_NOT_ANCHORED");
    expect(code).to.equal(9);
  });

  it("finds an accreditation that was ended and granted anew since the paper", async () => {
    await network().anvil.rpc("evm_increaseTime", 3);
    await network().registrar("endAccreditation", 1, 301);
    await network().anvil.rpc("evm_increaseTime", 3);
    await network().registrar("accredit", 1, 301, 0, 4_000_000_000);
    const { code, stdout } = await byNode(dossier);
    expect(code, stdout).to.equal(0);
  });

  it("exits 10 for nodes of another network or directory, or that are away, and 2 for half of the options", async () => {
    const { rpcUrl } = network().anvil;
    const other = ["verify", dossier, "--rpc", rpcUrl, "--directory", `0x${"ab".repeat(20)}`];
    expect((await sealane(other)).stderr).to.match(/^sealane: NETWORK_DIFFERS: /);
    expect((await sealane(other)).code).to.equal(10);
    const away = ["verify", dossier, "--rpc", "http://127.0.0.1:9", "--directory", network().deployment.directory];
    expect((await sealane(away)).code).to.equal(10);
    expect((await sealane(["verify", dossier, "--rpc", rpcUrl])).code).to.equal(2);
    expect((await byNode("--trust", dossier, dossier)).code).to.equal(2);
  });

  it("exits 5 once the paper was withdrawn", async () => {
    await json(["withdraw", documentId, "--reason", "fraud"]);
    expect((await byNode(dossier)).code).to.equal(5);
  });
});
