import { expect } from "chai";
import { type KindName, kindByName } from "../../sdk/src/index.ts";
import { ACTORS } from "../support/gateway/actors.ts";
import { sealane } from "./support/run.ts";
import { useStation } from "./support/station.ts";

const KIND = "packing-list";
const OTHER = "commercial-invoice";

describe("sealane outbox", () => {
  const { network, singapore, asOfficer, json, file } = useStation();
  /** A paper of a kind that singapore is not accredited for; the item of its anchoring. */
  const refused = async (number: string, kind: KindName = KIND) => {
    const { files } = await json(["anchor", file(`${number}.json`, number, kind)], 11);
    const { items } = await json(["outbox", "list", "--state", "refused"]);
    const { documentId } = files[0];
    return { documentId, item: items.find((one: { documentId: string }) => one.documentId === documentId) };
  };

  it("list shows what is stuck and why, and what is done when asked for it", async () => {
    const { documentId, item } = await refused("STUCK");
    expect(item).to.include({ purpose: "anchor", refusal: "IssuerNotAccredited", attempts: 0, nonce: null });
    const { stdout } = await asOfficer(["outbox", "list"]);
    expect(stdout).to.match(/^ITEM +WHAT +STATE +AGE +NONCE +SENT +SUBJECT +NOTE\n/);
    expect(stdout).to.match(new RegExp(`${item.itemId} +anchor +refused +.*${documentId} +IssuerNotAccredited`));
    const done = (await asOfficer(["outbox", "list", "--purpose", "member", "--state", "done", "--limit", "1"])).stdout;
    expect(done).to.match(/\d+ +addKey +done +\d+ \w+ +0 +1 times/);
    expect((await asOfficer(["outbox", "list", "--state", "lost"])).code).to.equal(2);
  });

  it("retry anchors what was refused, once it is allowed, and cancel gives it up", async () => {
    const [first, second] = [await refused("RETRIED"), await refused("GIVEN-UP")];
    expect(await json(["outbox", "cancel", String(second.item.itemId)])).to.include({ state: "cancelled" });
    const { code } = kindByName(KIND);
    await network().registrar("accredit", ACTORS.singapore.memberId, code, 0, 4_000_000_000);
    const { stdout } = await asOfficer(["outbox", "retry", String(first.item.itemId)]);
    expect(stdout).to.match(new RegExp(`${first.item.itemId} +anchor +queued`));
    const again = await json(["anchor", file("RETRIED.json", "RETRIED", KIND)]);
    expect(again.files[0]).to.include({ documentId: first.documentId, state: "anchored" });
    const givenUp = await json(["anchor", file("GIVEN-UP.json", "GIVEN-UP", KIND)], 11);
    expect(givenUp.files[0]).to.include({ documentId: second.documentId, state: "refused", note: "Cancelled" });
  });

  it("withdraw ends as refused when the document itself is, and says why", async () => {
    const { documentId } = await refused("NEVER-ANCHORED", OTHER);
    const ended = await json(["withdraw", documentId, "--reason", "fraud"], 11);
    expect(ended).to.include({ state: "refused", refusal: "DocumentRefused" });
  });

  it("refuses what is done or not there with 11, what is no number with 2, and an officer without the scope", async () => {
    const { items } = await json(["outbox", "list", "--state", "done", "--limit", "1"]);
    const id = String(items[0].itemId);
    for (const [args, code, name] of [
      [["retry", id], 11, "ITEM_NOT_REFUSED"],
      [["cancel", id], 11, "ITEM_NOT_OPEN"],
      [["cancel", "999999"], 11, "ITEM_NOT_FOUND"],
      [["retry", "first"], 2, "USAGE_INVALID"],
    ] as const) {
      const ended = await asOfficer(["outbox", ...args]);
      expect([ended.code, ended.stderr.split(": ")[1]]).to.deep.equal([code, name]);
    }
    const narrow = await sealane(["outbox", "list"], { env: singapore().narrowEnv });
    expect([narrow.code, narrow.stderr.split(": ")[1]]).to.deep.equal([11, "AUTH_SCOPE_MISSING"]);
  });
});

describe("sealane alarm", () => {
  const { asOfficer, json } = useStation();

  it("acknowledge says so when there is no alarm", async () => {
    expect((await asOfficer(["alarm", "acknowledge"])).stdout).to.equal("There was no alarm.\n");
    expect(await json(["alarm", "acknowledge"])).to.deep.equal({ alarm: null });
  });
});
