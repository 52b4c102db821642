import type { Facts, Quantity } from "../../../sdk/src/facts/facts.ts";
import type { KindName } from "../../../sdk/src/kinds/kinds.ts";
import type { Relation } from "../../../sdk/src/statement/claims.ts";
import { COMPANIES, DESTINATIONS, GOODS, type Goods, HUBS, ORIGINS, VESSELS } from "./catalogue.ts";
import type { DraftPaper } from "./draft-paper.ts";
import type { Draw } from "./draw.ts";
import { withHabits } from "./noise.ts";

/** The papers of one movement from an origin over a hub to a destination, by what they are in it. */
export interface Movement {
  readonly inboundBill: DraftPaper;
  readonly manifest: DraftPaper;
  readonly origin: DraftPaper;
  readonly entry: DraftPaper;
  readonly certificates: readonly DraftPaper[];
  readonly onwardBill: DraftPaper;
  readonly invoice: DraftPaper;
  readonly packing: DraftPaper;
  readonly importing: DraftPaper;
}

/** What really moves, which each paper states in its own way. */
interface Cargo {
  readonly goods: readonly { readonly row: Goods; readonly pieces: number }[];
  readonly containers: readonly string[];
  readonly seals: readonly string[];
  readonly packages: number;
  readonly parties: readonly [seller: readonly string[], buyer: readonly string[]];
}

const DAY = 86_400;
const START_SECONDS = Date.parse("2026-02-01T00:00:00Z") / 1000;

/** An honest movement: its papers agree as far as honest papers do. Offices round, abbreviate and leave out. */
export function honestMovement(draw: Draw): Movement {
  const [from, hub, to] = [draw.pick(ORIGINS), draw.pick(HUBS), draw.pick(DESTINATIONS)];
  const day = draw.below(60);
  const office = officeOf(draw, { cargo: cargoOf(draw), originCountry: from.country, day });
  const inbound = inboundPapers(draw, office, { portOfLoading: from.port, portOfDischarge: hub.port });
  const onward = onwardPapers(draw, office, { portOfLoading: hub.port, portOfDischarge: to.port }, inbound);
  return { ...inbound, ...onward };
}

/** Makes papers of one movement on its days. */
interface Office {
  date(after: number): string;
  paper(kind: KindName, on: number, facts: Facts, links?: DraftPaper["links"]): DraftPaper;
  /** The wanted facts, as one office states them. */
  say(...wanted: readonly (keyof Facts)[]): Facts;
}

interface Route {
  readonly portOfLoading: string;
  readonly portOfDischarge: string;
}

function officeOf(draw: Draw, movement: { cargo: Cargo; originCountry: string; day: number }): Office {
  const { cargo, originCountry, day } = movement;
  const seconds = (after: number) => START_SECONDS + (day + after) * DAY;
  const date = (after: number) => new Date(seconds(after) * 1000).toISOString().slice(0, 10);
  return {
    date,
    say: (...wanted) => stated(draw, cargo, originCountry, wanted),
    paper: (kind, on, facts, links = []) => {
      const known = { documentId: draw.hex32(), kind, issuer: 1 + draw.below(9), standing: "current", links } as const;
      const times = { issuedAt: seconds(on), anchoredAt: seconds(on) + 3600, referenceTag: draw.hex32() };
      const numbered = { documentNumber: `N${draw.below(1_000_000)}`, issueDate: date(on), ...facts };
      return withHabits({ ...known, ...times, facts: numbered }, draw);
    },
  };
}

const linkTo = ({ documentId }: DraftPaper, relation: Relation) => [{ documentId, relation }];
const GOODS_FACTS = ["hsCodes", "descriptions", "quantities", "grossWeightKg", "packages", "originCountry"] as const;

/** Papers of the way to the hub. */
function inboundPapers(draw: Draw, { paper, say, date }: Office, route: Route) {
  const vessel = draw.pick(VESSELS);
  const inboundBill = paper("bill-of-lading-master", 2, {
    ...say("containers", "seals", "hsCodes", "descriptions", "grossWeightKg", "packages"),
    ...{ ...route, vessel, loadingDate: date(2), departureDate: date(3), arrivalDate: date(12) },
  });
  const support = linkTo(inboundBill, "supports");
  const declared = say("containers", "netWeightKg", "parties", "value", ...GOODS_FACTS);
  return {
    inboundBill,
    manifest: paper("cargo-manifest", 3, { ...say("containers"), ...route, vessel }, support),
    origin: paper("certificate-of-origin", 1, say("parties", ...GOODS_FACTS), support),
    invoice: paper("commercial-invoice", 0, say("descriptions", "quantities", "value", "parties"), support),
    packing: paper(
      "packing-list",
      0,
      say("descriptions", "quantities", "grossWeightKg", "netWeightKg", "packages"),
      support,
    ),
    entry: paper("declaration-import", 13, { ...declared, ...route }, support),
  };
}

