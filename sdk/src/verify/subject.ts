import { type OpenedBody, openBody } from "../document/body.ts";
import type { Paper } from "../document/paper.ts";
import { type ReadStatement, readStatement } from "../statement/statement.ts";
import type { DocumentEvidence, Evidence, Member, MemberKey } from "./evidence.ts";
import type { FindingCode, Status } from "./finding.ts";
import type { Trust } from "./trust.ts";

/** A paper taken apart once, for all checks. What could not be read is absent. */
export interface Subject {
  readonly paper: Paper;
  readonly statement?: ReadStatement;
  readonly opened?: OpenedBody;
  readonly evidence: Evidence;
  /** What the chain says of the document under its issuer; absent when it was not asked. */
  readonly found?: DocumentEvidence;
  readonly issuer?: Member;
  readonly key?: MemberKey;
  /** Newest word of a theft of the key, from the evidence or from what is pinned; zero for none. */
  readonly compromisedSinceSeconds: number;
}

/** What a check says; undefined where it has nothing to look at. */
export interface Outcome {
  readonly status: Status;
  readonly code: FindingCode;
  readonly message: string;
  readonly action?: string;
}

/** Takes a paper apart for the checks; never throws. */
export function subjectOf(paper: Paper, evidence: Evidence, trust?: Trust): Subject {
  const statement = attempt(() => readStatement(paper.statement));
  const opened = attempt(() => openBody(paper.body));
  const claims = statement?.claims;
  const found = evidence.documents.find(
    ({ documentId, memberId }) => documentId === claims?.documentId && memberId === claims.issuer,
  );
  const issuer = evidence.members.find(({ memberId }) => memberId === claims?.issuer);
  const key = issuer?.keys.find(({ kid }) => kid === statement?.jws.kid);
  return {
    paper,
    evidence,
    ...(statement && { statement }),
    ...(opened && { opened }),
    ...(found && { found }),
    ...(issuer && { issuer }),
    ...(key && { key }),
    compromisedSinceSeconds: earliest(
      key,
      trust?.members.find(({ memberId }) => memberId === issuer?.memberId),
    ),
  };
}

function earliest(key: MemberKey | undefined, pinned: Member | undefined): number {
  const said = [key, pinned?.keys.find(({ kid }) => kid === key?.kid)];
  const times = said.map((one) => one?.compromisedSinceSeconds ?? 0).filter((time) => time > 0);
  return times.length === 0 ? 0 : Math.min(...times);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
