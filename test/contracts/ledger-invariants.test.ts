import { expect } from "chai";
import fc from "fast-check";
import { MEMBER } from "./support/consortium.ts";
import type { Entry } from "./support/entries.ts";
import { type Outcome, Reverted } from "./support/evm.ts";
import { AMENDED, AMENDED_AGAIN, CERTIFICATES, DECLARATION, useLedger } from "./support/ledger.ts";
import * as rules from "./support/ledger-model.ts";

const { singapore: SINGAPORE, rotterdam: ROTTERDAM, exporter: EXPORTER } = MEMBER;
const MEMBERS = [SINGAPORE, ROTTERDAM, EXPORTER];
const OPENINGS = [DECLARATION, AMENDED, AMENDED_AGAIN];
const ISSUED = MEMBERS.flatMap((issuer) => (CERTIFICATES[issuer] ?? []).map((entry) => ({ issuer, entry })));

type Operation =
  | { type: "suspend" | "resume"; member: number }
  | { type: "open"; opening: number; quantity: number }
  | { type: "revise"; by: number; opening: number; quantity: number }
  | { type: "allowDrawer" | "disallowDrawer"; by: number; member: number }
  | { type: "draw"; isIssuer: boolean; by: number; certificate: number; quantity: number }
  | { type: "giveBack"; by: number; certificate: number }
  | { type: "withdraw"; certificate: number }
  | { type: "withdrawOpening" | "supersedeOpening"; opening: number };

/** Few of everything, so that random operations meet each other. */
const member = fc.constantFrom(...MEMBERS);
const by = fc.constantFrom(SINGAPORE, SINGAPORE, SINGAPORE, ROTTERDAM);
const opening = fc.nat(OPENINGS.length - 1);
const certificate = fc.nat(ISSUED.length - 1);
const type = <const Type extends string>(...types: Type[]) => fc.constantFrom(...types);
const OPERATIONS: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: type("suspend"), member }) },
  { weight: 4, arbitrary: fc.record({ type: type("resume"), member }) },
  { weight: 4, arbitrary: fc.record({ type: type("open"), opening, quantity: fc.constantFrom(10, 10, 7) }) },
  { weight: 6, arbitrary: fc.record({ type: type("revise"), by, opening, quantity: fc.constantFrom(12, 10, 3) }) },
  { weight: 6, arbitrary: fc.record({ type: type("allowDrawer"), by, member }) },
  { weight: 1, arbitrary: fc.record({ type: type("disallowDrawer"), by, member }) },
  {
    weight: 24,
    arbitrary: fc.record({
      type: type("draw"),
      isIssuer: fc.constantFrom(true, true, true, true, false),
      by: member,
      certificate,
      quantity: fc.constantFrom(1, 3, 3, 6),
    }),
  },
  { weight: 8, arbitrary: fc.record({ type: type("giveBack"), by: member, certificate }) },
  { weight: 3, arbitrary: fc.record({ type: type("withdraw"), certificate }) },
  { weight: 2, arbitrary: fc.record({ type: type("supersedeOpening"), opening: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ type: type("withdrawOpening"), opening: fc.constant(2) }) },
);

/** Opens a balance, draws from it and amends what opened it: the beginning of half of the histories. */
const PROLOGUE: Operation[] = [
  { type: "open", opening: 0, quantity: 10 },
  { type: "draw", isIssuer: true, by: SINGAPORE, certificate: 0, quantity: 6 },
  { type: "supersedeOpening", opening: 0 },
];
const HISTORIES: fc.Arbitrary<Operation[]> = fc
  .tuple(fc.boolean(), fc.array(OPERATIONS, { minLength: 60, maxLength: 100, size: "max" }))
  .map(([begins, operations]) => [...(begins ? PROLOGUE : []), ...operations]);

/** What the random operations must have met, or they prove nothing. */
const MET = [
  ...["BalanceOpened", "nothing", "BalanceDiffers", "DocumentNotCurrent"].map((outcome) => `open ${outcome}`),
  ...["BalanceRevised", "nothing", "RevisionRefused", "SuccessorInvalid", "CallerNotOpener", "BalanceUnknown"].map(
    (outcome) => `revise ${outcome}`,
  ),
  ...["DrawerAllowed", "nothing", "DrawerInvalid", "CallerNotOpener", "MemberSuspended"].map((o) => `allowDrawer ${o}`),
  ...["DrawerDisallowed", "nothing"].map((outcome) => `disallowDrawer ${outcome}`),
  ...["QuantityDrawn", "nothing", "DrawRefused", "DrawDiffers", "BatchUnknown", "DocumentNotCurrent"].map(
    (outcome) => `draw ${outcome}`,
  ),
  ...["QuantityGivenBack", "nothing", "DrawUnknown", "CertificateStands"].map((outcome) => `giveBack ${outcome}`),
];

