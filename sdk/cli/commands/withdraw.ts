import { command } from "../command.ts";
import { awaitDocuments } from "../gateway/await-state.ts";
import { openClient } from "../gateway/open-client.ts";
import { wholeNumberOf } from "../numbers.ts";
import { documentIdOf, REASON_NAMES, reasonOf } from "../operands.ts";
import { GATEWAY_OPTIONS, WAIT_OPTIONS } from "../options.ts";

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
    const queued = await client.withdrawDocument(documentId, { reason, idempotencyKey: `withdraw-${documentId}` });
    const isWaiting = !options["no-wait"] && queued.state !== "refused";
    if (isWaiting) {
      const isSettled = (document: { standing: string | null }): boolean => document.standing === "withdrawn";
      await awaitDocuments(client, { ids: [documentId], isSettled }, { timeoutSeconds });
    }
    const result = { documentId, reason, state: isWaiting ? "withdrawn" : queued.state, refusal: queued.refusal };
    io.print(io.json ? JSON.stringify(result, null, 2) : `${documentId}: ${result.state} (${reason})`);
    return queued.state === "refused" ? "refused" : "ok";
  },
});
