import { expect } from "chai";

/** The code of the error that an action throws; "nothing thrown" when it throws none. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as { code?: string }).code ?? `no code: ${error}`;
  }
  return "nothing thrown";
}

/** Asserts that an action throws an error with this code. */
export function expectRefusal(action: () => unknown, code: string): void {
  expect(codeOf(action)).to.equal(code);
}

/** The code of the error that a promise is rejected with; "nothing thrown" when it is not. */
export const codeOfRejection = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "nothing thrown",
    (error: { code?: string }) => error.code ?? `no code: ${error}`,
  );

/** Asserts that a promise is rejected with an error with this code. */
export async function expectRejection(promise: Promise<unknown>, code: string): Promise<void> {
  expect(await codeOfRejection(promise)).to.equal(code);
}
