import { laneByDraw } from "./lane-by-draw.ts";
import {
  CHOSEN_LANES,
  type ChosenLane,
  type LaneName,
  oneMilder,
  oneStricter,
  stricter,
  strictnessOf,
} from "./lanes.ts";
import { capacityOf, type LaneSettings } from "./settings.ts";
import { riskOf, type Signal } from "./signal.ts";

/** What a trader is told of why a declaration went its lane; never which profile, alert or score. */
export const REASON_CATEGORIES = {
  rule: "A risk rule of customs applies.",
  papers: "The papers raise a question.",
  risk: "Customs' assessment of risk.",
  intelligence: "Information that customs has.",
  random: "Chosen at random.",
  officer: "An officer decided.",
  none: "Nothing speaks against release.",
} as const;

export type ReasonCategory = keyof typeof REASON_CATEGORIES;

/** One step of a decision: which lane it left, and why. */
export interface LaneStep {
  readonly step: "profiles" | "risk" | "alerts" | "minimum-random" | "expected-rate" | "green";
  /** The lane after the step. */
  readonly lane: LaneName;
  readonly reason: string;
}

/** What an office decided before, in the period that rates are counted over, and today. */
export interface LaneLoad {
  /** Declarations decided in the period. */
  readonly total: number;
  /** Of them, those that came to the last step: neither a signal nor the minimum random rate had chosen a lane. */
  readonly leftToChance: number;
  /** Of the others, how many went each lane. */
  readonly selected: Readonly<Record<ChosenLane, number>>;
  /** Decided today, by lane. */
  readonly today: Readonly<Record<ChosenLane, number>>;
}

export const NO_LOAD: LaneLoad = {
  ...{ total: 0, leftToChance: 0 },
  selected: { red: 0, yellow: 0, blue: 0 },
  today: { red: 0, yellow: 0, blue: 0 },
};

export interface LaneQuestion {
  readonly signals: readonly Signal[];
  /** In [0, 1), made where the declaration is anchored; null when none can be made: chance then chooses nothing. */
  readonly draw: number | null;
  readonly office: string | null;
  readonly settings: LaneSettings;
  readonly load: LaneLoad;
}

export interface LaneChoice {
  readonly lane: LaneName;
  readonly risk: number;
  readonly reasonCategory: ReasonCategory;
  /** Chosen by the minimum random rate, whatever signals said: outcomes of these tell the truth about all. */
  readonly isRandomStratum: boolean;
  /** Whether neither a signal nor the minimum random rate chose: what {@link LaneLoad.leftToChance} counts. */
  readonly isLeftToChance: boolean;
  /** The chance that each lane had in the rest of the draw; null where that chose nothing. */
  readonly chances: Chances | null;
  readonly steps: readonly LaneStep[];
}

type Chances = Readonly<Record<ChosenLane, number>>;

interface State {
  readonly lane: LaneName;
  readonly category: ReasonCategory;
  readonly steps: LaneStep[];
}

/**
 * Chooses the lane of a declaration, in the order of ASYCUDA's MODSEL: profiles (and here findings, model and alerts),
 * the minimum random rate, what the expected rates lack in the order red, yellow, blue, else green. The strictest wins.
 * Of the signals only a profile makes red; all alerts together move one lane. Pure: the same question, the same answer.
 */
export function chooseLane(question: LaneQuestion): LaneChoice {
  const start: State = { lane: "green", category: "none", steps: [] };
  const signalled = byAlerts(byRisk(byProfiles(start, question), question), question);
  const { state, isRandomStratum } = byMinimumRate(signalled, question);
  const isLeftToChance = state.lane === "green";
  const chances = isLeftToChance && question.draw !== null ? chancesOf(question) : null;
  const { lane, category, steps } = isLeftToChance ? byExpectedRates(state, question, chances) : state;
  const risk = riskOf(question.signals);
  return { lane, risk, reasonCategory: category, isRandomStratum, isLeftToChance, chances, steps };
}

/** Notes a step that asks for a lane; it is heeded when it is stricter. */
function ask(
  state: State,
  lane: LaneName,
  note: { step: LaneStep["step"]; category: ReasonCategory; reason: string },
): State {
  const to = stricter(state.lane, lane);
  const { step, category, reason } = note;
  const steps = [...state.steps, { step, lane: to, reason }];
  return { lane: to, category: to === state.lane ? state.category : category, steps };
}

