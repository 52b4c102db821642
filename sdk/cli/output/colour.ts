import type { Status } from "../../src/index.ts";

const SGR = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Colour = keyof typeof SGR;

/** Text in a colour where there are colours. */
export const paint = (text: string, colour: Colour, isColoured: boolean): string =>
  isColoured ? `\u001b[${SGR[colour]}m${text}\u001b[0m` : text;

/** How a status shows: never by colour alone. */
export const MARKS: Readonly<
  Record<Status, { readonly mark: string; readonly word: string; readonly colour: Colour }>
> = {
  valid: { mark: "✓", word: "VALID", colour: "green" },
  invalid: { mark: "✗", word: "INVALID", colour: "red" },
  unknown: { mark: "?", word: "CANNOT SAY", colour: "yellow" },
};
