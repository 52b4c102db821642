import { readFileSync, writeFileSync } from "node:fs";
import { COMMANDS } from "./commands.ts";
import { commandLineMarkdown, MARKERS } from "./markdown.ts";

/** docs/command-line.md with its reference part as the tables of commands and exit codes have it. */
export function withReference(text: string): string {
  const [begin, end] = MARKERS;
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new RangeError("The page lacks the marks of its generated part.");
  return `${head}${begin}\n\n${commandLineMarkdown(COMMANDS)}\n\n${end}${tail}`;
}

if (import.meta.main) {
  const path = new URL("../../docs/command-line.md", import.meta.url);
  writeFileSync(path, withReference(readFileSync(path, "utf8")));
}
