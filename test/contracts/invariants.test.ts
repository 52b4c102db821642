import { expect } from "chai";
import fc from "fast-check";
import { admitMembers, FOREVER, KIND, MEMBER, useConsortium } from "./support/consortium.ts";
import { type Entry, entryOf, inclusionOf, rootOf } from "./support/entries.ts";
import { Reverted } from "./support/evm.ts";
import * as rules from "./support/model.ts";

/** Few of everything, so that random operations meet each other. */
const MEMBERS = [MEMBER.singapore, MEMBER.rotterdam];
const KINDS = [KIND.importDeclaration, KIND.exportDeclaration];
const PAPERS = [0, 1, 2, 3, 4, 5].map((number) => entryOf(`paper ${number}`, KINDS[number === 5 ? 1 : 0]));
const BATCHES: readonly Entry[][] = [
  [0, 2],
  [1, 3],
  [0, 1, 2],
  [4, 5],
].map((numbers) => numbers.map((number) => PAPERS[number] as Entry));
const REASONS = [1, 5];

type Operation =
  | { type: "suspend" | "resume"; member: number }
  | { type: "accredit" | "endAccreditation"; member: number; kind: number }
  | { type: "addOperator" | "removeOperator"; member: number; operator: number }
  | { type: "anchor"; operator: number; batch: number }
  | { type: "withdraw"; operator: number; claim: rules.Claim; reason: number }
  | { type: "supersede"; operator: number; old: rules.Claim; successor: rules.Claim; reason: number };

const member = fc.constantFrom(...MEMBERS);
const kind = fc.constantFrom(...KINDS);
const operator = fc.nat({ max: 2 });
const batch = fc.nat({ max: BATCHES.length - 1 });
const reason = fc.constantFrom(...REASONS);
const claim = fc.tuple(batch, fc.nat({ max: 2 })).map(([number, place]): rules.Claim => {
  const entries = BATCHES[number] as Entry[];
  return { entries, index: place % entries.length };
});
const type = <const Type extends string>(...types: Type[]) => fc.constantFrom(...types);
const OPERATIONS: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: type("suspend", "resume"), member }) },
  { weight: 2, arbitrary: fc.record({ type: type("accredit", "endAccreditation"), member, kind }) },
  { weight: 2, arbitrary: fc.record({ type: type("addOperator", "removeOperator"), member, operator }) },
  { weight: 5, arbitrary: fc.record({ type: type("anchor"), operator, batch }) },
  { weight: 3, arbitrary: fc.record({ type: type("withdraw"), operator, claim, reason }) },
  { weight: 10, arbitrary: fc.record({ type: type("supersede"), operator, old: claim, successor: claim, reason }) },
);

/** What the random operations must have met, or they prove nothing. */
const MET = [
  "addOperator done",
  "addOperator OperatorOfAnotherMember",
  "removeOperator done",
  "removeOperator OperatorInvalid",
  "anchor done",
  "anchor CallerNotOperator",
  "anchor MemberSuspended",
  "anchor IssuerNotAccredited",
  "withdraw done",
  "withdraw CallerNotOperator",
  "withdraw BatchUnknown",
  "supersede done",
  "supersede SuccessorInvalid",
  "supersede SuccessorNotCurrent",
  "supersede DocumentAlreadySuperseded",
  "supersede DocumentAlreadyWithdrawn",
  "supersede MemberSuspended",
];

