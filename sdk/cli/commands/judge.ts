import { command } from "../command.ts";
import { openClient } from "../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../options.ts";
import { consignmentLines, EXIT_OF_VERDICT } from "../output/consignment.ts";
import { SUBJECT_OPTIONS, subjectOf } from "../trace-subject.ts";

export const judge = command({
  name: "judge",
  summary: "Say whether the papers of a consignment agree with each other.",
  operands: "",
  count: [0, 0],
  options: {
    ...SUBJECT_OPTIONS,
    open: { type: "boolean", help: "Also open what others share: each opening is a reading that its owner sees." },
    ...GATEWAY_OPTIONS,
  },
  about: [
    "Give exactly one of --consignment, --container, --number and --document. A paper that cannot be read here leaves the answer open.",
  ],
  examples: ["judge --consignment 5SG123", "judge --container MSCU1234566 --open --json"],
  async run({ options, io }) {
    const subject = subjectOf(options);
    const client = await openClient(options, io);
    const judged = await client.judge(subject, { opensShared: options.open ?? false });
    if (io.json) io.print(JSON.stringify(judged, null, 2));
    else {
      const numbers = new Map(
        judged.papers.map((it) => [it.documentId, `${it.kind} ${it.documentNumber ?? ""}`.trim()]),
      );
      const nameOf = (id: string) => `${numbers.get(id) ?? "paper"} ${id.slice(0, 8)}`;
      const unread = judged.unread.map(({ documentId, code }) => `  ? ${code}  ${nameOf(documentId)}`);
      io.print([...consignmentLines(judged, nameOf, io), ...unread].join("\n"));
    }
    return EXIT_OF_VERDICT[judged.verdict];
  },
});
