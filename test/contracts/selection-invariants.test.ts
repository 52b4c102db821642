import { expect } from "chai";
import fc from "fast-check";
import { MEMBER } from "./support/consortium.ts";
import { Reverted } from "./support/evm.ts";
import { seedOf, useSelection } from "./support/selection.ts";

const MEMBERS = [MEMBER.singapore, MEMBER.rotterdam];

type Operation =
  | { type: "suspend" | "resume"; member: number }
  | { type: "commit"; member: number; period: number; begins: number; length: number; seed: string }
  | { type: "reveal"; member: number; period: number; seed: string }
  | { type: "wait"; seconds: number };

/** One period as the rules have it; times count from the beginning of the history. */
interface Made {
  readonly begins: number;
  readonly ends: number;
  readonly seed: string;
  isRevealed: boolean;
}

/** The rules as plainly as they can be said. */
interface Model {
  readonly suspended: Set<number>;
  readonly periods: Map<number, Map<number, Made>>;
}

const member = fc.constantFrom(...MEMBERS);
const period = fc.integer({ min: 1, max: 6 });
const seed = fc.constantFrom("a", "a", "a", "b");
const OPERATIONS: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant("suspend" as const), member }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("resume" as const), member }) },
  {
    weight: 14,
    arbitrary: fc.record({
      ...{ type: fc.constant("commit" as const), member, period, seed },
      begins: fc.integer({ min: 0, max: 60 }).map((ten) => ten * 10),
      length: fc.constantFrom(0, 10, 20, 50),
    }),
  },
  { weight: 10, arbitrary: fc.record({ type: fc.constant("reveal" as const), member, period, seed }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 60 }) }) },
);

/** What the random operations must have met, or they prove nothing. */
const MET = [
  ...["SeedCommitted", "nothing", "PeriodDiffers", "PeriodBegun", "PeriodNotNext", "PeriodOverlaps"].map(
    (outcome) => `commit ${outcome}`,
  ),
  ...["PeriodInvalid", "MemberSuspended"].map((outcome) => `commit ${outcome}`),
  ...["SeedRevealed", "nothing", "PeriodUnknown", "PeriodNotOver", "SeedDiffers"].map((outcome) => `reveal ${outcome}`),
];

describe("Invariants of selection under random operations", () => {
  const world = useSelection();
  const met = new Set<string>();
  let restart: () => Promise<void>;
  before(async () => {
    restart = await world.evm.snapshot();
  });

  it("agrees with the model: no seed after its period began, none out before it ended, no two periods at once", async function () {
    this.timeout(120_000);
    const histories = fc.array(OPERATIONS, { minLength: 40, maxLength: 80, size: "max" });
    await fc.assert(
      fc.asyncProperty(histories, async (operations) => {
        await restart();
        const model: Model = { suspended: new Set(), periods: new Map(MEMBERS.map((one) => [one, new Map()])) };
        let timeSeconds = await world.evm.now();
        for (const operation of operations) {
          timeSeconds += operation.type === "wait" ? operation.seconds : 1;
          if (operation.type === "wait") continue;
          await world.evm.setNextTime(timeSeconds);
          const expected = inModel(model, operation, timeSeconds - world.now);
          const outcome = await onChain(operation);
          if (operation.type === "commit" || operation.type === "reveal")
            expect(outcome, JSON.stringify(operation)).to.equal(expected);
          met.add(`${operation.type} ${expected}`);
        }
        await expectModel(model);
      }),
      { seed: 20_26, numRuns: 40, endOnFailure: true },
    );
    expect(MET.filter((outcome) => !met.has(outcome))).to.deep.equal([]);
  });

  function inModel(
    { suspended, periods }: Model,
    operation: Exclude<Operation, { type: "wait" }>,
    now: number,
  ): string {
    const made = periods.get(operation.member) as Map<number, Made>;
    switch (operation.type) {
      case "suspend":
        suspended.add(operation.member);
        return "nothing";
      case "resume":
        suspended.delete(operation.member);
        return "nothing";
      case "commit": {
        const { begins, length, period: number, seed: name } = operation;
        const known = made.get(number);
        if (known) {
          const isSame = known.begins === begins && known.ends === begins + length && known.seed === name;
          return isSame ? "nothing" : "PeriodDiffers";
        }
        const latest = Math.max(0, ...made.keys());
        if (number <= latest) return "PeriodNotNext";
        if (begins < (made.get(latest)?.ends ?? 0)) return "PeriodOverlaps";
        if (length === 0) return "PeriodInvalid";
        if (now >= begins) return "PeriodBegun";
        if (suspended.has(operation.member)) return "MemberSuspended";
        made.set(number, { begins, ends: begins + length, seed: name, isRevealed: false });
        return "SeedCommitted";
      }
      case "reveal": {
        const known = made.get(operation.period);
        if (!known) return "PeriodUnknown";
        if (known.seed !== operation.seed) return "SeedDiffers";
        if (known.isRevealed) return "nothing";
        if (now < known.ends) return "PeriodNotOver";
        known.isRevealed = true;
        return "SeedRevealed";
      }
    }
  }

  function onChain(operation: Exclude<Operation, { type: "wait" }>): Promise<string> {
    const { members, actors } = world;
    const sent = () => {
      switch (operation.type) {
        case "suspend":
        case "resume":
          return members.send(actors.registrar, operation.type, operation.member);
        case "commit": {
          const bounds = { begins: operation.begins, ends: operation.begins + operation.length };
          return world.commit(operation.period, bounds, { seed: seedOf(operation.seed), member: operation.member });
        }
        case "reveal":
          return world.reveal(operation.period, seedOf(operation.seed), operation.member);
      }
    };
    return sent().then(
      ({ events }) => String(events.at(-1)?.[0] ?? "nothing"),
      (error: unknown) => {
        if (!(error instanceof Reverted)) throw error;
        return String((error.reason as unknown[])[0]);
      },
    );
  }

  async function expectModel({ periods }: Model): Promise<void> {
    for (const [memberId, made] of periods) {
      expect(await world.selection.read("latestPeriod", memberId)).to.equal(Math.max(0, ...made.keys()));
      let lastEnd = 0;
      for (const [number, { begins, ends, seed: name, isRevealed }] of made) {
        const kept = (await world.selection.read("periodOf", memberId, number)) as [
          number,
          number,
          number,
          number,
          string,
          string,
        ];
        const [from, until, committed, revealed, , opened] = kept;
        expect([from, until]).to.deep.equal([world.now + begins, world.now + ends]);
        expect(committed).to.be.below(from);
        expect(opened).to.equal(isRevealed ? seedOf(name) : `0x${"0".repeat(64)}`);
        expect(isRevealed ? revealed >= until : revealed === 0).to.equal(true);
        expect(begins).to.be.at.least(lastEnd);
        lastEnd = ends;
      }
    }
  }
});
