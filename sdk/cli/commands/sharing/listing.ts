import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";

/** Options of every list of sharing. */
export const LIST_OPTIONS = {
  direction: { type: "string", value: "WAY", help: "made or received; both by default." },
  standing: { type: "string", value: "NAME", help: "Only what stands so." },
  ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
} as const;

interface Chosen {
  readonly direction?: string;
  readonly standing?: string;
  readonly limit?: string;
  readonly after?: string;
}

/**
 * What a list is asked for. The gateway knows the standings and judges the word, so that here it is of any list.
 * @throws CliError USAGE_INVALID.
 */
export const listQueryOf = ({ direction, standing, ...paging }: Chosen) => ({
  ...pagingOf(paging),
  ...(direction !== undefined && { direction: oneOf("direction", direction, ["made", "received"]) }),
  ...(standing !== undefined && { standing: standing as never }),
});
