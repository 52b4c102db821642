import { type Cell, names, type Room, RULES } from "./rules.ts";
import { ALERT_RULES } from "./rules-of-alerts.ts";

const about = (sort: "shown" | "revised" | "withdrawn" | "released") => (cell: Cell) => ({
  params: { alertId: cell.subject.alerts[sort] },
});

const isHeld = ({ viewer, subject }: Cell): boolean =>
  !subject.situation.isUnknown && (viewer === "owner" || viewer === "reader");

/** A draft for members that are given. */
const draftFor = ({ me }: Cell, members: readonly number[]) => ({
  ...{ category: "valuation", modus: "How.", reason: "Why.", patterns: [{ containers: ["MSKU1234565"] }] },
  ...{ action: "inspect", source: "B", credibility: 2, tlp: "green", forwarding: "tlp" },
  ...{ sharedWith: { members, group: null }, validUntilSeconds: me.gateway.clock() + 1_000_000 },
});

const carrierOf = ({ stage }: Cell): number => stage.members.carrier.gateway.memberId;
const MONTH = "2020-01";

/** Alerts, what met them and what came of it, by operation. */
export const ROOMS_OF_ALERTS: Readonly<Record<string, Room>> = {
  previewAlert: {
    access: "alerts:write",
    rule: RULES.same,
    asked: (cell) => ({ body: { draft: draftFor(cell, [carrierOf(cell)]) } }),
  },
  sendAlert: {
    access: "alerts:write",
    rule: RULES.live,
    asked: (cell) => ({ body: { draft: draftFor(cell, [carrierOf(cell)]), audience: [carrierOf(cell)] } }),
  },
  listAlerts: {
    access: "alerts:read",
    rule: RULES.same,
    asked: () => ({ query: { limit: 200 } }),
    judges: (heard, cell) => names(heard, cell.subject.alerts.shown, isHeld(cell)),
  },
  getAlert: { access: "alerts:read", rule: ALERT_RULES.heldAlert, asked: about("shown") },
  openNominal: { access: "alerts:nominal", rule: ALERT_RULES.namedAlert, asked: about("shown") },
  reviseAlert: {
    access: "alerts:write",
    rule: ALERT_RULES.revisedAlert,
    asked: (cell) => {
      const { memberId } = cell.stage.members.reader.gateway;
      return { ...about("revised")(cell), body: { draft: draftFor(cell, [memberId]), audience: [memberId] } };
    },
  },
  withdrawAlert: {
    access: "alerts:write",
    rule: ALERT_RULES.ownAlert,
    asked: (cell) => ({ ...about("withdrawn")(cell), body: { reason: "A mistake." } }),
  },
  releaseNominal: {
    access: "alerts:nominal",
    rule: ALERT_RULES.ownAlert,
    asked: (cell) => ({
      ...about("released")(cell),
      body: { memberId: cell.stage.members.reader.gateway.memberId, reason: "It must know." },
    }),
  },
  forwardAlert: {
    access: "alerts:write",
    rule: ALERT_RULES.forwardedAlert,
    asked: (cell) => ({ ...about("shown")(cell), body: { memberId: carrierOf(cell) } }),
  },
  listAlertMatches: {
    access: "alerts:read",
    rule: RULES.same,
    asked: () => ({ query: { limit: 200 } }),
    judges: (heard, cell) => names(heard, cell.subject.alerts.shown, isHeld(cell) && cell.viewer === "reader"),
  },
  settleAlertMatch: {
    access: "alerts:write",
    rule: ALERT_RULES.readersMatch,
    asked: ({ subject }) => ({
      params: { matchNumber: subject.alerts.matchNumber },
      body: { state: "confirmed", result: null },
    }),
  },
  listAlertPartners: { access: "alerts:read", rule: RULES.same },
  listAlertCounters: { access: "alerts:read", rule: RULES.same, asked: () => ({ query: { month: MONTH } }) },
  shareAlertCounters: {
    access: "alerts:write",
    rule: RULES.live,
    asked: (cell) => ({ body: { memberId: carrierOf(cell), month: MONTH } }),
  },
};
