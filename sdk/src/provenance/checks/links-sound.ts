import type { ConsignmentCheck } from "../check.ts";
import { type Consignment, linkedFrom } from "../consignment.ts";
import { type Judgement, judgement } from "../finding.ts";
import type { ConsignmentPaper } from "../paper.ts";

/** What papers build on is there, stands, and does not build on them in turn. */
export const linksSound: ConsignmentCheck = {
  name: "linksSound",
  title: "Links lead to papers that stand",
  judge: (consignment) => [
    ...circles(consignment),
    ...consignment.current.flatMap((paper) => judgeLinks(paper, consignment)),
  ],
};

function judgeLinks(paper: ConsignmentPaper, { byId }: Consignment): Judgement[] {
  const links = (paper.links ?? []).filter(({ relation }) => relation !== "supersedes");
  if (links.length === 0) return [];
  const missing = links.filter(({ documentId }) => !byId.has(documentId));
  const targets = linkedFrom(paper, byId, (relation) => relation !== "supersedes");
  const fallen = targets.filter(({ standing }) => standing !== "current");
  const found = fallen.map((target) =>
    target.standing === "withdrawn"
      ? judgement("invalid", "RELIES_ON_WITHDRAWN", "The paper builds on one that was withdrawn.", [paper, target])
      : judgement("invalid", "RELIES_ON_SUPERSEDED", "The paper builds on one that was superseded.", [paper, target]),
  );
  if (missing.length > 0)
    found.push(judgement("unknown", "LINK_MISSING", "The paper builds on one that is not known here.", [paper]));
  if (found.length === 0)
    found.push(judgement("valid", "LINKS_RESOLVE", "What the paper builds on stands.", [paper, ...targets]));
  return found;
}

/** Each circle of links once: the papers from which a walk along links comes back. */
function circles({ papers, byId }: Consignment): Judgement[] {
  const done = new Set<ConsignmentPaper>();
  const found: Judgement[] = [];
  for (const start of papers) {
    /** The papers of the walk in their order, with the links of each that are still to be walked. */
    const walk = new Map<ConsignmentPaper, ConsignmentPaper[]>();
    const path: ConsignmentPaper[] = [];
    const enter = (paper: ConsignmentPaper): void => {
      path.push(paper);
      walk.set(
        paper,
        linkedFrom(paper, byId, () => true),
      );
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = walk.get(top)?.pop();
      if (next === undefined) {
        done.add(top);
        walk.delete(top);
        path.pop();
      } else if (walk.has(next)) {
        found.push(circle(path.slice(path.indexOf(next))));
      } else if (!done.has(next)) enter(next);
    }
  }
  return found;
}

const circle = (papers: readonly ConsignmentPaper[]): Judgement =>
  judgement("invalid", "LINKS_CIRCULAR", "The papers build on each other in a circle.", papers);
