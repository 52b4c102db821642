import { expect } from "chai";
import fc from "fast-check";
import { FOREVER, KIND, MEMBER, operatorOf } from "./support/consortium.ts";
import { Reverted } from "./support/evm.ts";
import {
  agreementOf,
  CONSIGNMENT,
  NO_PROOF,
  NONE,
  PAPERS,
  SCOPE,
  scopePair,
  type Terms,
  termsOf,
  UNLIMITED,
  useSharing,
} from "./support/sharing.ts";
import * as rules from "./support/sharing-model.ts";
import { type Choice, HISTORIES, type Operation, PARENTS_AGREEMENT } from "./support/sharing-operations.ts";

const PAIR = scopePair(SCOPE.transport, SCOPE.goods);
const WORDS = ["accept", "suspend", "resume", "terminate"];

/** What the random operations must have met, or they prove nothing. */
const MET = [
  ...["done", "MemberSuspended", "PeriodInvalid", "CallerNotParty"].map((outcome) => `propose ${outcome}`),
  ...["done", "MemberSuspended", "AgreementUnknown", "AgreementOver"].map((outcome) => `accept ${outcome}`),
  ...["done", "CallerNotParty"].flatMap((outcome) => WORDS.map((word) => `${word} ${outcome}`)),
  ...["done", "BatchUnknown", "MemberSuspended", "ReaderInvalid", "AgreementNotCovering"].map((o) => `grant ${o}`),
  ...["done", "GrantUnknown", "CallerNotReader", "GrantNotEffective", "AgreementInvalid", "EndAfterParent"].map(
    (outcome) => `delegate ${outcome}`,
  ),
  ...["UsesAboveParent", "DelegationsAboveParent", "ScopeNotNarrower", "NarrowerScopesInvalid", "ReaderInvalid"].map(
    (outcome) => `delegate ${outcome}`,
  ),
  ...["done", "GrantUnknown", "CallerNotGranter"].map((outcome) => `withdraw ${outcome}`),
  ...["asleep", "below a withdrawn one", "three deep"].map((state) => `a grant ${state}`),
];

