import type { Facts, Party } from "../facts/facts.ts";
import {
  hsCodesAgree,
  moneyAgrees,
  numbersAgree,
  quantitiesAgree,
  setsAgree,
  textsAgree,
  weightsAgree,
} from "./agree.ts";
import type { Agreement, FactComparison } from "./compare-facts.ts";
import { descriptionsAgree, namesAgree } from "./words.ts";

/** Every fact that papers must agree on. To compare another, add a row. */
export const COMPARISONS: readonly FactComparison[] = [
  {
    name: "ucrs",
    title: "The papers are of one consignment",
    code: "UCRS_DIFFER",
    facts: ["ucr"],
    among: "leg",
    disagreement: "The papers name different consignments.",
    compare: (one, other) => textsAgree(one.ucr, other.ucr),
  },
  {
    name: "containers",
    title: "The papers name the same containers",
    code: "CONTAINERS_DIFFER",
    facts: ["containers"],
    among: "leg",
    disagreement: "Each paper names a container that the other does not.",
    compare: (one, other) => setsAgree(one.containers, other.containers),
  },
  {
    name: "seals",
    title: "The papers name the same seals",
    code: "SEALS_DIFFER",
    facts: ["seals", "containers"],
    among: "leg",
    disagreement: "Each paper names a seal that the other does not.",
    compare: (one, other) => (isSame(one.containers, other.containers) ? setsAgree(one.seals, other.seals) : undefined),
  },
  {
    name: "hsCodes",
    title: "The goods are classified alike",
    code: "HS_CODES_DIFFER",
    facts: ["hsCodes"],
    among: "consignment",
    disagreement: "The first six digits of the goods' codes differ.",
    compare: (one, other) => hsCodesAgree(one.hsCodes, other.hsCodes),
  },
  {
    name: "descriptions",
    title: "The goods are described alike",
    code: "DESCRIPTIONS_DIFFER",
    facts: ["descriptions"],
    among: "consignment",
    disagreement: "The descriptions of the goods have no word in common.",
    compare: (one, other) => descriptionsAgree(one.descriptions ?? [], other.descriptions ?? []),
  },
  {
    name: "quantities",
    title: "The quantities are the same",
    code: "QUANTITIES_DIFFER",
    facts: ["quantities"],
    among: "leg",
    disagreement: "The quantities differ.",
    compare: (one, other, tolerances) => quantitiesAgree(one.quantities, other.quantities, tolerances),
  },
  {
    name: "grossWeight",
    title: "The gross weights are the same",
    code: "GROSS_WEIGHTS_DIFFER",
    facts: ["grossWeightKg", "containers"],
    among: "leg",
    disagreement: "The gross weights lie further apart than weighing explains.",
    compare: (one, other, tolerances) =>
      ofWhole(one, other, weightsAgree(one.grossWeightKg, other.grossWeightKg, tolerances)),
  },
  {
    name: "netWeight",
    title: "The net weights are the same",
    code: "NET_WEIGHTS_DIFFER",
    facts: ["netWeightKg", "containers"],
    among: "leg",
    disagreement: "The net weights lie further apart than weighing explains.",
    compare: (one, other, tolerances) =>
      ofWhole(one, other, weightsAgree(one.netWeightKg, other.netWeightKg, tolerances)),
  },
  {
    name: "packages",
    title: "The numbers of packages are the same",
    code: "PACKAGES_DIFFER",
    facts: ["packages", "containers"],
    among: "leg",
    disagreement: "The numbers of packages differ.",
    compare: (one, other) => ofWhole(one, other, numbersAgree(one.packages, other.packages)),
  },
  {
    name: "origins",
    title: "The papers name one origin",
    code: "ORIGINS_DIFFER",
    facts: ["originCountry"],
    among: "consignment",
    disagreement: "The papers name different countries of origin.",
    compare: (one, other) => textsAgree(one.originCountry, other.originCountry),
  },
  {
    name: "destinations",
    title: "The papers name one country of destination",
    code: "COUNTRIES_DIFFER",
    facts: ["destinationCountry"],
    among: "leg",
    disagreement: "The papers name different countries of destination.",
    compare: (one, other) => textsAgree(one.destinationCountry, other.destinationCountry),
  },
  {
    name: "portOfLoading",
    title: "The papers name one port of loading",
    code: "PORTS_DIFFER",
    facts: ["portOfLoading"],
    among: "leg",
    disagreement: "The papers name different ports of loading.",
    compare: (one, other) => textsAgree(one.portOfLoading, other.portOfLoading),
  },
  {
    name: "portOfDischarge",
    title: "The papers name one port of discharge",
    code: "PORTS_DIFFER",
    facts: ["portOfDischarge"],
    among: "leg",
    disagreement: "The papers name different ports of discharge.",
    compare: (one, other) => textsAgree(one.portOfDischarge, other.portOfDischarge),
  },
  {
    name: "vessel",
    title: "The papers name one vessel",
    code: "VESSELS_DIFFER",
    facts: ["vessel"],
    among: "leg",
    sorts: ["bill", "manifest", "declaration"],
    disagreement: "The papers name different vessels.",
    compare: (one, other) => textsAgree(one.vessel, other.vessel),
  },
  {
    name: "parties",
    title: "The papers name the same parties",
    code: "PARTIES_DIFFER",
    facts: ["parties"],
    among: "leg",
    sorts: ["declaration", "certificate", "invoice", "packing-list"],
    disagreement: "The papers name different parties in one role.",
    compare: (one, other) => partiesAgree(one.parties ?? [], other.parties ?? []),
  },
  {
    name: "value",
    title: "The values are the same",
    code: "VALUES_DIFFER",
    facts: ["value"],
    among: "leg",
    disagreement: "The values differ.",
    compare: (one, other, tolerances) => moneyAgrees(one.value, other.value, tolerances),
  },
];

const isSame = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);

/** A total differs only where both papers are of the same containers, or one does not say of which. */
const ofWhole = (one: Facts, other: Facts, agreement: Agreement): Agreement =>
  agreement === "differ" && one.containers && other.containers && !isSame(one.containers, other.containers)
    ? undefined
    : agreement;

/** Roles that name the same party from two sides. */
const SIDES: Readonly<Record<string, string>> = { exporter: "consignor", importer: "consignee" };

/** Whether each role that both papers fill is filled by a party that both name. */
function partiesAgree(one: readonly Party[], other: readonly Party[]): Agreement {
  const [ones, others] = [one, other].map((parties) => Map.groupBy(parties, ({ role }) => SIDES[role] ?? role));
  const answers = [...(ones?.keys() ?? [])]
    .filter((role) => others?.has(role))
    .map((role) => anyAgrees(ones?.get(role) ?? [], others?.get(role) ?? []));
  if (answers.includes("differ")) return "differ";
  return answers.includes("agree") ? "agree" : undefined;
}

function anyAgrees(ones: readonly Party[], others: readonly Party[]): Agreement {
  const answers = ones.flatMap((one) => others.map((other) => partyAgrees(one, other)));
  if (answers.includes("agree")) return "agree";
  return answers.includes("differ") ? "differ" : undefined;
}

/** Identifiers of one scheme decide; else names. */
function partyAgrees(one: Party, other: Party): Agreement {
  if (one.identifier && other.identifier && one.scheme === other.scheme)
    return textsAgree(one.identifier, other.identifier);
  return one.name && other.name ? namesAgree(one.name, other.name) : undefined;
}
