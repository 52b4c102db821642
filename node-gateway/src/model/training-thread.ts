import { parentPort } from "node:worker_threads";
import {
  chooseSettings,
  type Grown,
  growTrees,
  modelDigest,
  modelOf,
  TRAIN_DEFAULTS,
  type TrainingSet,
  trainingSetOf,
  writeModel,
} from "@sealane/sdk";
import type { Answers, Asked, GrownTree, Question } from "./ask-thread.ts";

/** The thread that computes a training, so that requests are answered meanwhile. It keeps what it grows on, and no more. */
let set: TrainingSet | undefined;

const ANSWERS: { readonly [Q in Question]: (asked: Asked[Q]) => Answers[Q] } = {
  choose: ({ lines, seed }) => chooseSettings(lines, { ...TRAIN_DEFAULTS, seed }),
  hold: ({ lines, settings }) => {
    set = trainingSetOf(lines, settings);
    return lines.length;
  },
  grow: ({ grown, count }) => {
    const trees: GrownTree[] = [];
    if (count > 0)
      for (const tree of growTrees(held(), grown)) {
        trees.push(tree);
        if (trees.length === count) break;
      }
    return trees;
  },
  finish: ({ grown }) => modelText(grown),
};

function held(): TrainingSet {
  if (!set) throw new Error("Nothing is held to grow on.");
  return set;
}

function modelText(grown: Grown): Answers["finish"] {
  const model = modelOf(held(), grown);
  return { digest: modelDigest(model), text: new TextDecoder().decode(writeModel(model)) };
}

parentPort?.on("message", <Q extends Question>({ question, asked }: { question: Q; asked: Asked[Q] }) => {
  parentPort?.postMessage(ANSWERS[question](asked));
});
