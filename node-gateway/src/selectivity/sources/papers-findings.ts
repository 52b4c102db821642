import { checkCodes, SdkError, type Signal } from "@sealane/sdk";
import { GatewayError, isRetryable } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { judgeConsignment } from "../../usecases/judge-consignment.ts";
import { verifyPaper } from "../../usecases/verify-paper.ts";
import type { Declaration } from "./source.ts";

/** What an invalid finding adds: a paper that is not what it claims most, a wrong check digit least. */
const WEIGHTS = { paper: 0.5, consignment: 0.3, code: 0.1 } as const;

/** Who opens papers for an assessment, in the audit log. */
export const ASSESSOR = "gateway";

/**
 * Findings against a declaration, the codes it states and its consignment, as signals: each code once, however many
 * papers it is of. Only what is invalid counts; what is unknown is no reason against anybody.
 */
export async function papersFindings(gateway: Gateway, declaration: Declaration): Promise<Signal[] | undefined> {
  const { documentId } = declaration;
  try {
    const { reports } = await verifyPaper(gateway, { documentId, actor: ASSESSOR });
    const { findings } = await judgeConsignment(gateway, { documentId, actor: ASSESSOR });
    const own = reports.flatMap((report) =>
      report.findings.map((finding) => ({ ...finding, papers: [documentId], score: WEIGHTS.paper })),
    );
    const joint = findings.map((finding) => ({ ...finding, score: WEIGHTS.consignment }));
    const codes = checkCodes(declaration.facts, []).map(({ verdict, ...finding }) => ({
      ...{ ...finding, status: verdict, papers: [documentId], score: WEIGHTS.code },
    }));
    const byCode = new Map<string, Signal>();
    for (const { status, code, message, papers, score } of [...own, ...joint, ...codes]) {
      if (status !== "invalid" || byCode.has(code)) continue;
      byCode.set(code, { source: "finding", name: code, score, reason: message, papers: papers.slice(0, 20) });
    }
    return [...byCode.values()];
  } catch (error) {
    // What is away comes back: the declaration waits. Anything else is no reason to let it pass undecided.
    if (isRetryable(error) || !(error instanceof GatewayError || error instanceof SdkError)) throw error;
    gateway.log.warn({ documentId, code: error.code }, "A declaration is decided without its papers' findings.");
    return undefined;
  }
}
