import { type Cell, isOwner, isReader, known, type Outcome, type Rule } from "./rules.ts";

/** What the owner and the reader are told of an alert between them, of which all others learn nothing. */
const heldAlert = (cell: Cell, outcome: Outcome): Outcome =>
  isOwner(cell) || isReader(cell) ? outcome : "ALERT_NOT_FOUND";

/** Who may have, change, name and hand on an alert of the owner's that the reader has too. */
export const ALERT_RULES = {
  heldAlert: known("ALERT_NOT_FOUND", "An alert is for its issuer and whom it went to", (cell) =>
    heldAlert(cell, "open"),
  ),
  namedAlert: known("ALERT_NOT_FOUND", "Whom an alert means its issuer knows, and whom it told", (cell) =>
    isOwner(cell) ? "open" : heldAlert(cell, "ALERT_NOMINAL_NOT_HELD"),
  ),
  ownAlert: known("ALERT_NOT_FOUND", "Only its issuer changes an alert, whoever else has it", (cell) =>
    isOwner(cell) ? "open" : heldAlert(cell, "ALERT_NOT_OURS"),
  ),
  revisedAlert: known("ALERT_NOT_FOUND", "Only its issuer changes an alert, and sends none to nobody", (cell) => {
    if (!isOwner(cell)) return heldAlert(cell, "ALERT_NOT_OURS");
    return cell.subject.situation.isSuspended ? "ALERT_WITHOUT_AUDIENCE" : "open";
  }),
  forwardedAlert: known(
    "ALERT_NOT_FOUND",
    "Its recipient hands an alert on as it allows, and nobody its own",
    (cell) => (isOwner(cell) ? "ALERT_NOT_FORWARDABLE" : heldAlert(cell, "open")),
  ),
  readersMatch: known("MATCH_NOT_FOUND", "What met an alert is its holder's alone", (cell) =>
    isReader(cell) ? "open" : "MATCH_NOT_FOUND",
  ),
} as const satisfies Readonly<Record<string, Rule>>;
