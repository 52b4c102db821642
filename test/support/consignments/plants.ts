import type { ConsignmentFindingCode } from "../../../sdk/src/provenance/finding.ts";
import { OTHER_COMPANIES, OTHER_GOODS, OTHER_PORTS } from "./catalogue.ts";
import type { DraftPaper } from "./draft-paper.ts";
import type { Draw } from "./draw.ts";
import type { Movement } from "./honest.ts";

/** One sort of contradiction, how it is planted, and the codes that tell of it. */
export interface Plant {
  readonly name: string;
  readonly codes: readonly ConsignmentFindingCode[];
  plant(movement: Movement, draw: Draw): void;
}

/** Every sort of contradiction. To add one, add a row. */
export const PLANTS: readonly Plant[] = [
  {
    name: "another container",
    codes: ["CONTAINERS_DIFFER"],
    plant: ({ manifest, entry }, draw) => {
      set(draw.pick([manifest, entry]), { containers: [`ZZZU${draw.below(10_000_000)}`] });
    },
  },
  {
    name: "another seal",
    codes: ["SEALS_DIFFER"],
    plant: ({ inboundBill, entry }, draw) => {
      set(entry, { containers: inboundBill.facts.containers ?? [], seals: [`XX${draw.below(1_000_000)}`] });
    },
  },
  {
    name: "another classification",
    codes: ["HS_CODES_DIFFER"],
    plant: ({ importing, entry, origin }, draw) =>
      set(draw.pick([importing, entry, origin]), { hsCodes: [draw.pick(["240220", "300420", "851713"])] }),
  },
  {
    name: "other goods",
    codes: ["DESCRIPTIONS_DIFFER"],
    plant: ({ importing, onwardBill }, draw) =>
      set(draw.pick([importing, onwardBill]), { descriptions: [draw.pick(OTHER_GOODS)] }),
  },
  {
    name: "another quantity",
    codes: ["QUANTITIES_DIFFER"],
    plant: ({ invoice, packing, entry }, draw) => {
      const paper = draw.pick([invoice, packing, entry]);
      const factor = draw.pick([0.5, 0.9, 1.1, 2]);
      set(paper, {
        quantities: (paper.facts.quantities ?? []).map(({ value, unit }) => ({
          value: String(Number(value) * factor),
          unit,
        })),
      });
    },
  },
  {
    name: "another weight",
    codes: ["GROSS_WEIGHTS_DIFFER"],
    plant: ({ packing, entry, origin }, draw) =>
      scale(draw.pick([packing, entry, origin]), "grossWeightKg", draw.pick([0.7, 0.95, 1.03, 1.3])),
  },
  {
    name: "another number of packages",
    codes: ["PACKAGES_DIFFER"],
    plant: ({ packing, entry, origin }, draw) =>
      scale(draw.pick([packing, entry, origin]), "packages", draw.pick([0.9, 1.1, 2])),
  },
  {
    name: "net weight over gross",
    codes: ["NET_OVER_GROSS"],
    plant: ({ importing, entry }, draw) => {
      const { facts } = draw.pick([importing, entry]);
      if (facts.grossWeightKg !== undefined) facts.netWeightKg = String(Math.round(Number(facts.grossWeightKg) * 1.2));
    },
  },
  {
    name: "another origin in one paper",
    codes: ["ORIGINS_DIFFER"],
    plant: ({ importing, entry, certificates }, draw) =>
      set(draw.pick([importing, entry, ...certificates]), { originCountry: "TR" }),
  },
  {
    name: "the hub as origin",
    codes: ["ORIGIN_CONTRADICTED"],
    plant: ({ onwardBill, origin, entry, importing, certificates }) => {
      const hub = onwardBill.facts.portOfLoading?.slice(0, 2);
      for (const paper of [origin, entry, importing, ...certificates])
        if (paper.facts.originCountry) set(paper, { originCountry: hub });
    },
  },
  {
    name: "a port on another coast",
    codes: ["PORTS_DIFFER"],
    plant: ({ manifest, entry }, draw) => set(draw.pick([manifest, entry]), { portOfLoading: draw.pick(OTHER_PORTS) }),
  },
  {
    name: "an onward leg from elsewhere",
    codes: ["ONWARD_LEG_NOT_CONTINUED"],
    plant: ({ onwardBill, importing }, draw) => {
      const portOfLoading = draw.pick(OTHER_PORTS);
      for (const paper of [onwardBill, importing]) set(paper, { portOfLoading });
    },
  },
  {
    name: "onward loading before the inbound arrival",
    codes: ["DATES_OUT_OF_ORDER"],
    plant: ({ inboundBill, onwardBill }, draw) =>
      set(onwardBill, { loadingDate: earlier(inboundBill.facts.arrivalDate, 2 + draw.below(5)) }),
  },
  {
    name: "another buyer",
    codes: ["PARTIES_DIFFER"],
    plant: ({ invoice, entry, origin }, draw) => {
      const { facts } = draw.pick([invoice, entry, origin]);
      facts.parties = (facts.parties ?? []).map((party) =>
        party.role === "buyer" ? { ...party, name: draw.pick(OTHER_COMPANIES) } : party,
      );
    },
  },
  {
    name: "another value",
    codes: ["VALUES_DIFFER"],
    plant: ({ entry }, draw) => {
      const { value } = entry.facts;
      if (value)
        set(entry, { value: { ...value, amount: (Number(value.amount) * draw.pick([0.3, 0.6, 0.97])).toFixed(2) } });
    },
  },
  {
    name: "a number issued twice",
    codes: ["NUMBER_ISSUED_TWICE"],
    plant: ({ entry, importing }) => {
      importing.facts.documentNumber = entry.facts.documentNumber ?? "";
      importing.referenceTag = entry.referenceTag as string;
    },
  },
  {
    name: "a certificate over its entry",
    codes: ["QUANTITY_EXCEEDED"],
    plant: ({ certificates }, draw) => {
      const factor = draw.pick([1.1, 1.5, 3]);
      for (const paper of certificates) {
        scale(paper, "packages", factor);
        scale(paper, "grossWeightKg", factor);
      }
    },
  },
  {
    name: "a certificate after loading",
    codes: ["CERTIFICATE_AFTER_LOADING"],
    plant: ({ origin, inboundBill }, draw) =>
      set(origin, { issueDate: earlier(inboundBill.facts.departureDate, -3 - draw.below(20)) }),
  },
  {
    name: "a source that was withdrawn",
    codes: ["RELIES_ON_WITHDRAWN"],
    plant: ({ entry }) => {
      entry.standing = "withdrawn";
    },
  },
  {
    name: "papers that build on each other",
    codes: ["LINKS_CIRCULAR"],
    plant: ({ inboundBill, onwardBill }) => {
      inboundBill.links.push({ documentId: onwardBill.documentId, relation: "derivedFrom" });
    },
  },
];

/** Alters facts that the paper states; what it leaves out stays out. */
function set(
  { facts }: DraftPaper,
  changes: { [Name in keyof DraftPaper["facts"]]?: DraftPaper["facts"][Name] | undefined },
): void {
  Object.assign(facts, changes);
}

function scale({ facts }: DraftPaper, name: "grossWeightKg" | "packages", factor: number): void {
  if (facts[name] !== undefined) facts[name] = String(Math.round(Number(facts[name]) * factor));
}

const earlier = (date = "2026-01-01", days: number): string =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
