import { CliError } from "./errors.ts";

/** The word of a list that an option names. @throws CliError USAGE_INVALID. */
export function oneOf<Word extends string>(option: string, text: string | undefined, words: readonly Word[]): Word {
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw new CliError("USAGE_INVALID", `--${option} is one of: ${words.join(", ")}.`);
}
