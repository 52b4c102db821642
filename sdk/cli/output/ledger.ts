import type { BalanceView, DrawView } from "../../client/index.ts";
import { lines } from "./lines.ts";
import { type Columns, tableOf } from "./page.ts";
import { momentText, timeText } from "./time.ts";

export const BALANCE_COLUMNS: Columns<BalanceView> = {
  head: ["BALANCE", "OPENER", "OPENED", "DRAWN", "LEFT", "UNIT", "STANDING", "DOCUMENT"],
  cells: (balance) => [
    ...[balance.balanceId, String(balance.opener), balance.opened, balance.drawn, balance.left, balance.unit],
    ...[balance.standing, balance.documentId],
  ],
};

const DRAW_COLUMNS: Columns<DrawView> = {
  head: ["DRAWN", "MEMBER", "QUANTITY", "GIVEN BACK", "STANDING", "CERTIFICATE"],
  cells: (draw) => [
    ...[timeText(draw.drawnAtSeconds), String(draw.memberId), draw.quantity],
    momentText(draw.givenBackAtSeconds) ?? "",
    ...[draw.standing, draw.documentId],
  ],
};

/** A balance with everything that was drawn from it. */
export function balanceText(balance: BalanceView): string {
  const { unit, draws, drawers } = balance;
  const facts = lines(`Balance ${balance.balanceId}`, [
    ["left", `${balance.left} ${unit}`],
    ["drawn", `${balance.drawn} ${unit}`],
    ["opened", `${balance.opened} ${unit}, ${timeText(balance.openedAtSeconds)}, block ${balance.blockNumber}`],
    ["opener", `member ${balance.opener}`],
    ["document", `${balance.documentId} (${balance.standing})`],
    ["item", balance.item],
    ["may draw", [balance.opener, ...drawers].map((member) => `member ${member}`).join(", ")],
  ]);
  return draws.length === 0 ? facts : `${facts}\n\n${tableOf(draws, DRAW_COLUMNS)}`;
}
