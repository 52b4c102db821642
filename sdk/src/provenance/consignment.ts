import type { Hex32 } from "../primitives/hex.ts";
import type { Relation } from "../statement/claims.ts";
import type { ConsignmentPaper } from "./paper.ts";

/** How far values may lie apart and still agree. */
export interface Tolerances {
  /** Part of the larger weight, and kilograms: whichever allows more. */
  readonly weightPart: number;
  readonly weightKg: number;
  /** Part of the larger amount of money. */
  readonly valuePart: number;
}

export const TOLERANCES: Tolerances = { weightPart: 0.005, weightKg: 2, valuePart: 0.01 };

/** One part of the way: papers that are linked as evidence for each other, but not made from one another. */
export interface Leg {
  readonly papers: readonly ConsignmentPaper[];
}

/** A paper and the one that it was made from. */
export interface Derivation {
  readonly source: ConsignmentPaper;
  readonly derived: ConsignmentPaper;
}

/** The papers of a consignment, put in order for the checks. */
export interface Consignment {
  /** Every paper, each once. */
  readonly papers: readonly ConsignmentPaper[];
  readonly byId: ReadonlyMap<Hex32, ConsignmentPaper>;
  /** What stands: neither superseded nor withdrawn. */
  readonly current: readonly ConsignmentPaper[];
  readonly legs: readonly Leg[];
  readonly derivations: readonly Derivation[];
  /** Papers of other consignments that stand and have the reference tag of one of these. */
  readonly elsewhere: readonly ConsignmentPaper[];
  readonly tolerances: Tolerances;
}

/** What is known beside the papers. */
export interface Surroundings {
  readonly tolerances?: Tolerances;
  /** Papers of other consignments, of which those count that have the reference tag of one of these. */
  readonly elsewhere?: readonly ConsignmentPaper[];
}

/** Links that hold papers of one leg together. */
const WITHIN_LEG: ReadonlySet<Relation> = new Set(["supports", "attaches"]);

/** Orders papers into the legs of their way. A paper without links joins the only leg there is. */
export function consignmentOf(stated: readonly ConsignmentPaper[], around: Surroundings = {}): Consignment {
  const byId = new Map(stated.map((paper) => [paper.documentId, paper]));
  const papers = [...byId.values()];
  const current = papers.filter(({ standing }) => standing === "current");
  const derivations = current.flatMap((derived) =>
    linkedFrom(derived, byId, (relation) => relation === "derivedFrom")
      .filter(({ standing }) => standing === "current")
      .map((source) => ({ source, derived })),
  );
  const tags = new Set(current.flatMap(({ referenceTag }) => referenceTag ?? []));
  const elsewhere = (around.elsewhere ?? []).filter(
    ({ documentId, standing, referenceTag }) =>
      standing === "current" && referenceTag !== undefined && tags.has(referenceTag) && !byId.has(documentId),
  );
  const legs = legsOf(current, byId, derivations);
  return { papers, byId, current, derivations, legs, elsewhere, tolerances: around.tolerances ?? TOLERANCES };
}

/** The papers of a consignment that one links to by a relation. */
export const linkedFrom = (
  { links = [] }: ConsignmentPaper,
  byId: ReadonlyMap<Hex32, ConsignmentPaper>,
  isMeant: (relation: Relation) => boolean,
): ConsignmentPaper[] =>
  links.filter(({ relation }) => isMeant(relation)).flatMap(({ documentId }) => byId.get(documentId) ?? []);

function legsOf(
  current: readonly ConsignmentPaper[],
  byId: ReadonlyMap<Hex32, ConsignmentPaper>,
  derivations: readonly Derivation[],
): Leg[] {
  const roots = new Map(current.map((paper) => [paper, paper]));
  const rootOf = (paper: ConsignmentPaper): ConsignmentPaper => {
    let root = paper;
    for (let above = roots.get(root); above !== undefined && above !== root; above = roots.get(root)) root = above;
    roots.set(paper, root);
    return root;
  };
  for (const paper of current)
    for (const other of linkedFrom(paper, byId, (relation) => WITHIN_LEG.has(relation)))
      if (roots.has(other)) roots.set(rootOf(paper), rootOf(other));
  const groups = [...Map.groupBy(current, rootOf).values()];
  const isDerived = new Set(derivations.flatMap(({ source, derived }) => [source, derived]));
  const isLoose = (group: readonly ConsignmentPaper[]) =>
    group.length === 1 && !isDerived.has(group[0] as ConsignmentPaper);
  const loose = groups.filter(isLoose);
  const bound = groups.filter((group) => !isLoose(group));
  if (bound.length === 0) return [{ papers: loose.flat() }];
  if (bound.length === 1) return [{ papers: [...(bound[0] as ConsignmentPaper[]), ...loose.flat()] }];
  return [...bound, ...loose].map((papers) => ({ papers }));
}
