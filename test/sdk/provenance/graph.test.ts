import { expect } from "chai";
import type { Facts } from "../../../sdk/src/facts/facts.ts";
import { consignmentGraph } from "../../../sdk/src/provenance/graph.ts";
import { idOf, linked, paper } from "./named.ts";

describe("The graph of a consignment", () => {
  it("has each paper, party, place, container and event once, and who speaks of it", () => {
    const event = { event: "load", time: "2026-03-10T08:00:00Z", place: "MYPKG", container: "SLMU4012337" } as const;
    const stated: Facts = {
      containers: ["SLMU4012337"],
      portOfLoading: "MYPKG",
      parties: [{ role: "buyer", name: "A Ltd" }],
      custodyEvents: [event],
    };
    const { nodes, edges } = consignmentGraph([
      paper("bill", "bill-of-lading-master", stated),
      paper(
        "entry",
        "declaration-import",
        { ...stated, parties: [{ role: "buyer", name: "a ltd." }] },
        linked("supports", "bill"),
      ),
    ]);
    expect(nodes.map(({ sort }) => sort).sort()).to.deep.equal([
      "container",
      "event",
      "paper",
      "paper",
      "party",
      "place",
    ]);
    expect(edges.length).to.equal(11);
    expect(edges).to.deep.include({
      from: `paper ${idOf("entry")}`,
      to: `paper ${idOf("bill")}`,
      relation: "supports",
    });
  });
});
