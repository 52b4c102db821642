import { type Room, RULES } from "./rules.ts";

/** The model and its trainings: each gateway has its own, and none was trained in any of these. */
export const ROOMS_OF_MODEL: Readonly<Record<string, Room>> = {
  getModel: {
    access: "models:read",
    rule: { why: "Every member has a model of its own, and none was trained here", of: () => "MODEL_NOT_FOUND" },
  },
  trainModel: { access: "models:write", rule: RULES.same },
  getTraining: {
    access: "models:read",
    rule: { why: "Every member has trainings of its own, and this is none of them", of: () => "TRAINING_NOT_FOUND" },
    asked: () => ({ params: { trainingId: 9_999_999 } }),
  },
};
