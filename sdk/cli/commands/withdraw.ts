import { command } from "../command.ts";
import { openClient } from "../gateway/open-client.ts";
import { isRefused, untilSettled } from "../gateway/until-settled.ts";
import { wholeNumberOf } from "../numbers.ts";
import { documentIdOf, REASON_NAMES, reasonOf } from "../operands.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../options.ts";
import { printable } from "../output/printable.ts";

export const withdraw = command({
  name: "withdraw",
  summary: "Take one of our documents back, for good.",
  operands: "DOCUMENT_ID",
  count: [1, 1],
  options: {
    reason: { type: "string", value: "NAME", help: `Why: ${REASON_NAMES}.` },
    ...WAIT_OPTIONS,
    ...GATEWAY_OPTIONS,
  },
  about: ["A withdrawal is never lifted, and everybody who checks the document sees it and its reason."],
  examples: ["withdraw 5f0c…9a --reason issued-in-error"],
  async run({ options, operands, io }) {
    const timeoutSeconds = wholeNumberOf("timeout", options.timeout, { initial: 300, min: 1, max: 86_400 });
    const [documentId, reason] = [documentIdOf(operands[0]), reasonOf(options.reason)];
    const client = await openClient(options, io);
    const ask = () => client.withdrawDocument(documentId, { reason, idempotencyKey: `withdraw-${documentId}` });
    const change = options["no-wait"] ? await ask() : await untilSettled(ask, timeoutSeconds);
    const state = change.state === "done" ? "withdrawn" : change.state;
    const result = { documentId, reason, state, refusal: change.refusal };
    const why = change.refusal === null ? reason : `${reason}; ${printable(change.refusal)}`;
    io.print(io.json ? JSON.stringify(result, null, 2) : `${documentId}: ${state} (${why})`);
    return isRefused(change) ? "refused" : "ok";
  },
});