/** Papers of the way from the hub on. */
function onwardPapers(
  draw: Draw,
  { paper, say, date }: Office,
  route: Route,
  inbound: { inboundBill: DraftPaper; entry: DraftPaper },
) {
  const sailing = { loadingDate: date(20), departureDate: date(21), arrivalDate: date(40) };
  const carried = say("containers", "hsCodes", "descriptions", "grossWeightKg", "packages");
  const bill = { ...carried, ...route, ...sailing, vessel: draw.pick(VESSELS) };
  const onwardBill = paper("bill-of-lading-transshipment", 20, bill, linkTo(inbound.inboundBill, "derivedFrom"));
  const parts = draw.chance(0.3) ? [0.5, 0.5] : [1];
  const certify = (part: number) => ({ ...partOf(say(...GOODS_FACTS), part), expiryDate: date(200) });
  const declared = say(
    "containers",
    "hsCodes",
    "descriptions",
    "quantities",
    "grossWeightKg",
    "netWeightKg",
    "originCountry",
  );
  return {
    onwardBill,
    certificates: parts.map((part) =>
      paper("re-export-certificate", 16, certify(part), linkTo(inbound.entry, "derivedFrom")),
    ),
    importing: paper("declaration-import", 42, { ...declared, ...route }, linkTo(onwardBill, "supports")),
  };
}

/** Every paper of a movement. */
export const papersOf = ({ certificates, ...single }: Movement): DraftPaper[] => [
  ...Object.values(single),
  ...certificates,
];

function cargoOf(draw: Draw): Cargo {
  const count = 1 + draw.below(3);
  const goods = Array.from({ length: 1 + draw.below(2) }, () => ({
    row: draw.pick(GOODS),
    pieces: 12 * (20 + draw.below(200)),
  }));
  const number = () =>
    `${draw.pick(["SLMU", "TCNU", "MRKU", "CMAU"])}${String(draw.below(10_000_000)).padStart(7, "0")}`;
  const containers = [...new Set(Array.from({ length: count }, number))].sort();
  return {
    ...{ goods, containers, seals: containers.map(() => `SL${draw.below(1_000_000)}`).sort() },
    packages: 20 + draw.below(900),
    parties: [draw.pick(COMPANIES.slice(0, 3)), draw.pick(COMPANIES.slice(3))],
  };
}

/** The wanted facts as one office states them: rounded, abbreviated, in other units, and sometimes left out. */
function stated(draw: Draw, cargo: Cargo, originCountry: string, wanted: readonly (keyof Facts)[]): Facts {
  const net = cargo.goods.reduce((sum, { row, pieces }) => sum + row.kg * pieces, 0);
  const digits = draw.pick([6, 8, 10]);
  const scaled = 0.998 + draw.below(40) / 10_000;
  const all: Facts = {
    containers: cargo.containers,
    seals: cargo.seals,
    hsCodes: [...new Set(cargo.goods.map(({ row }) => row.hs.slice(0, digits)))].sort(),
    descriptions: cargo.goods.map(({ row }) => draw.pick(row.descriptions)),
    quantities: cargo.goods.map(({ pieces }) => inSomeUnit(draw, pieces)),
    grossWeightKg: String(Math.round(net * 1.08 * scaled)),
    netWeightKg: String(Math.round(net * scaled)),
    packages: String(cargo.packages),
    originCountry,
    parties: [
      { role: "seller", name: draw.pick(cargo.parties[0]) },
      { role: "buyer", name: draw.pick(cargo.parties[1]) },
    ],
    value: {
      amount: cargo.goods.reduce((sum, { row, pieces }) => sum + row.eur * pieces, 0).toFixed(2),
      currency: "EUR",
    },
  };
  const kept = wanted.filter(() => !draw.chance(0.06));
  return Object.fromEntries(kept.map((name) => [name, all[name]])) as Facts;
}

function inSomeUnit(draw: Draw, pieces: number): Quantity {
  if (draw.chance(0.2)) return { value: String(pieces / 12), unit: "DZN" };
  return { value: String(pieces), unit: draw.pick(["NAR", "C62", "H87"]) };
}

/** A part of what a paper covers. */
const partOf = (facts: Facts, part: number): Facts => ({
  ...facts,
  ...(facts.quantities && {
    quantities: facts.quantities.map(({ value, unit }) => ({ value: String(Number(value) * part), unit })),
  }),
  ...(facts.grossWeightKg !== undefined && { grossWeightKg: String(Math.floor(Number(facts.grossWeightKg) * part)) }),
  ...(facts.packages !== undefined && { packages: String(Math.floor(Number(facts.packages) * part)) }),
});
