import { expect } from "chai";
import { type Outcome, Reverted } from "./evm.ts";

/** Fails unless the contract refuses with exactly this custom error and these arguments. */
export async function expectRevert(sent: Promise<unknown>, name: string, ...args: unknown[]): Promise<void> {
  const error = await sent.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Reverted)) expect.fail(`expected ${name}, but got ${error ?? "success"}`);
  expect(error.reason).to.deep.equal([name, ...args]);
}

/** Fails unless it succeeds and emits exactly these events. */
export async function expectEvents(sent: Promise<Outcome>, ...events: unknown[][]): Promise<Outcome> {
  const outcome = await sent;
  expect(outcome.events).to.deep.equal(events);
  return outcome;
}

/** Fails unless it succeeds and emits nothing: a repeat. */
export const expectNoOp = (sent: Promise<Outcome>): Promise<Outcome> => expectEvents(sent);
