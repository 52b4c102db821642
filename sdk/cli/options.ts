import type { Options } from "./command.ts";
import { wholeNumberOf } from "./numbers.ts";

/** Options of every command. */
export const COMMON_OPTIONS = {
  json: { type: "boolean", help: "Print the result as JSON." },
  help: { type: "boolean", help: "Print this help." },
} as const satisfies Options;

/** Options of every command that asks a gateway. */
export const GATEWAY_OPTIONS = {
  gateway: { type: "string", value: "URL", help: "The gateway to ask; SEALANE_URL by default." },
  "token-file": {
    type: "string",
    value: "FILE",
    help: "File that holds the access token; else SEALANE_TOKEN, or SEALANE_CLIENT_ID and SEALANE_CLIENT_SECRET.",
  },
} as const satisfies Options;

/** Options of commands that write a file. */
export const OUT_OPTIONS = {
  out: { type: "string", value: "FILE", help: "Where to write it; - for stdout." },
  force: { type: "boolean", help: "Replace a file that is there." },
} as const satisfies Options;

/** Options that say how often to try and how long to wait for the chain. */
export const WAIT_OPTIONS = {
  "no-wait": { type: "boolean", help: "Do not wait until the chain has it." },
  timeout: { type: "string", value: "SECONDS", help: "How long to wait for the chain; 300 by default." },
} as const satisfies Options;

/** How many seconds to wait for the chain. @throws CliError USAGE_INVALID. */
export const timeoutOf = ({ timeout }: { readonly timeout?: string }): number =>
  wholeNumberOf("timeout", timeout, { initial: 300, min: 1, max: 86_400 });

/** Options of every list that comes in pages. */
export const PAGE_OPTIONS = {
  limit: { type: "string", value: "COUNT", help: "How many at most; 200 by default." },
  after: { type: "string", value: "CURSOR", help: "Go on after a list that was longer: its `next`." },
} as const satisfies Options;

/** Which page is asked for. @throws CliError USAGE_INVALID. */
export const pagingOf = ({ limit, after }: { readonly limit?: string; readonly after?: string }) => ({
  limit: wholeNumberOf("limit", limit, { initial: 200, min: 1, max: 200 }),
  ...(after !== undefined && { after }),
});
