import { type Cell, names, type Room, RULES } from "./rules.ts";

const aboutBalance = ({ subject: { ledger } }: Cell) => ({ params: { balanceId: ledger.balanceId } });

/** Balances and what is drawn from them, by operation. */
export const ROOMS_OF_LEDGER: Readonly<Record<string, Room>> = {
  listBalances: {
    access: "ledger:read",
    rule: RULES.same,
    asked: () => ({ query: { limit: 200 } }),
    judges: (heard, { subject: { ledger, situation } }) => names(heard, ledger.balanceId, !situation.isUnknown),
  },
  getBalance: { access: "ledger:read", rule: RULES.toldBalance, asked: aboutBalance },
  openBalance: {
    access: "ledger:write",
    rule: RULES.ledgerPaper,
    asked: ({ subject: { ledger, at } }) => ({ body: { documentId: ledger.declarationId, item: 2 + at } }),
  },
  reviseBalance: {
    access: "ledger:write",
    rule: RULES.opener,
    asked: (cell) => ({ ...aboutBalance(cell), body: { documentId: cell.subject.ledger.declarationId } }),
  },
  setDrawer: {
    access: "ledger:write",
    rule: RULES.opener,
    asked: (cell) => ({
      ...aboutBalance(cell),
      body: { memberId: cell.stage.members.carrier.gateway.memberId, isAllowed: true },
    }),
  },
  drawQuantity: {
    access: "ledger:write",
    rule: RULES.ledgerPaper,
    asked: (cell) => ({ ...aboutBalance(cell), body: { documentId: cell.subject.ledger.certificateId } }),
  },
  giveBackQuantity: {
    access: "ledger:write",
    rule: RULES.giveBack,
    asked: (cell) => ({
      ...aboutBalance(cell),
      body: { memberId: cell.stage.members.owner.gateway.memberId, documentId: cell.subject.ledger.withdrawnId },
    }),
  },
};
