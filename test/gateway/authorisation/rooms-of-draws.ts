import { commitAhead } from "../../../node-gateway/src/draws/commit-ahead.ts";
import { type Cell, names, type Room, RULES } from "./rules.ts";
import type { Stage } from "./stage.ts";

const STAGED = new WeakMap<Stage, Promise<void>>();
const PERIOD_SECONDS = 600;

/** A period that the owner committed, once for all cells, and which every gateway knows. */
async function ownersPeriod({ stage, subject }: Cell) {
  const { gateway, settle } = stage.members.owner;
  const commit = async () => {
    await commitAhead(gateway, PERIOD_SECONDS, (await gateway.chain.head()).timeSeconds);
    await settle();
    await stage.sync();
  };
  const committed = STAGED.get(stage) ?? commit();
  STAGED.set(stage, committed);
  await committed;
  return { params: { memberId: gateway.memberId, period: subject.situation.isUnknown ? 9_999 : 1 } };
}

const TOLD = {
  why: "When a member draws, and for what, the chain tells every member; what does not exist nobody has",
  of: ({ subject }: Cell) => (subject.situation.isUnknown ? ("DRAW_PERIOD_NOT_FOUND" as const) : ("open" as const)),
};

/** Random draws, by operation. */
export const ROOMS_OF_DRAWS: Readonly<Record<string, Room>> = {
  listDrawPeriods: {
    access: "draws:read",
    rule: RULES.same,
    asked: async (cell) => ({ query: { memberId: (await ownersPeriod(cell)).params.memberId } }),
    judges: (heard) => names(heard, '"period":1', true),
  },
  getDrawPeriod: { access: "draws:read", rule: TOLD, asked: ownersPeriod },
  listDrawnDeclarations: { access: "draws:read", rule: TOLD, asked: ownersPeriod },
  listDrawnDecisions: { access: "draws:read", rule: TOLD, asked: ownersPeriod },
  listDuty: { access: "draws:read", rule: RULES.same },
  setDuty: { access: "draws:write", rule: RULES.same, asked: () => ({ body: { office: null, officers: ["anna"] } }) },
};
