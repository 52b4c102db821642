import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Transaction, Wallet } from "ethers";
import { artifactOf, GENERATED } from "../../scripts/contracts/build.ts";
import { admitMembers, codeOf, country, FOREVER, KEY_USE, KIND, ROLE, useConsortium } from "./support/consortium.ts";
import { digestOf, type Entry, entriesOf, inclusionOf } from "./support/entries.ts";
import type { Outcome } from "./support/evm.ts";
import { KGM, openingOf } from "./support/ledger.ts";
import { agreementOf, idOf, NO_PROOF, PURPOSE, SCOPE, type Terms, termsOf } from "./support/sharing.ts";

const SNAPSHOT = join(import.meta.dirname, "snapshots/gas.json");
const ACCEPT = process.env["SNAPSHOT_ACCEPT"] === "1" || process.argv.includes("--accept");

/** The generator of P-256: the one point everybody knows. */
const POINT = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
] as const;

describe("Gas and sizes", () => {
  const world = useConsortium(admitMembers);

  /** Gas of every operation, each measured where the ones above it left the chain. */
  async function measureGas(): Promise<Record<string, number>> {
    const { members, documents, actors } = world;
    const gas: Record<string, number> = {};
    const measure = async (name: string, sent: Promise<{ gasUsed: number }>) => {
      gas[name] = (await sent).gasUsed;
    };
    const asRegistrar = (method: string, ...args: unknown[]) => members.send(actors.registrar, method, ...args);
    const asSingapore = (method: string, ...args: unknown[]) => members.send(actors.singapore, method, ...args);
    const write = (method: string, ...args: unknown[]) => documents.send(actors.singapore, method, ...args);

    await measure("admit", asRegistrar("admit", 7, country("MY"), ROLE.carrier));
    await measure("addOperator", asRegistrar("addOperator", 7, actors.stranger));
    await measure("removeOperator", asRegistrar("removeOperator", 7, actors.stranger));
    await measure("accredit", asRegistrar("accredit", 7, KIND.exportDeclaration, 0, FOREVER));
    await measure("endAccreditation", asRegistrar("endAccreditation", 7, KIND.exportDeclaration));
    await measure("suspend", asRegistrar("suspend", 7));
    await measure("resume", asRegistrar("resume", 7));
    await measure("setGatewayUrl", asSingapore("setGatewayUrl", "https://gateway.singapore.example"));
    await measure("addKey", asSingapore("addKey", ...POINT, KEY_USE.statement, 1, FOREVER));
    const thumbprint = await members.read("thumbprintOf", ...POINT);
    await measure("declareKeyCompromised", asSingapore("declareKeyCompromised", thumbprint, 1));
    await measure("endKey", asSingapore("endKey", thumbprint));

    const [first, second, third] = [1, 100, 1000].map((size) => entriesOf(`gas ${size}`, size)) as [
      Entry[],
      Entry[],
      Entry[],
    ];
    await measure("anchor 1", write("anchor", first));
    await measure("anchor 100", write("anchor", second));
    await measure("anchor 1000", write("anchor", third));
    gas["anchor 1000, per document"] = Math.ceil((gas["anchor 1000"] as number) / 1000);
    await measure("anchor 1000 again", write("anchor", third));
    const claim = (index: number) => [third[index], inclusionOf(third, index)];
    await measure("supersede in 1000", write("supersede", ...claim(500), ...claim(999), 1));
    await measure("withdraw in 1000", write("withdraw", ...claim(0), 1));
    await measure("withdraw again", write("withdraw", ...claim(0), 1));
    return gas;
  }

  /** Gas of sharing: the worst of each, a grant that hangs from three others under an agreement. */
  async function measureSharing(): Promise<Record<string, number>> {
    const { agreements, access, actors } = world;
    const { singapore, rotterdam, exporter } = actors;
    const entries = entriesOf("gas 1000", 1000);
    const gas: Record<string, number> = {};
    const measure = async (name: string, sent: Promise<Outcome>) => {
      const outcome = await sent;
      gas[name] = outcome.gasUsed;
      return outcome;
    };

    const proposal = agreements.send(singapore, "propose", agreementOf({ parties: [1, 2, 3] }));
    const agreementId = idOf(await measure("propose for 3", proposal));
    await measure("accept", agreements.send(rotterdam, "accept", agreementId));
    await measure("accept as the last", agreements.send(exporter, "accept", agreementId));
    await measure("suspend agreement", agreements.send(exporter, "suspend", agreementId));
    await measure("resume agreement", agreements.send(exporter, "resume", agreementId));

    const subject = entries[0]?.documentId as string;
    const asked = { subject, isConsignment: false, scope: SCOPE.full, purpose: PURPOSE.clearance };
    const question = { holder: 1, ...asked, caseDigest: digestOf("case") };
    const requestId = idOf(await measure("request", access.send(rotterdam, "request", question)));
    const consignment = termsOf({ subject: digestOf("consignment"), isConsignment: true });
    await measure("grant a consignment", access.send(singapore, "grantConsignment", consignment));
    const document = termsOf({ subject, agreementId, delegations: 3 });
    const grant = (terms: Terms) => access.send(singapore, "grantDocument", terms, entries[0], inclusionOf(entries, 0));
    await measure("grant in 1000, as an answer", grant({ ...document, requestId, agreementId }));
    let parentId = idOf(await measure("grant in 1000", grant(document)));
    await measure("grant again", grant(document));
    for (const [from, reader, delegations] of [
      [rotterdam, 3, 2],
      [exporter, 2, 1],
      [rotterdam, 3, 0],
    ] as const) {
      const terms = { ...document, reader, delegations, parentId };
      parentId = idOf(
        await measure(`delegate ${3 - delegations} deep`, access.send(from, "delegate", terms, NO_PROOF)),
      );
    }
    await measure("withdraw grant 3 deep", access.send(singapore, "withdraw", parentId, 1));
    const refused = { ...question, caseDigest: digestOf("another case") };
    const refusedId = idOf(await access.send(rotterdam, "request", refused));
    await measure("refuse", access.send(singapore, "refuse", refusedId, 1));
    await access.send(singapore, "anchorReceipts", digestOf("first"), 1, digestOf("head"));
    await measure("anchorReceipts", access.send(singapore, "anchorReceipts", digestOf("next"), 1, digestOf("head")));
    await measure("terminate agreement", agreements.send(exporter, "terminate", agreementId));
    return gas;
  }

  /** Gas of the ledger: certificates of a batch of 1000, drawn by another agency. */
  async function measureLedger(): Promise<Record<string, number>> {
    const { ledger, documents, members, actors } = world;
    const { singapore, rotterdam, registrar } = actors;
    const gas: Record<string, number> = {};
    const measure = async (name: string, sent: Promise<Outcome>) => {
      gas[name] = (await sent).gasUsed;
    };
    const declarations = entriesOf("gas 1000", 1000);
    const certificates = entriesOf("gas certificate", 1000, KIND.reexportCertificate);
    await members.send(registrar, "accredit", 2, KIND.reexportCertificate, 0, FOREVER);
    await documents.send(rotterdam, "anchor", certificates);
    const claim = (entries: readonly Entry[], index: number) => [entries[index], inclusionOf(entries, index)];
    const open = ledger.send(singapore, "open", ...claim(declarations, 1), openingOf());
    await measure("open in 1000", open);
    const balanceId = await ledger.read("balanceIdOf", 1, declarations[1]?.referenceTag, 1);
    const draw = (index: number, quantity: number) =>
      ledger.send(rotterdam, "draw", balanceId, ...claim(certificates, index), KGM, quantity);
    await measure("draw in 1000, the first", draw(0, 400));
    await measure("draw in 1000", draw(1, 400));
    await measure("draw refused", draw(2, 400));
    await documents.send(rotterdam, "withdraw", ...claim(certificates, 1), 1);
    const giveBack = () => ledger.send(singapore, "giveBack", balanceId, 2, certificates[1]?.documentId);
    await measure("giveBack", giveBack());
    await measure("giveBack again", giveBack());
    await documents.send(singapore, "supersede", ...claim(declarations, 1), ...claim(declarations, 2), 1);
    await measure("revise in 1000", ledger.send(singapore, "revise", balanceId, ...claim(declarations, 2), 900));
    return gas;
  }

  /** Gas of a seed's two calls. */
  async function measureSelection(): Promise<Record<string, number>> {
    const { selection, evm, actors } = world;
    const [seed, begins] = [digestOf("seed"), (await evm.now()) + 100];
    const commitment = await selection.read("commitmentOf", 1, 1, seed);
    const committed = await selection.send(actors.singapore, "commit", 1, begins, begins + 10, commitment);
    await evm.setNextTime(begins + 10);
    const revealed = await selection.send(actors.singapore, "reveal", 1, seed);
    return { "commit seed": committed.gasUsed, "reveal seed": revealed.gasUsed };
  }

  it("are those of the snapshot; SNAPSHOT_ACCEPT=1 takes new ones", async () => {
    const sizes = Object.fromEntries(
      GENERATED.map((row) => [row.contract, (artifactOf(row).deployedBytecode.length - 2) / 2]),
    );
    const measured = {
      gas: {
        ...(await measureGas()),
        ...(await measureSharing()),
        ...(await measureLedger()),
        ...(await measureSelection()),
      },
      runtimeBytes: sizes,
    };
    if (ACCEPT) writeFileSync(SNAPSHOT, `${JSON.stringify(measured, null, 2)}\n`);
    expect(measured).to.deep.equal(JSON.parse(readFileSync(SNAPSHOT, "utf8")));
  });

  it("stay below 4,200 gas per document in a full batch", async () => {
    const { gasUsed } = await world.documents.send(world.actors.singapore, "anchor", entriesOf("aim", 1000));
    expect(gasUsed / 1000).to.be.below(4_200);
  });

  it("let a signed transaction of a full batch pass nodes that take 131,072 bytes", async () => {
    const { abi } = codeOf("DocumentRegistry");
    const transaction = Transaction.from({
      type: 0,
      chainId: 2 ** 32,
      nonce: 2 ** 32,
      gasPrice: 0,
      gasLimit: 30_000_000,
      to: world.documents.address,
      data: abi.encodeFunctionData("anchor", [entriesOf("bytes", 1000)]),
    });
    const signed = await new Wallet(`0x${"11".repeat(32)}`).signTransaction(transaction);
    expect(signed.length / 2 - 1).to.be.at.most(131_072);
  });

  it("leave every contract below the 24,576 bytes of EIP-170", () => {
    for (const row of GENERATED) {
      expect(artifactOf(row).deployedBytecode.length / 2 - 1, row.contract).to.be.at.most(24_576);
    }
  });
});