describe("Invariants of sharing under random operations", () => {
  const world = useSharing();
  const met = new Set<string>();
  let restart: () => Promise<void>;
  let begunSeconds = 0;
  let agreements: { id: string; terms: ReturnType<typeof agreementOf> }[] = [];
  before(async () => {
    restart = await world.evm.snapshot();
    begunSeconds = await world.evm.now();
    const terms = [
      agreementOf({ parties: [1, 2, 3], kinds: [KIND.importDeclaration] }),
      agreementOf({ parties: [1, 2], validUntilSeconds: begunSeconds + 60 }),
      agreementOf({ parties: [1, 2, 3, 4], kinds: [] }),
    ];
    // The first of the parties to propose gives the id that grants name.
    const idOf = (one: (typeof terms)[number]) => world.agreements.read("agreementIdOf", MEMBER.singapore, one);
    agreements = await Promise.all(terms.map(async (one) => ({ id: (await idOf(one)) as string, terms: one })));
  });

  it("agrees with the model after every operation, and nothing that is dead wakes", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(HISTORIES, async (operations) => {
        await restart();
        const model = startOf();
        const dead = new Set<string>();
        for (const operation of operations) {
          await bothDo(model, operation);
          await expectModel(model, dead);
        }
        await expectNarrowing(model);
      }),
      { seed: 20_26, numRuns: 40, endOnFailure: true },
    );
    expect(MET.filter((outcome) => !met.has(outcome))).to.deep.equal([]);
  });

  const startOf = (): rules.SharingModel => ({
    nowSeconds: begunSeconds,
    suspended: new Set(),
    agreements: new Map(),
    grants: new Map(),
    anchored: new Map([[MEMBER.singapore, new Set(PAPERS.map(({ documentId }) => documentId))]]),
    kindOf: () => KIND.importDeclaration,
    scopesOf: (root) => (root === PAIR.root ? [SCOPE.transport, SCOPE.goods] : []),
  });

  /** Chain and model take the operation; both take it or both refuse it with the same error. */
  async function bothDo(model: rules.SharingModel, operation: Operation): Promise<void> {
    model.nowSeconds = (await world.evm.now()) + (operation.type === "wait" ? operation.seconds : 1);
    await world.evm.setNextTime(model.nowSeconds);
    const [sent, expected] = await begin(model, operation);
    const refused = await sent.then(
      () => undefined,
      (error: unknown) => (error instanceof Reverted ? (error.reason as unknown[])[0] : error),
    );
    expect(refused, JSON.stringify(operation)).to.equal(expected);
    met.add(`${operation.type} ${expected ?? "done"}`);
    model.nowSeconds = await world.evm.now();
  }

  async function begin(
    model: rules.SharingModel,
    operation: Operation,
  ): Promise<[Promise<unknown>, string | undefined]> {
    const { registrar } = world.actors;
    switch (operation.type) {
      case "wait":
        return [world.passTo(model.nowSeconds), undefined];
      case "suspendMember":
        model.suspended.add(operation.member);
        return [world.members.send(registrar, "suspend", operation.member), undefined];
      case "resumeMember":
        model.suspended.delete(operation.member);
        return [world.members.send(registrar, "resume", operation.member), undefined];
      case "propose":
        return beginProposal(model, operation);
      case "grant":
        return beginGrant(model, operation);
      case "delegate":
        return beginDelegation(model, operation);
      case "withdraw": {
        const id = pick(model, operation.grant);
        const sent = world.access.send(operatorOf(world, operation.member), "withdraw", id, 1);
        return [sent, rules.withdraw(model, operation.member, id)];
      }
      default: {
        const { id } = agreements[operation.agreement]!;
        const sent = world.agreements.send(operatorOf(world, operation.member), operation.type, id);
        return [sent, rules.speak(model, operation.member, { type: operation.type, id })];
      }
    }
  }

  async function beginProposal(model: rules.SharingModel, { member: by, agreement: number }: Numbered) {
    const { terms } = agreements[number]!;
    const id = (await world.agreements.read("agreementIdOf", by, terms)) as string;
    const sent = world.agreements.send(operatorOf(world, by), "propose", terms);
    return [sent, rules.propose(model, by, { id, terms })] as [typeof sent, string | undefined];
  }
  type Numbered = { member: number; agreement: number };

  async function beginGrant(model: rules.SharingModel, operation: Operation & { type: "grant" }) {
    const paper = PAPERS[operation.subject];
    const terms = { ...chosen(operation.choice), subject: paper?.documentId ?? CONSIGNMENT, isConsignment: !paper };
    const id = (await world.access.read("grantIdOf", operation.member, terms)) as string;
    const from = operatorOf(world, operation.member);
    const sent = paper ? world.grant(terms, from) : world.grantConsignment(terms, from);
    return [sent, rules.grant(model, operation.member, { id, terms })] as [typeof sent, string | undefined];
  }

  async function beginDelegation(model: rules.SharingModel, operation: Operation & { type: "delegate" }) {
    const parentId = pick(model, operation.parent);
    const parent = model.grants.get(parentId)?.terms;
    const by = operation.isReader && parent ? parent.reader : operation.member;
    const { subject, isConsignment } = parent ?? termsOf();
    const own = chosen(operation.choice);
    const isParents = operation.choice.agreement === PARENTS_AGREEMENT && parent;
    const agreementId = isParents ? parent.agreementId : own.agreementId;
    const terms = { ...own, subject, isConsignment, parentId, agreementId };
    const id = (await world.access.read("grantIdOf", by, terms)) as string;
    const proof = operation.choice.isNarrower ? PAIR.proofs[0] : NO_PROOF;
    const sent = world.delegate(terms, proof, operatorOf(world, by));
    return [sent, rules.delegate(model, by, { id, terms })] as [typeof sent, string | undefined];
  }

  const chosen = ({ reader, maxUses, delegations, ...choices }: Choice): Terms =>
    termsOf({
      reader,
      maxUses,
      delegations,
      scope: choices.isNarrower ? SCOPE.transport : SCOPE.full,
      narrowerScopes: choices.passesScopes ? PAIR.root : NONE,
      validUntilSeconds: choices.endAfterSeconds === FOREVER ? FOREVER : begunSeconds + choices.endAfterSeconds,
      agreementId: agreements[choices.agreement]?.id ?? NONE,
    });

  /** Some grant that was made; now and then one that was not. */
  function pick(model: rules.SharingModel, number: number): string {
    const ids = [...model.grants.keys()].reverse();
    return ids[number % (ids.length + 1)] ?? SCOPE.parties;
  }

  async function expectModel(model: rules.SharingModel, dead: Set<string>): Promise<void> {
    for (const { id } of agreements)
      expect(await world.agreements.read("isInForce", id)).to.equal(rules.isInForce(model, id));
    for (const id of model.grants.keys()) {
      const line = rules.lineOf(model, id);
      const effective = await world.isEffective(id);
      expect(effective, JSON.stringify(line)).to.equal(rules.isEffective(model, id));
      const isDead = line.some(({ withdrawn, terms }) => withdrawn || terms.validUntilSeconds <= model.nowSeconds);
      if (isDead) dead.add(id);
      if (dead.has(id)) expect(effective, "what is withdrawn or over").to.equal(false);
      const sleeps = line.some(({ terms }) => terms.agreementId !== NONE && !rules.isInForce(model, terms.agreementId));
      if (sleeps) expect(effective, "what is under a sleeping agreement").to.equal(false);
      if (sleeps) met.add("a grant asleep");
      if (line.slice(1).some(({ withdrawn }) => withdrawn)) met.add("a grant below a withdrawn one");
      if (line.length === 4) met.add("a grant three deep");
    }
  }

  /** By what the chain has kept: no child outlives or exceeds its parent, and each comes from one that may read. */
  async function expectNarrowing(model: rules.SharingModel): Promise<void> {
    const kept = new Map<string, Kept>();
    for (const id of model.grants.keys()) kept.set(id, await keptOf(id));
    for (const [id, grant] of kept) {
      const parent = kept.get(grant.parentId);
      expect(grant.owner).to.equal(parent ? parent.owner : grant.granter);
      if (!parent) expect(grant.isConsignment || grant.owner === MEMBER.singapore, "an owner's paper").to.equal(true);
      if (parent) {
        expect([grant.granter, grant.subject]).to.deep.equal([parent.reader, parent.subject]);
        expect(grant.validUntilSeconds).to.be.at.most(parent.validUntilSeconds);
        expect(grant.delegations).to.be.below(parent.delegations);
      }
      const handedOn = [...kept.values()].filter(({ parentId }) => parentId === id);
      const uses = handedOn.reduce((sum, { maxUses }) => sum + maxUses, 0);
      if (grant.maxUses !== UNLIMITED) expect(uses).to.be.at.most(grant.maxUses);
      expect(await world.access.read("usesLeft", id)).to.equal(rules.usesLeft(model, id));
    }
  }

  type Kept = Terms & { granter: number; owner: number };

  async function keptOf(id: string): Promise<Kept> {
    const [granter, owner, , , , , , , values] = (await world.access.read("grantOf", id)) as unknown[];
    const names = Object.keys(termsOf());
    const terms = Object.fromEntries((values as unknown[]).map((value, index) => [names[index], value]));
    return { ...(terms as unknown as Terms), granter: granter as number, owner: owner as number };
  }
});
