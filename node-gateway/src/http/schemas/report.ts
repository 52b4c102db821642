import { z } from "zod";
import { block } from "./proof.ts";
import { hex32 } from "./words.ts";

export const status = z.enum(["valid", "invalid", "unknown"]);

export const finding = z
  .strictObject({
    check: z.string(),
    status,
    code: z.string(),
    message: z.string(),
    action: z.string().exactOptional(),
  })
  .meta({ id: "Finding", description: "What one check says." });

export const report = z
  .strictObject({
    documentId: hex32,
    verdict: status,
    code: z.string().meta({ description: "Code of the finding that decided; OK when the paper is valid." }),
    findings: z.array(finding),
    notChecked: z.array(z.string()).meta({ description: "Checks that had nothing to look at." }),
    block,
  })
  .meta({ id: "Report", description: "All findings about one document, at one block." });

export const reports = z.strictObject({ reports: z.array(report) }).meta({ id: "Reports" });
