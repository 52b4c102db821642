import { readSignedProfile } from "@sealane/sdk";
import { expect } from "chai";
import { getProfile, listProfiles } from "../../../node-gateway/src/selectivity/profiles/list-profiles.ts";
import { ruleSetInForce } from "../../../node-gateway/src/selectivity/profiles/profile-rows.ts";
import {
  approveProfile,
  draftProfile,
  importProfile,
  retireProfile,
} from "../../../node-gateway/src/selectivity/profiles/write-profiles.ts";
import { makeGateway, type TestMember } from "../../support/gateway/member.ts";
import { deployNetwork, type TestNetwork } from "../../support/gateway/network.ts";
import { by, inForce } from "../../support/gateway/selectivity.ts";
import { expectRejection } from "../../support/refusal.ts";
import { profile } from "../../support/sdk/rules.ts";

const written = profile("cheap-cars", 'any hsCodes (it starts-with "8703") and unitPrice < 0.5');

describe("Profiles of an agency", () => {
  let network: TestNetwork;
  let rotterdam: TestMember;
  let singapore: TestMember;
  before(async () => {
    network = await deployNetwork();
    rotterdam = await makeGateway(network, "rotterdam");
    singapore = await makeGateway(network, "singapore");
    await rotterdam.settle();
  });
  after(async () => {
    for (const member of [rotterdam, singapore]) await member?.close();
    await network?.stop();
  });
  const names = async ({ gateway }: TestMember) =>
    (await ruleSetInForce(gateway.database)).rules.map(({ profile: { name, version } }) => `${name} ${version}`);

  it("are drafts that decide nothing until another officer approves them", async () => {
    const draft = await draftProfile(rotterdam.gateway, { ...by("author"), profile: { ...written, version: 7 } });
    expect(draft).to.include({ name: "cheap-cars", version: 1, state: "draft", author: "author", jws: null });
    expect(draft.text).to.equal('any hsCodes (it starts-with ("8703")) and unitPrice < 0.5');
    expect(await names(rotterdam)).to.deep.equal([]);
    const asked = { name: "cheap-cars", version: 1 };
    await expectRejection(approveProfile(rotterdam.gateway, { ...by("author"), ...asked }), "PROFILE_SECOND_PERSON");
    const approved = await approveProfile(rotterdam.gateway, { ...by("approver"), ...asked });
    expect(approved).to.include({ state: "approved", approver: "approver" });
    expect(readSignedProfile(approved.jws as string).claims).to.include({ issuer: 2 });
    expect(await names(rotterdam)).to.deep.equal(["cheap-cars 1"]);
    await expectRejection(approveProfile(rotterdam.gateway, { ...by("approver"), ...asked }), "PROFILE_NOT_DRAFT");
  });

  it("are replaced by their next version when that is approved, not before", async () => {
    const next = await draftProfile(rotterdam.gateway, { ...by("author"), profile: { ...written, score: 0.9 } });
    expect(next.version).to.equal(2);
    expect(await names(rotterdam)).to.deep.equal(["cheap-cars 1"]);
    await approveProfile(rotterdam.gateway, { ...by("approver"), name: "cheap-cars", version: 2 });
    expect(await names(rotterdam)).to.deep.equal(["cheap-cars 2"]);
    expect(await getProfile(rotterdam.gateway, { name: "cheap-cars", version: 1 })).to.include({ state: "retired" });
  });

  it("are refused with the places of their faults", async () => {
    const bad = { ...written, rule: { op: "=", of: [{ name: "weight" }, { number: "1" }] } };
    const message = await draftProfile(rotterdam.gateway, { ...by("author"), profile: bad }).catch(
      (error: Error) => error.message,
    );
    expect(message).to.include('/rule/of/0: There is no field "weight".');
  });

  it("come from another member as drafts, if that member signed them", async () => {
    const { jws } = await getProfile(rotterdam.gateway, { name: "cheap-cars" });
    const taken = await importProfile(singapore.gateway, { ...by("officer"), jws: jws as string });
    expect(taken).to.include({ state: "draft", sourceMember: 2, version: 1, author: "officer" });
    expect(await names(singapore)).to.deep.equal([]);
    const [head, payload, signature = ""] = (jws as string).split(".");
    const turned = `${signature.slice(0, 10)}${signature[10] === "A" ? "B" : "A"}${signature.slice(11)}`;
    const forged = importProfile(singapore.gateway, { ...by("officer"), jws: `${head}.${payload}.${turned}` });
    await expectRejection(forged, "PROFILE_FORGED");
  });

  it("retire for a reason, and only while they are in force", async () => {
    const { name, version } = await inForce(rotterdam, "toys", 'any hsCodes (it starts-with "95")');
    const asked = { name, version, reason: "The season is over." };
    expect(await retireProfile(rotterdam.gateway, { ...by("approver"), ...asked })).to.include({
      ...{ state: "retired", retiredBecause: asked.reason },
    });
    await expectRejection(retireProfile(rotterdam.gateway, { ...by("approver"), ...asked }), "PROFILE_NOT_APPROVED");
    await expectRejection(
      retireProfile(rotterdam.gateway, { ...by("approver"), ...asked, name: "none" }),
      "PROFILE_NOT_FOUND",
    );
  });

  it("are listed by name and state, page by page", async () => {
    const first = await listProfiles(rotterdam.gateway, { limit: 2 });
    const rest = await listProfiles(rotterdam.gateway, { limit: 2, after: first.next as string });
    const all = [...first.items, ...rest.items].map(({ name, version }) => `${name} ${version}`);
    expect(all).to.deep.equal(["cheap-cars 2", "cheap-cars 1", "toys 1"]);
    expect((await listProfiles(rotterdam.gateway, { state: "approved" })).items).to.have.length(1);
  });

  it("are the same request when it is repeated with its key", async () => {
    const asked = { ...by("author"), profile: { ...written, name: "once" } };
    expect(await draftProfile(rotterdam.gateway, asked)).to.deep.equal(await draftProfile(rotterdam.gateway, asked));
  });
});
