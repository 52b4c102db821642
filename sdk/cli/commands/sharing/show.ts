import type { Page } from "../../../client/index.ts";
import { CliError } from "../../errors.ts";
import type { ExitName } from "../../exit-codes.ts";
import type { Io } from "../../io.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printable } from "../../output/printable.ts";
import { table } from "../../output/table.ts";

/** Options of every list of sharing. */
export const SHOWING_OPTIONS = {
  direction: { type: "string", value: "WAY", help: "made or received; both by default." },
  standing: { type: "string", value: "NAME", help: "Only what stands so." },
  limit: { type: "string", value: "COUNT", help: "How many at most; 50 by default." },
  after: { type: "string", value: "CURSOR", help: "Go on after a list that was longer: its `next`." },
  ...GATEWAY_OPTIONS,
} as const;

/** What a list is asked for. The gateway knows the standings and judges the word, so that here it is of any list. */
export interface ListQuery {
  readonly direction?: "made" | "received";
  readonly standing?: never;
  readonly after?: string;
  readonly limit?: number;
}

interface Chosen {
  readonly direction?: string;
  readonly standing?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** Prints one page of a list, these members of each as a table. */
export async function printList<Item extends object>(
  io: Io,
  { direction, standing, limit, after }: Chosen,
  read: (query: ListQuery) => Promise<Page<Item>>,
  columns: readonly (keyof Item & string)[],
): Promise<ExitName> {
  if (direction !== undefined && direction !== "made" && direction !== "received")
    throw new CliError("USAGE_INVALID", "--direction is made or received.");
  const page = await read({
    limit: wholeNumberOf("limit", limit, { initial: 50, min: 1, max: 200 }),
    ...(direction !== undefined && { direction }),
    ...(standing !== undefined && { standing: standing as never }),
    ...(after !== undefined && { after }),
  });
  const cells = page.items.map((item) => columns.map((name) => printable(String(item[name] ?? ""))));
  io.print(
    io.json
      ? JSON.stringify(page, null, 2)
      : table(
          columns.map((name) => name.toUpperCase()),
          cells,
        ),
  );
  if (!io.json && page.next !== null) io.note(`There are more: --after ${page.next}\n`);
  return "ok";
}
