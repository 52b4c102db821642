import { expect } from "chai";
import { FOREVER, KIND, MEMBER } from "../support/consortium.ts";
import { digestOf } from "../support/entries.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";
import {
  CONSIGNMENT,
  idOf,
  NO_PROOF,
  NONE,
  PAPER,
  PAPERS,
  PURPOSE,
  REASON,
  SCOPE,
  scopePair,
  type Terms,
  termsOf,
  UNLIMITED,
  useSharing,
} from "../support/sharing.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER, auditor: AUDITOR } = MEMBER;
const PAIR = scopePair(SCOPE.transport, SCOPE.goods);
const [TRANSPORT_PROOF, GOODS_PROOF] = PAIR.proofs;
const END = FOREVER - 1;

describe("AccessRegistry: delegate", () => {
  const world = useSharing();
  /** Singapore's grant to Rotterdam; its id. */
  const parent = async (changed: Partial<Terms> = {}) =>
    idOf(
      await world.grant({ delegations: 3, narrowerScopes: PAIR.root, maxUses: 5, validUntilSeconds: END, ...changed }),
    );
  const child = (parentId: string, changed: Partial<Terms> = {}, proof = NO_PROOF, from?: string) =>
    world.delegate({ parentId, maxUses: 2, validUntilSeconds: END, ...changed }, proof, from);
  const usesLeft = (id: string) => world.access.read("usesLeft", id);

  it("hands a grant on: the owner stays the owner, and the uses come from the parent's", async () => {
    const parentId = await parent();
    const terms = termsOf({ reader: EXPORTER, parentId, maxUses: 2, validUntilSeconds: END });
    const id = await world.access.read("grantIdOf", ROTTERDAM, terms);
    const event = ["GrantMade", id, ROTTERDAM, EXPORTER, SINGAPORE, KIND.importDeclaration, Object.values(terms)];
    await expectEvents(child(parentId), event);
    expect(await world.isEffective(id)).to.equal(true);
    expect([await usesLeft(parentId), await usesLeft(id as string)]).to.deep.equal([3, 2]);
  });

  it("again changes nothing: no use is taken twice, whatever happened since", async () => {
    const parentId = await parent();
    await child(parentId);
    await expectNoOp(child(parentId));
    expect(await usesLeft(parentId)).to.equal(3);
    await world.access.send(world.actors.singapore, "withdraw", parentId, REASON.mistake);
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    await expectNoOp(child(parentId));
  });

  it("hands no more uses on than are left, to all together", async () => {
    const parentId = await parent();
    await child(parentId, { maxUses: 4 });
    await expectRevert(child(parentId, { maxUses: 2 }), "UsesAboveParent", 2, 1);
    await child(parentId, { maxUses: 1 });
    expect(await usesLeft(parentId)).to.equal(0);
    await expectRevert(child(parentId, { maxUses: 1, reader: AUDITOR }), "UsesAboveParent", 1, 0);
  });

  it("gives uses back neither with a withdrawal nor with an end: they may be spent", async () => {
    const parentId = await parent();
    const id = idOf(await child(parentId, { maxUses: 5 }));
    await world.access.send(world.actors.rotterdam, "withdraw", id, REASON.mistake);
    expect(await usesLeft(parentId)).to.equal(0);
  });

  it("from unlimited uses hands on any number, also without limit", async () => {
    const parentId = await parent({ maxUses: UNLIMITED });
    await child(parentId, { maxUses: UNLIMITED });
    await child(parentId, { maxUses: UNLIMITED - 1 });
    expect(await usesLeft(parentId)).to.equal(UNLIMITED);
    await expectRevert(child(await parent(), { maxUses: UNLIMITED }), "UsesAboveParent", UNLIMITED, 5);
  });

  it("goes three deep and no deeper", async () => {
    const { rotterdam, exporter, auditor } = world.actors;
    let id = await parent();
    for (const [delegations, from, reader] of [
      [2, rotterdam, EXPORTER],
      [1, exporter, AUDITOR],
      [0, auditor, ROTTERDAM],
    ] as const)
      id = idOf(await child(id, { delegations, reader, maxUses: 1 }, NO_PROOF, from));
    expect(await world.isEffective(id)).to.equal(true);
    const deeper = child(id, { maxUses: 1, reader: EXPORTER }, NO_PROOF, rotterdam);
    await expectRevert(deeper, "DelegationsAboveParent", 0, 0);
  });

  it("reverts with DelegationsAboveParent unless there are fewer: one with none is not handed on", async () => {
    await expectRevert(child(await parent(), { delegations: 3 }), "DelegationsAboveParent", 3, 3);
    await expectRevert(child(await parent({ delegations: 0 })), "DelegationsAboveParent", 0, 0);
  });

  it("opens a scope of the set that the parent names, by proof", async () => {
    const parentId = await parent();
    for (const [scope, proof] of [
      [SCOPE.transport, TRANSPORT_PROOF],
      [SCOPE.goods, GOODS_PROOF],
    ] as const)
      expect(await world.isEffective(idOf(await child(parentId, { scope }, proof)))).to.equal(true);
  });

  it("reverts with ScopeNotNarrower for any other scope, without proof, or when no set is named", async () => {
    const refused = (id: string, scope: string, proof = NO_PROOF) =>
      expectRevert(child(id, { scope }, proof), "ScopeNotNarrower", scope, SCOPE.full);
    const parentId = await parent();
    await refused(parentId, SCOPE.parties, TRANSPORT_PROOF);
    await refused(parentId, SCOPE.transport);
    await refused(parentId, SCOPE.transport, GOODS_PROOF);
    await refused(parentId, SCOPE.transport, { ...TRANSPORT_PROOF, index: 1 });
    await refused(parentId, SCOPE.transport, { ...TRANSPORT_PROOF, path: [] });
    await refused(parentId, PAIR.root, { size: 1, index: 0, path: [] });
    const setless = await parent({ narrowerScopes: NONE });
    await refused(setless, SCOPE.transport, TRANSPORT_PROOF);
    await refused(setless, NONE);
  });

  it("passes the set on with the parent's own scope only, and only as it is", async () => {
    const parentId = await parent();
    const refused = (changed: Partial<Terms>, proof = NO_PROOF) =>
      expectRevert(child(parentId, changed, proof), "NarrowerScopesInvalid", changed.narrowerScopes);
    await refused({ narrowerScopes: digestOf("a set of one's own") });
    await refused({ scope: SCOPE.transport, narrowerScopes: PAIR.root }, TRANSPORT_PROOF);
    const id = idOf(await child(parentId, { narrowerScopes: PAIR.root, delegations: 2 }));
    const next = { scope: SCOPE.goods, reader: AUDITOR, maxUses: 1 };
    const grandchild = child(id, next, GOODS_PROOF, world.actors.exporter);
    expect(await world.isEffective(idOf(await grandchild))).to.equal(true);
  });

  it("reverts when it says another subject, purpose or a later end", async () => {
    const parentId = await parent();
    const other = PAPERS[1]!.documentId;
    await expectRevert(child(parentId, { subject: other }), "SubjectInvalid", other, false);
    await expectRevert(child(parentId, { isConsignment: true }), "SubjectInvalid", PAPER.documentId, true);
    await expectRevert(child(parentId, { purpose: PURPOSE.audit }), "PurposeInvalid", PURPOSE.audit);
    await expectRevert(child(parentId, { validUntilSeconds: FOREVER }), "EndAfterParent", FOREVER, END);
  });

  it("stays under the parent's agreement, and may come under one when the parent is under none", async () => {
    const parties = [SINGAPORE, ROTTERDAM, EXPORTER];
    const agreementId = await world.conclude({ parties });
    const other = await world.conclude({ parties, alertCategories: 7 });
    const parentId = await parent({ agreementId });
    await expectRevert(child(parentId), "AgreementInvalid", NONE, agreementId);
    await expectRevert(child(parentId, { agreementId: other }), "AgreementInvalid", other, agreementId);
    await expectRevert(child(parentId, { agreementId, reader: AUDITOR }), "AgreementNotCovering", agreementId);
    expect(await world.isEffective(idOf(await child(parentId, { agreementId })))).to.equal(true);
    expect(await world.isEffective(idOf(await child(await parent(), { agreementId: other })))).to.equal(true);
  });

  it("reverts with CallerNotReader by anyone but the parent's reader, its granter too", async () => {
    const parentId = await parent();
    const { singapore, auditor } = world.actors;
    await expectRevert(child(parentId, {}, NO_PROOF, singapore), "CallerNotReader", parentId, SINGAPORE);
    await expectRevert(child(parentId, {}, NO_PROOF, auditor), "CallerNotReader", parentId, AUDITOR);
  });

  it("reverts with GrantNotEffective when the parent is withdrawn, over, asleep or its reader suspended", async () => {
    const soon = (await world.evm.now()) + 1_000;
    const agreementId = await world.conclude();
    const withdrawn = await parent();
    const over = await parent({ validUntilSeconds: soon });
    const asleep = await parent({ agreementId });
    await world.access.send(world.actors.singapore, "withdraw", withdrawn, REASON.mistake);
    await world.agreements.send(world.actors.singapore, "suspend", agreementId);
    await world.passTo(soon);
    await expectRevert(child(withdrawn), "GrantNotEffective", withdrawn);
    await expectRevert(child(over, { validUntilSeconds: soon }), "GrantNotEffective", over);
    await expectRevert(child(asleep, { agreementId }), "GrantNotEffective", asleep);
    const awake = await parent({ maxUses: 6 });
    await world.members.send(world.actors.registrar, "suspend", ROTTERDAM);
    await expectRevert(child(awake), "GrantNotEffective", awake);
  });

  it("reverts with GrantUnknown for a parent that nobody made, and for none", async () => {
    await expectRevert(child(digestOf("unknown")), "GrantUnknown", digestOf("unknown"));
    await expectRevert(child(NONE), "GrantUnknown", NONE);
  });

  it("reverts for nobody, itself, no use, and a stranger", async () => {
    const parentId = await parent();
    const { stranger } = world.actors;
    await expectRevert(child(parentId, { reader: 0 }), "ReaderInvalid", 0);
    await expectRevert(child(parentId, { reader: ROTTERDAM }), "ReaderInvalid", ROTTERDAM);
    await expectRevert(child(parentId, { maxUses: 0 }), "UsesInvalid", 0);
    await expectRevert(child(parentId, {}, NO_PROOF, stranger), "CallerNotOperator", stranger);
  });

  it("works on a consignment, of which the first granter's papers stay meant", async () => {
    const parentId = idOf(await world.grantConsignment({ delegations: 1 }));
    const { subject, isConsignment } = termsOf({ subject: CONSIGNMENT, isConsignment: true });
    const id = idOf(await world.delegate({ parentId, subject, isConsignment }));
    expect(((await world.access.read("grantOf", id)) as number[]).slice(0, 3)).to.deep.equal([ROTTERDAM, SINGAPORE, 0]);
    expect(await world.access.read("opens", id, KIND.exportDeclaration)).to.equal(true);
  });
});
