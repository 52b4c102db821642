import { z } from "zod";
import { trace } from "./document.ts";
import { status } from "./report.ts";
import { hex32 } from "./words.ts";

const finding = z
  .strictObject({
    check: z.string(),
    status,
    code: z.string(),
    message: z.string(),
    papers: z.array(hex32),
    facts: z
      .array(z.string())
      .meta({ description: "Facts that were compared; none where links or standing are meant." }),
    values: z
      .array(z.strictObject({ documentId: hex32, fact: z.string(), value: z.json() }))
      .meta({ description: "What the papers state of these facts." }),
  })
  .meta({ id: "ConsignmentFinding", description: "What one check says of papers of a consignment." });

const graph = z
  .strictObject({
    nodes: z.array(
      z.strictObject({
        id: z.string(),
        sort: z.enum(["paper", "party", "place", "container", "event"]),
        label: z.string(),
      }),
    ),
    edges: z.array(z.strictObject({ from: z.string(), to: z.string(), relation: z.string() })),
  })
  .meta({ id: "ConsignmentGraph", description: "The papers that could be read, and what they speak of." });

export const judgedConsignment = z
  .strictObject({
    ...trace.omit({ notReached: true }).shape,
    verdict: status,
    findings: z.array(finding),
    notChecked: z.array(z.string()).meta({ description: "Checks that had nothing to look at." }),
    unread: z
      .array(z.strictObject({ documentId: hex32, code: z.string() }))
      .meta({ description: "Papers that were not compared, each with the reason: `NOT_OPENED` where it was shared." }),
    graph,
  })
  .meta({ id: "JudgedConsignment", description: "Whether the papers of a consignment agree with each other." });
