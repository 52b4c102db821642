import { GatewayError } from "../errors.ts";

const MICROS = 1_000_000;

/** When an object was added: Unix seconds and its place in order, by which those of one second are told apart. */
export interface Added {
  readonly seconds: number;
  readonly sequence: number;
}

/**
 * A moment as TAXII writes it (§3.2), to the microsecond: the place in order stands for these. Of a million in one second
 * the last would come before the first; nobody sends that many.
 */
export function addedText({ seconds, sequence }: Added): string {
  const micros = String(sequence % MICROS).padStart(6, "0");
  return new Date(seconds * 1_000).toISOString().replace(".000Z", `.${micros}Z`);
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,6}))?Z$/;

/** A moment of TAXII in seconds and microseconds. @throws GatewayError QUERY_INVALID */
export function readAdded(text: string): { readonly seconds: number; readonly micros: number } {
  const [, fraction = ""] = TIME.exec(text) ?? [];
  const milliseconds = TIME.test(text) ? Date.parse(`${text.slice(0, 19)}Z`) : Number.NaN;
  if (!Number.isFinite(milliseconds))
    throw new GatewayError("QUERY_INVALID", "A moment is written as RFC 3339, in UTC.");
  return { seconds: Math.floor(milliseconds / 1_000), micros: Number(fraction.padEnd(6, "0")) };
}
