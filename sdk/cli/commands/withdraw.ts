import type { Client, ItemState } from "../../client/index.ts";
import { GRANT_END_REASONS, REASONS } from "../../src/index.ts";
import { command, type Invocation } from "../command.ts";
import { CliError } from "../errors.ts";
import { openClient } from "../gateway/open-client.ts";
import { isRefused, untilSettled } from "../gateway/until-settled.ts";
import { documentIdOf, idOf, nameOf, namesOf } from "../operands.ts";
import { GATEWAY_OPTIONS, timeoutOf, WAIT_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";

const OPTIONS = {
  grant: { type: "string", value: "GRANT_ID", help: "A grant in place of a document, and all handed on from it." },
  reason: {
    type: "string",
    value: "NAME",
    help: `Why; of a document: ${namesOf(REASONS)}; of a grant: ${namesOf(GRANT_END_REASONS)}.`,
  },
  ...{ ...WAIT_OPTIONS, ...GATEWAY_OPTIONS },
} as const;

export const withdraw = command({
  name: "withdraw",
  summary: "Take back, for good, one of our documents, or a grant.",
  operands: "[DOCUMENT_ID]",
  count: [0, 1],
  options: OPTIONS,
  about: [
    "Give a document's id or --grant. A withdrawal is never lifted. Everybody who checks the document sees it and its reason.",
    "Under a grant that was withdrawn nothing is read from the next block on; what was read stays read.",
    "It may be repeated: the same command again only tells how far it is.",
  ],
  examples: ["withdraw 5f0c…9a --reason issued-in-error", "withdraw --grant 81aa…07 --reason purpose-met"],
  async run({ options, operands, io }) {
    const timeoutSeconds = timeoutOf(options);
    const { what, id, reason, ask } = withdrawalOf(options, operands);
    const client = await openClient(options, io);
    const change = options["no-wait"] ? await ask(client) : await untilSettled(() => ask(client), timeoutSeconds);
    const state = change.state === "done" ? "withdrawn" : change.state;
    const result = { [what]: id, reason, state, refusal: change.refusal };
    const why = change.refusal === null ? reason : `${reason}; ${printable(change.refusal)}`;
    io.print(io.json ? JSON.stringify(result, null, 2) : `${id}: ${state} (${why})`);
    return isRefused(change) ? "refused" : "ok";
  },
});

interface Withdrawal {
  readonly what: "documentId" | "grantId";
  readonly id: string;
  readonly reason: string;
  /** Under a key made of the id, so that asking again changes nothing. */
  ask(client: Client): Promise<{ readonly state: ItemState; readonly refusal: string | null }>;
}

function withdrawalOf(
  { grant, reason: why }: Invocation<typeof OPTIONS>["options"],
  operands: readonly string[],
): Withdrawal {
  if ((grant === undefined) === (operands[0] === undefined))
    throw new CliError("USAGE_INVALID", "Give one of a document's id and --grant.");
  if (grant === undefined) {
    const [id, reason] = [documentIdOf(operands[0]), nameOf("reason", why, REASONS)];
    const change = { reason, idempotencyKey: `withdraw-${id}` };
    return { what: "documentId", id, reason, ask: (client) => client.withdrawDocument(id, change) };
  }
  const [id, reason] = [idOf("grant id", grant), nameOf("reason", why, GRANT_END_REASONS)];
  return { what: "grantId", id, reason, ask: (client) => client.withdrawGrant(id, reason, `withdraw-grant-${id}`) };
}