describe("Invariants of the ledger under random operations", () => {
  const world = useLedger();
  const met = new Set<string>();
  let restart: () => Promise<void>;
  before(async () => {
    restart = await world.evm.snapshot();
  });

  it("agrees with the model after every operation, draws never more than was opened and gives back once", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(HISTORIES, async (operations) => {
        await restart();
        const model = emptyModel();
        const givenBack = new Map<Entry, number>();
        for (const operation of operations) {
          const expected = await inModel(model, operation);
          expect(await onChain(operation), JSON.stringify(operation)).to.equal(expected);
          met.add(`${operation.type} ${expected}`);
          await expectModel(model, givenBack);
        }
      }),
      { seed: 20_26, numRuns: 30, endOnFailure: true },
    );
    expect(MET.filter((outcome) => !met.has(outcome))).to.deep.equal([]);
  });

  const emptyModel = (): rules.LedgerModel => ({
    ...{ opener: SINGAPORE, suspended: new Set(), withdrawn: new Set(), successors: new Map() },
    ...{ drawers: new Set(), rests: undefined, opened: 0, draws: new Map() },
  });
  const issuedOf = (number: number) => ISSUED[number] as (typeof ISSUED)[number];
  const openingOf = (number: number) => OPENINGS[number] as Entry;
  const drawerOf = ({ isIssuer, by: caller, certificate: number }: Operation & { type: "draw" }) =>
    isIssuer ? issuedOf(number).issuer : caller;

  async function inModel(model: rules.LedgerModel, operation: Operation): Promise<string> {
    switch (operation.type) {
      case "suspend":
      case "resume":
        if (operation.type === "suspend") model.suspended.add(operation.member);
        else model.suspended.delete(operation.member);
        return rules.NOTHING;
      case "open":
        return rules.open(model, openingOf(operation.opening), operation.quantity);
      case "revise":
        return rules.revise(model, openingOf(operation.opening), operation);
      case "allowDrawer":
      case "disallowDrawer": {
        const isAllowed = operation.type === "allowDrawer";
        return rules.setDrawer(model, operation.member, { by: operation.by, isAllowed });
      }
      case "draw": {
        const { issuer, entry } = issuedOf(operation.certificate);
        return rules.draw(model, entry, { by: drawerOf(operation), issuer, quantity: operation.quantity });
      }
      case "giveBack":
        return rules.giveBack(model, issuedOf(operation.certificate).entry);
      case "withdraw":
        model.withdrawn.add(issuedOf(operation.certificate).entry);
        return rules.NOTHING;
      case "withdrawOpening":
        model.withdrawn.add(openingOf(operation.opening));
        return rules.NOTHING;
      case "supersedeOpening":
        return tellSuccessor(model, operation.opening);
    }
  }

  /** The registry of documents has its own invariants: here it is asked for what it would do. */
  function tellSuccessor(model: rules.LedgerModel, number: number): string {
    const [old, successor] = [openingOf(number), openingOf(number + 1)];
    const isTaken = !model.suspended.has(SINGAPORE) && rules.stands(model, old) && rules.stands(model, successor);
    if (isTaken) model.successors.set(old, successor);
    return rules.NOTHING;
  }

  /** What the ledger did: the name of the error or of the last event; nothing where the registries alone were asked. */
  async function onChain(operation: Operation): Promise<string> {
    const { type } = operation;
    const isElsewhere = ["suspend", "resume", "withdraw", "withdrawOpening", "supersedeOpening"].includes(type);
    const outcome = await send(operation).then(
      ({ events }) => String(events.at(-1)?.[0] ?? rules.NOTHING),
      (error: unknown) => {
        if (!(error instanceof Reverted)) throw error;
        return String((error.reason as unknown[])[0]);
      },
    );
    return isElsewhere ? rules.NOTHING : outcome;
  }

  function send(operation: Operation): Promise<Outcome> {
    const { ledger, members, actors, balanceId } = world;
    switch (operation.type) {
      case "suspend":
      case "resume":
        return members.send(actors.registrar, operation.type, operation.member);
      case "open":
        return world.open(openingOf(operation.opening), { quantity: operation.quantity, drawers: [] });
      case "revise":
        return world.revise(openingOf(operation.opening), operation.quantity, operation.by);
      case "allowDrawer":
      case "disallowDrawer":
        return ledger.send(operatorAt(operation.by), operation.type, balanceId, operation.member);
      case "draw":
        return world.draw(issuedOf(operation.certificate).entry, operation.quantity, drawerOf(operation));
      case "giveBack": {
        const { issuer, entry } = issuedOf(operation.certificate);
        return world.giveBack(issuer, entry, operation.by);
      }
      case "withdraw": {
        const { issuer, entry } = issuedOf(operation.certificate);
        return world.withdraw(entry, issuer);
      }
      case "withdrawOpening":
        return world.withdraw(openingOf(operation.opening));
      case "supersedeOpening":
        return world.supersede(openingOf(operation.opening), openingOf(operation.opening + 1));
    }
  }

  const operatorAt = (number: number): string =>
    number === SINGAPORE ? world.actors.singapore : world.actors.rotterdam;

  async function expectModel(model: rules.LedgerModel, givenBack: Map<Entry, number>): Promise<void> {
    const [opened, drawn] = await world.standing();
    expect([opened, drawn]).to.deep.equal([model.opened, rules.drawnOf(model)]);
    expect(drawn).to.be.at.most(opened);
    let sum = 0;
    for (const { issuer, entry } of ISSUED) {
      const [quantity, , givenBackAtSeconds] = await drawOf(issuer, entry);
      sum += givenBackAtSeconds === 0 ? quantity : 0;
      const earlier = givenBack.get(entry) ?? 0;
      if (earlier !== 0) expect(givenBackAtSeconds, "given back once, for good").to.equal(earlier);
      givenBack.set(entry, givenBackAtSeconds);
      for (const other of MEMBERS.filter((one) => one !== issuer))
        expect(await drawOf(other, entry), "nobody draws for another member").to.deep.equal([0, 0, 0]);
    }
    expect(sum, "the sum of what stands drawn").to.equal(drawn);
  }

  const drawOf = (issuer: number, { documentId }: Entry) =>
    world.ledger.read("drawOf", world.balanceId, issuer, documentId) as Promise<[number, number, number]>;
});
