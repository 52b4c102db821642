import { createRequire } from "node:module";
import {
  type AlertIndex,
  askRules,
  chooseLane,
  compileAlerts,
  compileRuleSet,
  DEFAULT_LANE_SETTINGS,
  explainProfiles,
  type Facts,
  type LaneChoice,
  linesOfFacts,
  matchAlerts,
  NO_LOAD,
  type Profile,
  type RuleSet,
  type RuleSubject,
  type Scorer,
  type Signal,
  scoreDeclaration,
  scoreLine,
  scorerOf,
  TRAIN_DEFAULTS,
  trainModel,
} from "@sealane/sdk";
import { alertOf, ISSUED_AT } from "../../../test/support/sdk/alerts.ts";
import { cpuSecondsOf, measureRates, p99RowOf, type Row } from "../measure.ts";
import { declarationsOf, profileOf, type RuleSpec, ruleSpecs } from "../profiles.ts";
import type { Suite } from "../suite.ts";
import { tradeOf } from "../trade.ts";
import { inTurn } from "../turn.ts";

const PROFILES = 200;
const ALERTS = 1_000;
const TREES = 300;
const EXPLAINED = 1_000;

type ModelSignal = (facts: Facts) => Signal;

/** What a declaration is decided by. */
interface Desk {
  readonly ruleSet: RuleSet;
  readonly alerts: AlertIndex;
  readonly model: ModelSignal | undefined;
}

export const selecting: Suite = {
  name: "select",
  about: `lanes decided from facts, without storage: ${PROFILES} profiles, ${ALERTS} alerts, a model of ${TREES} trees, beside json-rules-engine`,
  async run({ effort, quick }) {
    const specs = ruleSpecs(PROFILES);
    const profiles = specs.map(profileOf);
    const ruleSet = compileRuleSet(profiles);
    const alerts = compileAlerts(alertsOf(ALERTS));
    const settings = { ...TRAIN_DEFAULTS, trees: { fresh: TREES, known: TREES } };
    const scorer = scorerOf(trainModel(tradeOf(quick ? 1_000 : 37_385), settings));
    const declarations = declarationsOf(5_000, 2);
    const engine = engineOf(specs);
    await assertSame(ruleSet, engine, declarations.slice(0, 300));
    const [full, scoring, plain, rules, peers] = Array.from({ length: 5 }, () => inTurn(declarations)) as Nexts;
    const peer = `${PROFILES} rules asked, json-rules-engine`;
    const rows = await measureRates(
      [
        { name: peer, unit: "decl/s", ops: 1, run: () => engine.run(factsFor(peers())) },
        {
          ...{ name: `${PROFILES} profiles asked`, unit: "decl/s", ops: 1, peer },
          run: () => askRules(ruleSet, subjectOf(rules()), ISSUED_AT),
        },
        {
          ...{ name: "decided by profiles and alerts, each step with its reason", unit: "decl/s", ops: 1, peer },
          run: () => decide({ ruleSet, alerts, model: undefined }, plain()),
        },
        {
          ...{ name: "the same with the model's score", unit: "decl/s", ops: 1, peer },
          run: () => decide({ ruleSet, alerts, model: scored(scorer) }, scoring()),
        },
        {
          ...{ name: "the same with the model's reasons in words", unit: "decl/s", ops: 1, peer },
          run: () => decide({ ruleSet, alerts, model: explained(scorer) }, full()),
        },
      ],
      effort,
    );
    return [...rows, slowest({ ruleSet, alerts, model: explained(scorer) }, profiles, declarations)];
  },
};

type Next = () => Facts;
type Nexts = [Next, Next, Next, Next, Next];

/** The model's signal with what it rests on, exactly; and its score alone, the reasons for whoever asks later. */
const explained =
  (scorer: Scorer): ModelSignal =>
  (facts) =>
    scoreDeclaration(scorer, facts).signal;
const scored =
  (scorer: Scorer): ModelSignal =>
  (facts) => {
    const score = Math.max(...linesOfFacts(facts).map((line) => scoreLine(scorer, line).probability));
    return { source: "model", name: "model", score, reason: "The model's score." };
  };

