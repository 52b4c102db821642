import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { CONSIGNMENT_CHECKS } from "../../../sdk/src/provenance/checks.ts";
import { judgeConsignment } from "../../../sdk/src/provenance/judge-consignment.ts";
import type { ConsignmentPaper } from "../../../sdk/src/provenance/paper.ts";
import { idOf, linked, nameOf, paper, said } from "./named.ts";

describe("judgeConsignment", () => {
  it("has checks of different names, each with a title", () => {
    expect(new Set(CONSIGNMENT_CHECKS.map(({ name }) => name)).size).to.equal(CONSIGNMENT_CHECKS.length);
    for (const { title } of CONSIGNMENT_CHECKS) expect(title).to.match(/^[A-Z]/);
  });

  it("names all papers that state one thing against all that state the other, with their values", () => {
    const weights = ["100", "100", "100", "300"];
    const papers = weights.map((grossWeightKg, at) => paper(`p${at}`, "packing-list", { grossWeightKg }));
    const { findings } = judgeConsignment(papers);
    const wrong = findings.filter(({ code }) => code === "GROSS_WEIGHTS_DIFFER");
    expect(
      wrong.map(({ values }) => values.map(({ documentId, value }) => `${nameOf(documentId)} ${value}`)),
    ).to.deep.equal([["p0 100", "p1 100", "p2 100", "p3 300"]]);
  });

  it("does not compare ports of two legs, but the onward one with where the inbound one ends", () => {
    const inbound = paper("inbound", "bill-of-lading-master", { portOfLoading: "MYPKG", portOfDischarge: "SGSIN" });
    const onward = (portOfLoading: string) =>
      paper(
        "onward",
        "bill-of-lading-transshipment",
        { portOfLoading, portOfDischarge: "NLRTM" },
        linked("derivedFrom", "inbound"),
      );
    expect(said([inbound, onward("SGSIN")], "invalid")).to.deep.equal([]);
    expect(said([inbound, onward("LKCMB")], "invalid")).to.deep.equal([
      "onwardLeg ONWARD_LEG_NOT_CONTINUED: inbound onward",
    ]);
  });

  it("finds an origin at which the goods only arrived", () => {
    const inbound = paper("inbound", "bill-of-lading-master", { portOfLoading: "CNSHA", portOfDischarge: "SGSIN" });
    const origin = (originCountry: string) =>
      said([inbound, paper("origin", "certificate-of-origin", { originCountry })]);
    expect(origin("SG")).to.include("originOnRoute ORIGIN_CONTRADICTED: inbound origin");
    expect(origin("CN")).to.include("originOnRoute FACTS_AGREE: inbound origin");
    expect(origin("LA")).to.include("originOnRoute ORIGIN_NOT_ON_ROUTE: inbound origin");
  });

  it("adds up what certificates take of one entry", () => {
    const entry = paper("entry", "declaration-import", { packages: "100" });
    const certificate = (name: string, packages: string) =>
      paper(name, "re-export-certificate", { packages, documentNumber: name }, linked("derivedFrom", "entry"));
    const some = [entry, certificate("a", "60"), certificate("b", "40")];
    expect(said(some, "invalid")).to.deep.equal([]);
    expect(said([...some, certificate("c", "1")], "invalid")).to.deep.equal([
      "withinSource QUANTITY_EXCEEDED: a b c entry",
    ]);
  });

  it("does not count what was withdrawn or superseded", () => {
    const one = paper("one", "packing-list", { packages: "1" });
    for (const standing of ["withdrawn", "superseded"] as const)
      expect(said([one, paper("two", "packing-list", { packages: "2" }, { standing })], "invalid")).to.deep.equal([]);
  });

  it("finds dates that cannot be, within a paper and on the way", () => {
    const bill = (name: string, facts: Facts, more = {}) =>
      paper(name, "bill-of-lading-master", { documentNumber: name, ...facts }, more);
    expect(said([bill("a", { departureDate: "2026-03-05", arrivalDate: "2026-03-01" })], "invalid")).to.deep.equal([
      "datesInOrder DATES_OUT_OF_ORDER: a",
    ]);
    const legs = [
      bill("a", { arrivalDate: "2026-03-10" }),
      bill("b", { loadingDate: "2026-03-08" }, linked("derivedFrom", "a")),
    ];
    expect(said(legs, "invalid")).to.include("datesInOrder DATES_OUT_OF_ORDER: a b");
    const nextDay = [
      bill("a", { arrivalDate: "2026-03-10" }),
      bill("b", { loadingDate: "2026-03-09" }, linked("derivedFrom", "a")),
    ];
    expect(said(nextDay, "invalid")).to.deep.equal([]);
  });

  it("finds certificates that came after loading or had ended", () => {
    const bill = paper("bill", "bill-of-lading-master", { loadingDate: "2026-03-10" });
    const judged = (facts: Facts, more = {}) =>
      said([bill, paper("cert", "certificate-of-origin", facts, { ...linked("supports", "bill"), ...more })]);
    expect(judged({ issueDate: "2026-03-20" })).to.include("beforeLoading CERTIFICATE_AFTER_LOADING: bill cert");
    expect(judged({ expiryDate: "2026-03-01" })).to.include("beforeLoading PERMIT_EXPIRED: bill cert");
    expect(judged({ issueDate: "2026-03-01" }, { anchoredAt: Date.parse("2026-04-01") / 1000 })).to.include(
      "beforeLoading ANCHORED_AFTER_LOADING: bill cert",
    );
    expect(judged({ issueDate: "2026-03-09", expiryDate: "2026-12-31" })).to.include(
      "beforeLoading FACTS_AGREE: bill cert",
    );
  });

  it("finds a number that stands on two papers of one kind, by tag also where one cannot be read", () => {
    const [a, b] = [{ referenceTag: idOf("tag") }, { referenceTag: idOf("tag"), issuer: 2 }];
    const twice = [
      paper("one", "re-export-certificate", { documentNumber: "R1" }, a),
      paper("two", "re-export-certificate", undefined, b),
    ];
    expect(said(twice, "invalid")).to.deep.equal(["numberOnce NUMBER_ISSUED_TWICE: one two"]);
    const kinds = [
      paper("one", "packing-list", { documentNumber: "R1" }),
      paper("two", "commercial-invoice", { documentNumber: "R1" }),
    ];
    expect(said(kinds, "invalid")).to.deep.equal([]);
  });

  it("finds a number that stands on a paper of another consignment, while that stands", () => {
    const tag = { referenceTag: idOf("tag") };
    const here = [paper("here", "re-export-certificate", { documentNumber: "R1" }, tag)];
    const there = (standing: ConsignmentPaper["standing"]) => [
      paper("there", "re-export-certificate", undefined, { ...tag, standing }),
      paper("third", "re-export-certificate", undefined, { referenceTag: idOf("other") }),
    ];
    const twice = (standing: ConsignmentPaper["standing"]) =>
      judgeConsignment(here, { elsewhere: there(standing) }).findings.filter(
        ({ code }) => code === "NUMBER_ISSUED_TWICE",
      );
    expect(twice("current").map(({ papers }) => papers.map(nameOf))).to.deep.equal([["here", "there"]]);
    expect(twice("withdrawn")).to.deep.equal([]);
  });

  it("finds links in a circle, to what is missing and to what does not stand", () => {
    const ring = (name: string, next: string) => paper(name, "other-document", {}, linked("supports", next));
    expect(said([ring("a", "b"), ring("b", "c"), ring("c", "a")], "invalid")).to.deep.equal([
      "linksSound LINKS_CIRCULAR: a b c",
    ]);
    expect(said([ring("a", "a")], "invalid")).to.deep.equal(["linksSound LINKS_CIRCULAR: a"]);
    expect(said([ring("a", "gone")])).to.include("linksSound LINK_MISSING: a");
    const fallen = (standing: "withdrawn" | "superseded") => [
      ring("a", "b"),
      paper("b", "packing-list", {}, { standing }),
    ];
    expect(said(fallen("withdrawn"), "invalid")).to.deep.equal(["linksSound RELIES_ON_WITHDRAWN: a b"]);
    expect(said(fallen("superseded"), "invalid")).to.deep.equal(["linksSound RELIES_ON_SUPERSEDED: a b"]);
  });

  it("walks ten thousand papers that build on each other without running out of stack", () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      paper(`p${at}`, "other-document", {}, linked("derivedFrom", `p${at + 1}`)),
    );
    expect(judgeConsignment(chain).findings.some(({ code }) => code === "LINKS_CIRCULAR")).to.equal(false);
  });

  it("finds a number that a paper names and the bill does not have", () => {
    const bill = paper("bill", "bill-of-lading-house", { documentNumber: "HBL-7" });
    const names = (number: string) =>
      said(
        [
          bill,
          paper(
            "entry",
            "declaration-import",
            { relatedDocuments: [{ type: "N714", number }] },
            linked("supports", "bill"),
          ),
        ],
        "invalid",
      );
    expect(names("hbl 7")).to.deep.equal([]);
    expect(names("HBL-8")).to.deep.equal(["referencesMet REFERENCE_NOT_MET: bill entry"]);
  });

  it("follows each container through what several papers report of it", () => {
    const report = (name: string, event: string, time: string, place: string) =>
      paper(name, "custody-events", { custodyEvents: [{ event, time, place, container: "SLMU4012337" }] });
    const whole = [
      report("in", "gate-in", "2026-03-01T08:00:00Z", "MYPKG"),
      report("load", "load", "2026-03-02T08:00:00Z", "MYPKG"),
      report("out", "discharge", "2026-03-09T08:00:00Z", "SGSIN"),
    ];
    expect(said(whole)).to.include("custodyUnbroken CUSTODY_UNBROKEN: in load out");
    const [, load, discharge] = whole as [ConsignmentPaper, ConsignmentPaper, ConsignmentPaper];
    const again = report("again", "load", "2026-03-05T08:00:00Z", "IDJKT");
    const broken = judgeConsignment([load, again, discharge]).findings.filter(
      ({ check }) => check === "custodyUnbroken",
    );
    expect(broken.map(({ status, papers }) => [status, papers.map(nameOf)])).to.deep.include([
      "invalid",
      ["load", "again"],
    ]);
  });

  it("says where a paper of re-export does not name its source", () => {
    expect(said([paper("a", "re-export-certificate", {})])).to.include("sourceNamed SOURCE_NOT_NAMED: a");
  });

  it("never calls valid what it could not read or compare", () => {
    const unread = [paper("a", "packing-list", { packages: "1" }), paper("b", "packing-list", undefined)];
    expect(judgeConsignment(unread).verdict).to.equal("unknown");
    expect(said(unread)).to.include("packages FACTS_NOT_COMPARED: b");
    const currencies = ["EUR", "USD"].map((currency) =>
      paper(currency, "commercial-invoice", { value: { amount: "1", currency } }),
    );
    expect(said(currencies)).to.include("value FACTS_NOT_COMPARED: EUR USD");
    expect(judgeConsignment([]).verdict).to.equal("unknown");
  });

  it("calls papers that agree valid, and lists the checks that had nothing to look at", () => {
    const papers = ["a", "b"].map((name) => paper(name, "packing-list", { documentNumber: name, packages: "1" }));
    const { verdict, notChecked } = judgeConsignment(papers);
    expect(verdict).to.equal("valid");
    expect(notChecked).to.include("vessel").and.not.to.include("packages");
  });

  it("judges the same whatever the order of the papers", () => {
    const papers = [
      paper("a", "packing-list", { packages: "1", containers: ["A"] }),
      paper("b", "packing-list", { packages: "2", containers: ["A"] }),
      paper("c", "declaration-import", { packages: "3", containers: ["B"] }),
    ];
    expect(said(papers).sort()).to.deep.equal(said(papers.toReversed()).sort());
  });
});
