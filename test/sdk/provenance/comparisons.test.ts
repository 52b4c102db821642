import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { linked, paper, said } from "./named.ts";

/** Two papers of one leg, and what is found when they state these facts. */
const PAIRS: readonly [title: string, one: Facts, other: Facts, finding: string | undefined][] = [
  ["another container", { containers: ["A"] }, { containers: ["B"] }, "containers CONTAINERS_DIFFER"],
  ["a part of the containers", { containers: ["A", "B"] }, { containers: ["B"] }, undefined],
  ["another seal", { containers: ["A"], seals: ["1"] }, { containers: ["A"], seals: ["2"] }, "seals SEALS_DIFFER"],
  ["the same code in fewer digits", { hsCodes: ["94015300"] }, { hsCodes: ["940153"] }, undefined],
  ["another code", { hsCodes: ["940153"] }, { hsCodes: ["940161"] }, "hsCodes HS_CODES_DIFFER"],
  [
    "other words for the goods",
    { descriptions: ["rattan chairs"] },
    { descriptions: ["Chair of rattan, new"] },
    undefined,
  ],
  [
    "other goods",
    { descriptions: ["rattan chairs"] },
    { descriptions: ["used tyres"] },
    "descriptions DESCRIPTIONS_DIFFER",
  ],
  [
    "the same in another unit",
    { quantities: [{ value: "24", unit: "NAR" }] },
    { quantities: [{ value: "2", unit: "DZN" }] },
    undefined,
  ],
  [
    "one more",
    { quantities: [{ value: "24", unit: "NAR" }] },
    { quantities: [{ value: "25", unit: "NAR" }] },
    "quantities QUANTITIES_DIFFER",
  ],
  ["a weight within the tolerance", { grossWeightKg: "1000" }, { grossWeightKg: "1004.9" }, undefined],
  ["a weight beyond it", { grossWeightKg: "1000" }, { grossWeightKg: "1006" }, "grossWeight GROSS_WEIGHTS_DIFFER"],
  ["a net weight beyond it", { netWeightKg: "1000" }, { netWeightKg: "900" }, "netWeight NET_WEIGHTS_DIFFER"],
  ["another number of packages", { packages: "10" }, { packages: "11" }, "packages PACKAGES_DIFFER"],
  ["another origin", { originCountry: "MY" }, { originCountry: "VN" }, "origins ORIGINS_DIFFER"],
  ["another destination", { destinationCountry: "NL" }, { destinationCountry: "BE" }, "destinations COUNTRIES_DIFFER"],
  ["another port of loading", { portOfLoading: "MYPKG" }, { portOfLoading: "VNSGN" }, "portOfLoading PORTS_DIFFER"],
  [
    "another port of discharge",
    { portOfDischarge: "NLRTM" },
    { portOfDischarge: "BEANR" },
    "portOfDischarge PORTS_DIFFER",
  ],
  ["the vessel in other letters", { vessel: "Lantern Ocean" }, { vessel: "LANTERN-OCEAN" }, undefined],
  ["another vessel", { vessel: "Lantern Ocean" }, { vessel: "Coral Bay" }, "vessel VESSELS_DIFFER"],
  ["another consignment", { ucr: "6MY-1" }, { ucr: "6MY-2" }, "ucrs UCRS_DIFFER"],
  [
    "a value within the tolerance",
    { value: { amount: "100", currency: "EUR" } },
    { value: { amount: "100.9", currency: "EUR" } },
    undefined,
  ],
  [
    "another value",
    { value: { amount: "100", currency: "EUR" } },
    { value: { amount: "90", currency: "EUR" } },
    "value VALUES_DIFFER",
  ],
  [
    "the buyer's name in full",
    { parties: [{ role: "buyer", name: "Møller Import" }] },
    { parties: [{ role: "buyer", name: "MOLLER IMPORT A/S" }] },
    undefined,
  ],
  [
    "another buyer",
    { parties: [{ role: "buyer", name: "Møller Import" }] },
    { parties: [{ role: "buyer", name: "Zephyr Nominees" }] },
    "parties PARTIES_DIFFER",
  ],
  [
    "another number of one register",
    { parties: [{ role: "importer", name: "A", identifier: "NL1", scheme: "EORI" }] },
    { parties: [{ role: "consignee", name: "A", identifier: "NL2", scheme: "EORI" }] },
    "parties PARTIES_DIFFER",
  ],
];

describe("Papers of one leg", () => {
  for (const [title, one, other, finding] of PAIRS) {
    it(`${finding ? `finds ${finding} for` : "accepts"} ${title}`, () => {
      const papers = [
        paper("one", "declaration-export", one),
        paper("other", "declaration-import", other, linked("supports", "one")),
      ];
      expect(said(papers, "invalid")).to.deep.equal(finding ? [`${finding}: one other`] : []);
      expect(said(papers.toReversed(), "invalid")).to.deep.equal(finding ? [`${finding}: one other`] : []);
    });
  }
});
