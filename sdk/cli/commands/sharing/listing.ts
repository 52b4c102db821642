import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";

/** Options of a list of what stands one way or another. */
export const standingOptions = (standings: readonly string[]) =>
  ({
    standing: { type: "string", value: "NAME", help: `Only what stands so: ${standings.join(", ")}.` },
    ...{ ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
  }) as const;

/** Of a list of what we made and what we received. */
export const DIRECTION_OPTION = {
  direction: { type: "string", value: "WAY", help: "made or received; both by default." },
} as const;

interface Chosen {
  readonly direction?: string;
  readonly standing?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** What a list is asked for. @throws CliError USAGE_INVALID. */
export const listQueryOf = <Standing extends string>(
  { direction, standing, ...paging }: Chosen,
  standings: readonly Standing[],
) => ({
  ...pagingOf(paging),
  ...(direction !== undefined && { direction: oneOf("direction", direction, ["made", "received"]) }),
  ...(standing !== undefined && { standing: oneOf("standing", standing, standings) }),
});