describe("Invariants under random operations", () => {
  const world = useConsortium(async (consortium) => {
    await admitMembers(consortium);
    const { members, actors } = consortium;
    await members.send(actors.registrar, "accredit", MEMBER.singapore, KIND.exportDeclaration, 0, FOREVER);
  });

  let restart: () => Promise<void>;
  before(async () => {
    restart = await world.evm.snapshot();
  });
  const met = new Set<string>();

  it("agrees with the model after every operation, and no tombstone or batch ever changes", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(OPERATIONS, { minLength: 60, maxLength: 90, size: "max" }), async (operations) => {
        await restart();
        const model = startOf(world.actors);
        let before = await stateOnChain();
        for (const operation of operations) {
          await bothDo(model, operation);
          const after = await stateOnChain();
          expectOnlyGrowth(before, after);
          expectModel(model, after);
          before = after;
        }
      }),
      { seed: 20_26, numRuns: 16 },
    );
    expect([...met]).to.include.members(MET);
  });

  const accounts = () => [world.actors.singapore, world.actors.rotterdam, world.actors.stranger];
  const accountOf = (number: number) => accounts()[number] as string;

  function startOf({ singapore, rotterdam }: { singapore: string; rotterdam: string }): rules.Model {
    const model = rules.emptyModel();
    model.members.set(MEMBER.singapore, { suspended: false, kinds: new Set(KINDS) });
    model.members.set(MEMBER.rotterdam, { suspended: false, kinds: new Set() });
    rules.addOperator(model, MEMBER.singapore, singapore);
    rules.addOperator(model, MEMBER.rotterdam, rotterdam);
    return model;
  }

  /** Chain and model take the operation; both take it or both refuse it with the same error. */
  async function bothDo(model: rules.Model, operation: Operation): Promise<void> {
    const expected = inModel(model, operation);
    const refused = await onChain(operation).then(
      () => undefined,
      (error: unknown) => (error instanceof Reverted ? (error.reason as unknown[])[0] : error),
    );
    expect(refused, JSON.stringify(operation)).to.equal(expected);
    met.add(`${operation.type} ${expected ?? "done"}`);
  }

  function inModel(model: rules.Model, operation: Operation): string | undefined {
    switch (operation.type) {
      case "anchor":
        return rules.anchor(model, accountOf(operation.operator), BATCHES[operation.batch] as Entry[]);
      case "withdraw":
        return rules.withdraw(model, accountOf(operation.operator), operation.claim, operation.reason);
      case "supersede":
        return rules.supersede(model, accountOf(operation.operator), operation);
      case "addOperator":
        return rules.addOperator(model, operation.member, accountOf(operation.operator));
      case "removeOperator":
        return rules.removeOperator(model, operation.member, accountOf(operation.operator));
      case "suspend":
      case "resume":
        return rules.setSuspended(model, operation.member, operation.type === "suspend");
      case "accredit":
      case "endAccreditation":
        return rules.setAccredited(model, operation.member, operation);
    }
  }

  function onChain(operation: Operation) {
    const asRegistrar = (...args: unknown[]) => world.members.send(world.actors.registrar, operation.type, ...args);
    const asOperator = (number: number, ...args: unknown[]) =>
      world.documents.send(accountOf(number), operation.type, ...args);
    const claimed = ({ entries, index }: rules.Claim) => [entries[index], inclusionOf(entries, index)];
    switch (operation.type) {
      case "anchor":
        return asOperator(operation.operator, BATCHES[operation.batch]);
      case "withdraw":
        return asOperator(operation.operator, ...claimed(operation.claim), operation.reason);
      case "supersede": {
        const claims = [...claimed(operation.old), ...claimed(operation.successor)];
        return asOperator(operation.operator, ...claims, operation.reason);
      }
      case "addOperator":
      case "removeOperator":
        return asRegistrar(operation.member, accountOf(operation.operator));
      case "suspend":
      case "resume":
        return asRegistrar(operation.member);
      case "accredit":
        return asRegistrar(operation.member, operation.kind, 0, FOREVER);
      case "endAccreditation":
        return asRegistrar(operation.member, operation.kind);
    }
  }

  /** Everything both members could have: batches by `member root`, tombstones by `member documentId`. */
  async function stateOnChain() {
    const batches = new Map<string, number[]>();
    const tombstones = new Map<string, (number | string)[]>();
    for (const id of MEMBERS) {
      for (const entries of BATCHES) {
        const root = rootOf(entries);
        batches.set(`${id} ${root}`, (await world.documents.read("batch", id, root)) as number[]);
      }
      for (const { documentId } of PAPERS) {
        const stone = (await world.documents.read("tombstone", id, documentId)) as (number | string)[];
        tombstones.set(`${id} ${documentId}`, stone);
      }
    }
    return { batches, tombstones };
  }
  type State = Awaited<ReturnType<typeof stateOnChain>>;

  /** What was once written never changes: a batch is anchored once, a tombstone never lifts nor tells another story. */
  function expectOnlyGrowth(before: State, after: State): void {
    for (const [key, kept] of before.batches) {
      if (kept[2] !== 0) expect(after.batches.get(key)).to.deep.equal(kept);
    }
    for (const [key, [superseded, withdrawn, supersedeReason, withdrawReason, successorId]] of before.tombstones) {
      const now = after.tombstones.get(key);
      if (superseded !== 0)
        expect([now?.[0], now?.[2], now?.[4]]).to.deep.equal([superseded, supersedeReason, successorId]);
      if (withdrawn !== 0) expect([now?.[1], now?.[3]]).to.deep.equal([withdrawn, withdrawReason]);
    }
  }

  function expectModel(model: rules.Model, state: State): void {
    for (const [key, [, , size]] of state.batches) expect(size, key).to.equal(model.batches.get(key)?.length ?? 0);
    for (const [key, stone] of state.tombstones) {
      const {
        supersedeReason = 0,
        withdrawReason = 0,
        successorId = `0x${"0".repeat(64)}`,
      } = model.tombstones.get(key) ?? {};
      expect(stone.slice(2), key).to.deep.equal([supersedeReason, withdrawReason, successorId]);
      expect([stone[0] !== 0, stone[1] !== 0], key).to.deep.equal([supersedeReason !== 0, withdrawReason !== 0]);
    }
  }
});
