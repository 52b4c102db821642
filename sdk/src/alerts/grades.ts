/** A grade of the Admiralty code (NATO AJP-2.1, also called the 5×5 or 6×6 system): how far a thing is believed. */
export interface Grade<Code> {
  readonly code: Code;
  readonly title: string;
  /** What it adds to a weight: 0 to 1. What cannot be judged stands in the middle. */
  readonly weight: number;
}

/** How reliable the source is. */
export const SOURCE_GRADES = [
  { code: "A", title: "Completely reliable", weight: 1 },
  { code: "B", title: "Usually reliable", weight: 0.8 },
  { code: "C", title: "Fairly reliable", weight: 0.6 },
  { code: "D", title: "Not usually reliable", weight: 0.4 },
  { code: "E", title: "Unreliable", weight: 0.2 },
  { code: "F", title: "Reliability cannot be judged", weight: 0.5 },
] as const satisfies readonly Grade<string>[];

/** How credible what it says is. */
export const CREDIBILITY_GRADES = [
  { code: 1, title: "Confirmed by other sources", weight: 1 },
  { code: 2, title: "Probably true", weight: 0.8 },
  { code: 3, title: "Possibly true", weight: 0.6 },
  { code: 4, title: "Doubtful", weight: 0.4 },
  { code: 5, title: "Improbable", weight: 0.2 },
  { code: 6, title: "Truth cannot be judged", weight: 0.5 },
] as const satisfies readonly Grade<number>[];

export type SourceGrade = (typeof SOURCE_GRADES)[number]["code"];
export type CredibilityGrade = (typeof CREDIBILITY_GRADES)[number]["code"];

/** What a grade such as B2 weighs: the geometric mean of both, 0 to 1. */
export function gradeWeight(source: SourceGrade, credibility: CredibilityGrade): number {
  const [a, b] = [weightIn(SOURCE_GRADES, source), weightIn(CREDIBILITY_GRADES, credibility)];
  return Math.sqrt(a * b);
}

const weightIn = <Code>(rows: readonly Grade<Code>[], code: Code): number =>
  rows.find((grade) => grade.code === code)?.weight ?? 0;