const subjectOf = (facts: Facts): RuleSubject => ({ kind: "declaration-import", facts });

/** One declaration from its facts to its lane, as the gateway does it. */
function decide({ ruleSet, alerts, model: judge }: Desk, facts: Facts): LaneChoice {
  const matches = matchAlerts(alerts, { kind: "declaration-import", facts }, ISSUED_AT);
  const model = judge?.(facts);
  const subject: RuleSubject = {
    ...subjectOf(facts),
    alerts: matches.map(({ alertId, alert, weight }) => ({ name: alertId, category: alert.category, weight })),
    ...(model && { modelScore: model.score }),
  };
  const told = matches.map(
    ({ alertId, weight, words }): Signal => ({
      ...{ source: "alert", name: alertId, score: weight, reason: words.join("; ") },
    }),
  );
  const signals = [...askRules(ruleSet, subject, ISSUED_AT), ...(model ? [model] : []), ...told];
  return chooseLane({ signals, draw: 0.5, office: null, settings: DEFAULT_LANE_SETTINGS, load: NO_LOAD });
}

/** How long single decisions with everything explained take, in milliseconds of CPU time. */
function slowest(desk: Desk, profiles: readonly Profile[], declarations: readonly Facts[]): Row {
  const explain = (facts: Facts) => {
    decide(desk, facts);
    explainProfiles(profiles, subjectOf(facts));
  };
  const times = declarations.slice(0, EXPLAINED).map((facts) => 1_000 * cpuSecondsOf(() => explain(facts)));
  return p99RowOf(`one decision with all ${PROFILES} profiles explained`, "ms", times);
}

/** Half of them look for a container, half for goods of an origin. */
const alertsOf = (count: number) =>
  Array.from({ length: count }, (_, place) => {
    const goods = { hsCodes: [String(1000 + 37 * (place % 200))], origins: [ORIGINS[place % 7] as string] };
    const pattern = place % 2 === 0 ? { containers: [`MSKU${1_000_000 + place}`] } : goods;
    return { alert: alertOf({ patterns: [pattern] }) };
  });
const ORIGINS = ["CN", "VN", "DE", "US", "JP", "TH", "IT"];

/** The npm package json-rules-engine: rules as JSON, asked asynchronously. */
const { Engine } = createRequire(import.meta.url)("json-rules-engine") as {
  Engine: new () => PeerEngine;
};

interface PeerEngine {
  addOperator(name: string, holds: (fact: string, value: string) => boolean): void;
  addRule(rule: object): void;
  run(facts: object): Promise<{ events: { type: string }[] }>;
}

function engineOf(specs: readonly RuleSpec[]): PeerEngine {
  const engine = new Engine();
  engine.addOperator("startsWith", (fact, value) => fact.startsWith(value));
  for (const [place, { chapter, countries, unitPrice }] of specs.entries()) {
    const where = [
      { fact: "originCountry", operator: "equal", value: countries[0] },
      { fact: "dispatchCountry", operator: "equal", value: countries[1] },
    ];
    const price = { fact: "unitPrice", operator: "lessThan", value: Number(unitPrice) };
    const code = { fact: "hsCode", operator: "startsWith", value: chapter };
    engine.addRule({ conditions: { all: [price, { any: where }, code] }, event: { type: `profile-${place}` } });
  }
  return engine;
}

const factsFor = ({ hsCodes, originCountry, dispatchCountry, value, netWeightKg }: Facts): object => ({
  ...{ hsCode: hsCodes?.[0], originCountry, dispatchCountry },
  unitPrice: Number(value?.amount) / Number(netWeightKg),
});

/** Both must hit alike, or the comparison says nothing. */
async function assertSame(ruleSet: RuleSet, engine: PeerEngine, declarations: readonly Facts[]): Promise<void> {
  for (const facts of declarations.filter(({ netWeightKg }) => netWeightKg !== "0")) {
    const ours = askRules(ruleSet, subjectOf(facts), ISSUED_AT).map(({ name }) => name);
    const theirs = (await engine.run(factsFor(facts))).events.map(({ type }) => type);
    if (ours.sort().join() !== theirs.sort().join()) throw new Error("The engines disagree.");
  }
}
