/** Tables of models that are trained here, and of what they learn from. */
export interface ModelTables {
  model_lines: ModelLinesRow;
  model_trainings: ModelTrainingRow;
  models: ModelRow;
}

/** What a model reads of a declaration, noted when its lane was decided, and what the model of that day said. */
export interface ModelLinesRow {
  document_id: string;
  /** Order of noting, from 1. */
  sequence: number;
  /** DeclarationLine[], JSON. */
  lines: string;
  office: string | null;
  /** Of its value. */
  currency: string | null;
  issuer: number;
  /** Null where no model scored it. */
  model_digest: string | null;
  /** Chance, a decimal string. */
  score: string | null;
  noted_at_seconds: number;
}

/** One training; at most one runs. */
export interface ModelTrainingRow {
  sequence: number;
  state: "waiting" | "growing" | "done" | "failed";
  seed: number;
  /** LabelledLine[] as they stood when the training began, JSON; null before. */
  lines: string | null;
  /** TrainSettings, JSON; null before it began. */
  settings: string | null;
  line_count: number;
  trees_done: number;
  trees_total: number;
  /** The trees so far, JSON. */
  grown: string;
  model_digest: string | null;
  /** Why it failed: a code. */
  failure: string | null;
  actor: string;
  created_at_seconds: number;
  finished_at_seconds: number | null;
}

/** A trained model; the one of the highest sequence is in use while it is healthy. */
export interface ModelRow {
  digest: string;
  sequence: number;
  model: string;
  /** Some of the lines it was trained on, for drift, JSON. */
  reference: string;
  /** ModelHealth, JSON; null before it was judged first. */
  health: string | null;
  created_at_seconds: number;
}
