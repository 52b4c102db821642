import type { Command } from "./command.ts";
import { prove } from "./commands/prove.ts";
import { verify } from "./commands/verify.ts";

/** Every command, in the order of the help. To add one, add a row and a file beside the others; then `npm run docs`. */
export const COMMANDS: readonly Command[] = [verify, prove];
