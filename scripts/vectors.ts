import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { vectors } from "../test/support/sdk/vectors.ts";

const FOLDER = join(import.meta.dirname, "../test/vectors");

/** The text of a vector file: one row a line, so that a difference shows the rows that changed. */
export function textOf(value: object): string {
  const members = Object.entries(value).map(([name, member]) => {
    const rows = Array.isArray(member)
      ? `[\n${member.map((row) => JSON.stringify(row)).join(",\n")}\n]`
      : JSON.stringify(member);
    return `${JSON.stringify(name)}: ${rows}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

/** Names of the files in test/vectors that are not what the SDK makes now. */
export const outdated = (made: Record<string, object>): string[] =>
  Object.keys(made).filter(
    (name) =>
      !existsSync(join(FOLDER, name)) || readFileSync(join(FOLDER, name), "utf8") !== textOf(made[name] as object),
  );

function main(): void {
  const made = vectors();
  const changed = outdated(made);
  if (process.argv.includes("--accept")) {
    mkdirSync(FOLDER, { recursive: true });
    for (const name of changed) writeFileSync(join(FOLDER, name), textOf(made[name] as object));
  } else if (changed.length > 0) process.exitCode = 1;
  console.log(changed.length === 0 ? "All vectors are as they were." : `Changed: ${changed.join(", ")}`);
  if (process.exitCode === 1)
    console.log("A change of vectors is a change of the protocol. If it is meant: npm run vectors -- --accept");
}

if (import.meta.main) main();
