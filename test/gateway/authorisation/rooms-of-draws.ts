import { type Cell, names, type Room, RULES } from "./rules.ts";

const aboutPeriod = ({ stage, subject }: Cell) => ({
  params: { memberId: stage.members.owner.gateway.memberId, period: subject.situation.isUnknown ? 9_999 : 1 },
});

const TOLD = {
  why: "When a member draws, and for what, the chain tells every member; what does not exist nobody has",
  of: ({ subject }: Cell) => (subject.situation.isUnknown ? ("DRAW_PERIOD_NOT_FOUND" as const) : ("open" as const)),
};

/** Random draws, by operation. */
export const ROOMS_OF_DRAWS: Readonly<Record<string, Room>> = {
  listDrawPeriods: {
    access: "draws:read",
    rule: RULES.same,
    asked: (cell) => ({ query: { memberId: aboutPeriod(cell).params.memberId } }),
    judges: (heard) => names(heard, '"period":1', true),
  },
  getDrawPeriod: { access: "draws:read", rule: TOLD, asked: aboutPeriod },
  listDrawnDeclarations: { access: "draws:read", rule: TOLD, asked: aboutPeriod },
  listDrawnDecisions: { access: "draws:read", rule: TOLD, asked: aboutPeriod },
  listDuty: { access: "draws:read", rule: RULES.same },
  setDuty: { access: "draws:write", rule: RULES.same, asked: () => ({ body: { office: null, officers: ["anna"] } }) },
};
