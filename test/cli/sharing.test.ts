import { readFileSync } from "node:fs";
import { expect } from "chai";
import { admit } from "../support/gateway/member.ts";
import { UCR } from "../support/gateway/papers.ts";
import { type Desk, KIND, useConsortium } from "./support/station.ts";

/** Of a webhook at which nobody listens. */
const SECRET = Buffer.alloc(32, 7).toString("base64");
const UNTIL = ["--until", "2099-01-01"];

/** Asks again until the answer is as it should be; workers of several gateways have to come round. */
async function until<Answer>(ask: () => Promise<Answer>, isSo: (answer: Answer) => boolean): Promise<Answer> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("It does not become so.");
}

const codeOf = async (desk: Desk, args: readonly string[]): Promise<[number | null, string | undefined]> => {
  const { code, stderr } = await desk.asOfficer(args);
  return [code, stderr.split(": ")[1]];
};

describe("sealane between gateways", function () {
  this.timeout(120_000);
  const { desks, folder, network, anchorNumber } = useConsortium(["singapore", "rotterdam", "auditor"], {
    SEALANE_WEBHOOKS: JSON.stringify([{ name: "nobody", url: "http://127.0.0.1:9/", secret: SECRET }]),
  });
  const { singapore, rotterdam, auditor } = desks;

  const granting = (documentId: string, more: readonly string[] = []): string[] => [
    ...["grant", "make", "--document", documentId, "--reader", "2", "--purpose", "import-clearance"],
    ...[...UNTIL, ...more],
  ];
  /** The grant's id, once its reader has acknowledged the paper. */
  const granted = async (documentId: string, more: readonly string[] = []): Promise<string> => {
    const { grantId, state } = await singapore.json(granting(documentId, more));
    expect(state).to.equal("done");
    await arrived(grantId);
    return grantId;
  };
  const arrived = (grantId: string) =>
    until(
      () => singapore.json(["grant", "show", grantId]),
      ({ deliveries }) => deliveries.length > 0 && deliveries[0].state === "acknowledged",
    );

  it("grant lets another member's officer open a document, and receipts shows the owner that he did", async () => {
    const documentId = await anchorNumber("SHARED");
    const grantId = await granted(documentId, ["--scope", "full"]);
    const opened = await rotterdam.json(["open", documentId]);
    expect(opened.grant).to.include({ grantId, scope: "full", purpose: "import-clearance", usesLeft: null });
    const { items } = await until(
      () => singapore.json(["receipts", "--document", documentId]),
      (page) => page.items.length > 0,
    );
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ readingId: opened.grant.readingId, reader: 2, state: "receipted" });
    const { stdout } = await rotterdam.asOfficer(["open", documentId, "--grant", grantId]);
    expect(stdout)
      .to.match(/^Re-export certificate [0-9a-f]{64}\n/)
      .and.to.match(/\/\$facts\/documentNumber +SHARED\n/);
    const path = folder.path("original");
    expect((await rotterdam.asOfficer(["open", documentId, "--original", path])).code).to.equal(0);
    expect(JSON.parse(readFileSync(path, "utf8"))).to.include({ sealane: KIND, documentNumber: "SHARED" });
    expect(await codeOf(rotterdam, ["open", documentId, "--original", path])).to.deep.equal([2, "FILE_EXISTS"]);
  });

  it("withdraw --grant stops the next reading with exit code 11, and may be repeated", async () => {
    const documentId = await anchorNumber("TAKEN-BACK");
    const grantId = await granted(documentId);
    expect((await rotterdam.asOfficer(["open", documentId])).code).to.equal(0);
    const args = ["withdraw", "--grant", grantId, "--reason", "purpose-met"];
    const withdrawn = { grantId, reason: "purpose-met", state: "withdrawn", refusal: null };
    expect(await singapore.json(args)).to.deep.equal(withdrawn);
    expect(await codeOf(rotterdam, ["open", documentId])).to.deep.equal([11, "GRANT_NOT_EFFECTIVE"]);
    expect(await singapore.json(args)).to.deep.equal(withdrawn);
    const { items } = await singapore.json(["outbox", "list", "--purpose", "withdrawGrant", "--state", "done"]);
    expect(items.filter(({ subjectId }: { subjectId: string }) => subjectId === grantId)).to.have.length(1);
    const { stdout } = await singapore.asOfficer(["grant", "show", grantId]);
    expect(stdout).to.match(/standing +withdrawn\n +withdrawn +\S+ by member 1: purpose-met\n/);
    for (const wrong of [[], [documentId, "--grant", grantId], ["--grant", "1"]])
      expect((await singapore.asOfficer(["withdraw", ...wrong, "--reason", "purpose-met"])).code).to.equal(2);
    const ofDocument = ["withdraw", "--grant", grantId, "--reason", "fraud"];
    expect((await singapore.asOfficer(ofDocument)).code).to.equal(2);
  });

  it("grant with a number of uses opens that often, and fields that were not granted stay closed", async () => {
    const documentId = await anchorNumber("COUNTED");
    const grantId = await granted(documentId, ["--field", "/$facts/grossWeightKg", "--uses", "1"]);
    const { fields, grant } = await rotterdam.json(["open", documentId, "--grant", grantId]);
    const pointers = fields.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).to.include("/$facts/grossWeightKg").and.not.to.include("/$facts/documentNumber");
    expect(grant).to.include({ usesLeft: 0 });
    expect(await codeOf(rotterdam, ["open", documentId])).to.deep.equal([11, "GRANT_USES_SPENT"]);
  });

  it("grant delegate hands on the scope of the grant where none is named", async () => {
    const documentId = await anchorNumber("HANDED-ON");
    const parent = await granted(documentId, ["--scope", "goods", "--delegations", "1"]);
    const args = ["grant", "delegate", parent, "--reader", "6", ...UNTIL];
    const { grantId, state } = await rotterdam.json(args);
    expect(state).to.equal("done");
    expect(await rotterdam.json(["grant", "show", grantId])).to.include({ scope: "goods", parentId: parent });
    await arrived(grantId);
    expect((await auditor.json(["open", documentId, "--grant", grantId])).grant.scope).to.equal("goods");
  });

  it("request is answered by an officer, with a grant or a refusal", async () => {
    const documentId = await anchorNumber("ASKED");
    const asking = ["request", "make", "--holder", "1", "--document", documentId, "--purpose", "risk-assessment"];
    const first = (await rotterdam.json([...asking, "--scope", "goods", "--case", "2026-17"])).requestId;
    const second = (await rotterdam.json([...asking, "--scope", "parties", "--case", "2026-18"])).requestId;
    const isNoted = ({ items }: { items: { requestId: string; note: object | null }[] }) =>
      [first, second].every((id) => items.some(({ requestId, note }) => requestId === id && note !== null));
    const listing = ["request", "list", "--direction", "received", "--standing", "open"];
    await until(() => singapore.json(listing), isNoted);
    expect((await singapore.asOfficer(listing)).stdout).to.match(/goods +2026-17\n/);
    const { grantId } = await singapore.json(["request", "grant", first, ...UNTIL]);
    await singapore.json(["request", "refuse", second, "--reason", "no-legal-basis"]);
    await arrived(grantId);
    expect(await rotterdam.json(["request", "show", first])).to.include({ standing: "granted", grantId });
    expect((await rotterdam.asOfficer(["request", "show", second])).stdout).to.match(/refusal +no-legal-basis\n/);
    expect((await rotterdam.json(["open", documentId])).grant.scope).to.equal("goods");
  });

  it("policy answers requests by itself once it is set, and a file that holds none exits 12", async () => {
    expect((await singapore.asOfficer(["policy", "show"])).stdout).to.match(/^No policy is in force/);
    const rule = { readers: { members: [2] }, kinds: "any", scopes: ["goods"], purposes: ["risk-assessment"] };
    const rules = [{ ...rule, maxDays: 30, maxUses: null, agreementRequired: false }];
    expect(await singapore.json(["policy", "set", folder.write("policy.json", { rules })])).to.include({ version: 1 });
    expect((await singapore.asOfficer(["policy", "show"])).stdout).to.match(
      /members 2 +any +goods +risk-assessment +30 +any\n\nVersion 1, put in force by /,
    );
    for (const bad of ["{", '{"rules":[{}]}', "no JSON"])
      expect((await singapore.asOfficer(["policy", "set", folder.write("bad.json", bad)])).code, bad).to.equal(12);
    const documentId = await anchorNumber("BY-POLICY");
    const about = ["--document", documentId, "--scope", "goods", "--purpose", "risk-assessment", "--case", "2026-19"];
    const { requestId } = await rotterdam.json(["request", "make", "--holder", "1", ...about]);
    const answered = await until(
      () => rotterdam.json(["request", "show", requestId]),
      ({ standing }) => standing !== "open",
    );
    expect(answered.standing).to.equal("granted");
  });

  it("agreement puts the grants under it to sleep while a party suspends it", async () => {
    const text = folder.write("text.md", "What we share, and why.");
    const terms = ["--party", "2", "--kind", KIND, "--tlp", "amber", ...UNTIL];
    const { agreementId } = await singapore.json(["agreement", "propose", text, ...terms]);
    const word = (desk: Desk, name: string) => desk.json(["agreement", name, agreementId]);
    await until(
      () => rotterdam.asOfficer(["agreement", "show", agreementId]),
      ({ code }) => code === 0,
    );
    await word(rotterdam, "accept");
    await until(
      () => singapore.json(["agreement", "list", "--standing", "inForce"]),
      ({ items }) => items.length === 1,
    );
    const documentId = await anchorNumber("AGREED");
    await granted(documentId, ["--agreement", agreementId]);
    expect((await rotterdam.asOfficer(["open", documentId])).code).to.equal(0);
    await word(singapore, "suspend");
    expect(await codeOf(rotterdam, ["open", documentId])).to.deep.equal([11, "GRANT_NOT_EFFECTIVE"]);
    const shown = (await singapore.asOfficer(["agreement", "show", agreementId])).stdout;
    expect(shown)
      .to.match(/standing +suspended\n/)
      .and.to.match(/party +member 1, accepted, suspends\n/);
    await word(singapore, "resume");
    expect((await rotterdam.asOfficer(["open", documentId])).code).to.equal(0);
  });

  it("delivery, partner and event show what went out and what happened", async () => {
    const { items } = await singapore.json(["delivery", "list", "--to", "2", "--state", "acknowledged"]);
    expect(items[0]).to.include({ type: "paper", partner: 2, reason: null });
    const { deliveryId } = items[0];
    expect((await singapore.json(["delivery", "show", String(deliveryId)])).receipt).to.be.a("string");
    expect(await codeOf(singapore, ["delivery", "retry", String(deliveryId)])).to.deep.equal([11, "DELIVERY_NOT_DEAD"]);
    expect(await codeOf(singapore, ["delivery", "cancel", String(deliveryId)])).to.deep.equal([
      11,
      "DELIVERY_NOT_OPEN",
    ]);
    expect(await codeOf(singapore, ["delivery", "show", "999999"])).to.deep.equal([11, "DELIVERY_NOT_FOUND"]);
    expect((await singapore.asOfficer(["partner", "list"])).stdout).to.match(/\n2 +closed +\S+Z +0 /);
    expect(await singapore.json(["partner", "reconcile", "2"])).to.include({ memberId: 2, queuedAgain: 0 });
    const events = await singapore.json(["event", "list", "--type", "sealane.reading.made"]);
    expect(events.items.length).to.be.above(0);
    const last = events.items.at(-1).sequence;
    const none = ["event", "list", "--type", "sealane.reading.made", "--since", last];
    expect((await singapore.asOfficer(none)).stdout).to.equal("Nothing happened.\n");
  });

  it("delivery cancel and retry give up what nobody takes, and let it wait again", async () => {
    await admit(network(), "carrier");
    const about = ["--consignment", UCR, "--scope", "goods", "--purpose", "transit"];
    await singapore.json(["request", "make", "--holder", "4", ...about, "--case", "2026-20"]);
    const { items } = await singapore.json(["delivery", "list", "--to", "4"]);
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ type: "request", state: "waiting" });
    const number = String(items[0].deliveryId);
    expect(await codeOf(singapore, ["delivery", "retry", number])).to.deep.equal([11, "DELIVERY_NOT_DEAD"]);
    expect(await singapore.json(["delivery", "cancel", number])).to.include({ state: "cancelled" });
    const { stdout } = await singapore.asOfficer(["delivery", "retry", number]);
    expect(stdout).to.match(new RegExp(`^Delivery ${number} to member 4\n +type +request\n +state +waiting\n`));
    expect((await singapore.asOfficer(["delivery", "cancel", number])).code).to.equal(0);
    expect((await singapore.json(["delivery", "list", "--state", "cancelled"])).items).to.have.length(1);
    expect((await singapore.asOfficer(["delivery", "list", "--state", "lost"])).code).to.equal(2);
  });

  it("webhook shows how far each system was told, and tells it again", async () => {
    const [hook] = (await singapore.json(["webhook", "list"])).items;
    expect(hook).to.include({ name: "nobody", state: "active", cursor: 0, types: null });
    expect(hook.waiting).to.be.above(0);
    expect(await singapore.json(["webhook", "replay", "nobody", "--since", "1"])).to.include({ cursor: 1 });
    expect((await singapore.asOfficer(["webhook", "resume", "nobody"])).stdout).to.match(/\nnobody +active +1 +\d+ /);
    expect(await codeOf(singapore, ["webhook", "resume", "none"])).to.deep.equal([11, "WEBHOOK_NOT_FOUND"]);
    expect(await codeOf(singapore, ["webhook", "replay", "nobody"])).to.deep.equal([2, "USAGE_INVALID"]);
    expect(await codeOf(singapore, ["webhook", "resume", "NO NAME"])).to.deep.equal([2, "USAGE_INVALID"]);
  });

  it("trace and receipts show an auditor every paper and every reading, and that none is missing", async () => {
    const { papers, notReached } = await auditor.json(["trace", "--consignment", UCR, "--readings"]);
    expect(papers.length).to.be.at.least(7);
    expect(papers.flatMap(({ readings }: { readings: object[] }) => readings).length).to.be.at.least(5);
    expect(notReached).to.deep.equal([]);
    const audit = await auditor.json(["receipts", "--of", "1"]);
    expect(audit).to.deep.include({ memberId: 1, isWhole: true, faults: [] });
    expect(audit.receipts).to.be.at.least(5);
    expect(await codeOf(rotterdam, ["receipts", "--of", "1"])).to.deep.equal([11, "AUDIT_NOT_ALLOWED"]);
  });
});
