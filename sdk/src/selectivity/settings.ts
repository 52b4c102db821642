import { type Check, hasExactly, isCount, isNullOr, isShare } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import { CHOSEN_LANES, type ChosenLane, isChosenLane } from "./lanes.ts";

/** How many declarations a lane takes in a day at an office; null for any number. */
export type Capacity = Readonly<Record<ChosenLane, number | null>>;

/** How an agency's lanes are set. */
export interface LaneSettings {
  /** Share of all declarations that chance alone sends to {@link randomLane}, whatever else is known of them, 0 to 1. */
  readonly minimumRandomRate: number;
  readonly randomLane: ChosenLane;
  /** Share of all declarations expected in each lane, 0 to 1, together at most 1: what signals leave short, chance fills. */
  readonly expectedRates: Readonly<Record<ChosenLane, number>>;
  /** Risk of findings and model from which a declaration goes at least yellow, or blue; above 1 never. */
  readonly riskLanes: { readonly yellow: number; readonly blue: number };
  /** Weight from which an alert moves a declaration by one lane, 0 to 1. */
  readonly alertWeight: number;
  readonly capacity: Capacity;
  /** Offices that differ from {@link capacity}, by their codes. */
  readonly offices: { readonly [office: string]: Capacity };
}

/** What holds until an agency says otherwise. */
export const DEFAULT_LANE_SETTINGS: LaneSettings = {
  minimumRandomRate: 0.01,
  randomLane: "red",
  expectedRates: { red: 0.02, yellow: 0.05, blue: 0.05 },
  riskLanes: { yellow: 0.6, blue: 0.3 },
  alertWeight: 0.1,
  capacity: { red: null, yellow: null, blue: null },
  offices: {},
};

const MAX_OFFICES = 2_000;

const isThreshold: Check = (value) => typeof value === "number" && value >= 0 && value <= 2;
const perLane = (check: Check) => Object.fromEntries(CHOSEN_LANES.map((lane) => [lane, check]));
const isCapacity: Check = (value) => hasExactly(value, perLane(isNullOr(isCount))) === undefined;

const isRates: Check = (value) =>
  hasExactly(value, perLane(isShare)) === undefined &&
  Object.values(value as Record<string, number>).reduce((sum, rate) => sum + rate, 0) <= 1;

const SHAPE: Readonly<Record<keyof LaneSettings, Check>> = {
  minimumRandomRate: isShare,
  randomLane: isChosenLane,
  expectedRates: isRates,
  riskLanes: (value) => hasExactly(value, { yellow: isThreshold, blue: isThreshold }) === undefined,
  alertWeight: isShare,
  capacity: isCapacity,
  offices: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= MAX_OFFICES &&
    Object.values(value).every(isCapacity),
};

/** @throws SdkError LANE_SETTINGS_INVALID, naming the first member that is missing, unknown or wrong. */
export function readLaneSettings(value: unknown): LaneSettings {
  const fault = hasExactly(value, SHAPE);
  if (fault === undefined) return value as LaneSettings;
  throw new SdkError(
    "LANE_SETTINGS_INVALID",
    `The lane settings have a member that is missing, unknown or wrong: ${fault}.`,
  );
}

/** The room of an office's lanes. */
export const capacityOf = (settings: LaneSettings, office: string | null): Capacity =>
  (office !== null && Object.hasOwn(settings.offices, office) ? settings.offices[office] : undefined) ??
  settings.capacity;