function byProfiles(start: State, { signals, office, settings, load }: LaneQuestion): State {
  let state = start;
  const capacity = capacityOf(settings, office);
  const isFull = (lane: LaneName): boolean => lane !== "green" && load.today[lane] >= (capacity[lane] ?? Infinity);
  for (const { name, lane, yields } of profilesOf(signals)) {
    let to = lane;
    while (yields && isFull(to)) to = oneMilder(to);
    state = ask(state, to, {
      ...{ step: "profiles", category: "rule" },
      reason: `Profile ${name} asks for ${lane}.${lane === to ? "" : ` The lane is full here, and the profile yields to ${to}.`}`,
    });
  }
  return state;
}

/** Profiles with their lanes, the strictest first, then by name, so that the order they came in does not matter. */
function profilesOf(signals: readonly Signal[]) {
  return signals
    .flatMap(({ source, name, lane, yields }) => (source === "profile" && lane ? [{ name, lane, yields }] : []))
    .sort((a, b) => strictnessOf(b.lane) - strictnessOf(a.lane) || (a.name < b.name ? -1 : 1));
}

function byRisk(state: State, { signals, settings }: LaneQuestion): State {
  const counted = signals.filter(({ source }) => source === "finding" || source === "model");
  const risk = riskOf(counted);
  const { yellow, blue } = settings.riskLanes;
  if (counted.length === 0 || risk < Math.min(yellow, blue)) return state;
  const lane = risk >= yellow ? "yellow" : "blue";
  const threshold = settings.riskLanes[lane];
  const category = counted.some(({ source }) => source === "finding") ? "papers" : "risk";
  const reason = `Findings and model come to a risk of ${percent(risk)}, and ${lane} begins at ${percent(threshold)}.`;
  return ask(state, lane, { step: "risk", category, reason });
}

function byAlerts(state: State, { signals, settings }: LaneQuestion): State {
  const matched = signals.filter(({ source, score }) => source === "alert" && score >= settings.alertWeight);
  if (matched.length === 0) return state;
  const names = matched.map(({ name }) => name).sort();
  const moved = oneStricter(state.lane);
  const lane = moved === "red" ? state.lane : moved;
  const tail = lane === state.lane ? "only a profile makes red" : "alerts move one lane at most";
  const reason = `Alerts match (${names.join(", ")}); ${tail}.`;
  return ask(state, lane, { step: "alerts", category: "intelligence", reason });
}

function byMinimumRate(state: State, { draw, settings }: LaneQuestion): { state: State; isRandomStratum: boolean } {
  const step = "minimum-random";
  if (draw === null) {
    const reason = "No draw could be made: no seed was committed for this period. Chance chooses nothing.";
    return { state: { ...state, steps: [...state.steps, { step, lane: state.lane, reason }] }, isRandomStratum: false };
  }
  const { minimumRandomRate, randomLane } = settings;
  if (draw >= minimumRandomRate) return { state, isRandomStratum: false };
  const reason = `The draw ${draw} is below the minimum random rate ${minimumRandomRate}.`;
  return { state: ask(state, randomLane, { step, category: "random", reason }), isRandomStratum: true };
}

/** Fills what the lanes lack of their expected rates: the rest of the draw is divided among them, red first. */
function byExpectedRates(state: State, { draw, settings }: LaneQuestion, chances: Chances | null): State {
  const { minimumRandomRate, randomLane } = settings;
  if (draw === null || chances === null) return green(state);
  const lane = laneByDraw({ value: draw, minimumRandomRate, randomLane, chances });
  if (lane === "green") return green(state);
  const reason = `${lane} lacks of its expected rate ${settings.expectedRates[lane]}, and the draw ${draw} fell to it (chance ${percent(chances[lane])}).`;
  return ask(state, lane, { step: "expected-rate", category: "random", reason });
}

const green = (state: State): State =>
  ask(state, "green", { step: "green", category: "none", reason: "Nothing chose a stricter lane." });

type Load = Pick<LaneQuestion, "settings" | "load" | "office">;

/** The chance that fills each lane to its expected rate, when so many are left to chance; none in a lane that is full. */
const chancesOf = (load: Load): Chances =>
  Object.fromEntries(CHOSEN_LANES.map((lane) => [lane, chanceOf(lane, load)])) as Chances;

function chanceOf(lane: ChosenLane, { settings, load, office }: Load): number {
  const room = capacityOf(settings, office)[lane];
  if (room !== null && load.today[lane] >= room) return 0;
  const lacking = settings.expectedRates[lane] * (load.total + 1) - load.selected[lane];
  return Math.min(Math.max(lacking / (load.leftToChance + 1), 0), 1);
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
