/** How well scores part what was wrong from what was not. */
export interface Metrics {
  readonly rows: number;
  /** Part of the rows that was wrong. */
  readonly rate: number;
  /** Area under the ROC curve, 0.5 for guessing; absent when all rows are of one class. */
  readonly auc?: number;
  readonly inspected: readonly InspectedPart[];
}

/** What inspecting the rows with the highest scores would have found. */
export interface InspectedPart {
  /** Per cent of the rows. */
  readonly percent: number;
  readonly rows: number;
  /** Part of the inspected that was wrong. */
  readonly precision: number;
  /** Part of the wrong that was inspected. */
  readonly recall: number;
}

const PERCENTS = [1, 2, 5, 10] as const;

/**
 * AUC, precision and recall of scores. Rows of the same score are taken in an order that says nothing of the outcome:
 * the part of them that is inspected has their mean outcome, so that a table of few values is judged fairly.
 */
export function metricsOf(scores: ArrayLike<number>, labels: ArrayLike<number>): Metrics {
  const groups = groupsOf(scores, labels);
  const rows = labels.length;
  const wrong = groups.reduce((sum, group) => sum + group.wrong, 0);
  const auc = wrong > 0 && wrong < rows ? { auc: areaOf(groups, rows, wrong) } : {};
  const inspected = PERCENTS.map((percent) => {
    const count = Math.floor((rows * percent) / 100);
    const found = foundIn(groups, count);
    return {
      percent,
      rows: count,
      precision: count > 0 ? found / count : 0,
      recall: wrong > 0 ? found / wrong : 0,
    };
  });
  return { rows, rate: rows > 0 ? wrong / rows : 0, ...auc, inspected };
}

interface Group {
  readonly rows: number;
  readonly wrong: number;
}

/** Rows of equal score together, the highest score first. */
function groupsOf(scores: ArrayLike<number>, labels: ArrayLike<number>): Group[] {
  const order = Array.from({ length: labels.length }, (_, row) => row).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number),
  );
  const groups: { rows: number; wrong: number; score: number }[] = [];
  for (const row of order) {
    const score = scores[row] as number;
    const last = groups.at(-1);
    if (last && last.score === score) {
      last.rows++;
      last.wrong += labels[row] as number;
    } else groups.push({ score, rows: 1, wrong: labels[row] as number });
  }
  return groups;
}

/** Mann and Whitney's statistic, ties counted half. */
function areaOf(groups: readonly Group[], rows: number, wrong: number): number {
  let above = 0;
  let pairs = 0;
  for (const group of groups) {
    const right = group.rows - group.wrong;
    pairs += right * (above + group.wrong / 2);
    above += group.wrong;
  }
  return pairs / (wrong * (rows - wrong));
}

function foundIn(groups: readonly Group[], count: number): number {
  let left = count;
  let found = 0;
  for (const group of groups) {
    if (left <= 0) break;
    found += group.rows <= left ? group.wrong : (group.wrong * left) / group.rows;
    left -= group.rows;
  }
  return found;
}
