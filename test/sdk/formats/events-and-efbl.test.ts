import { expect } from "chai";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { sampleOf } from "./samples.ts";

const read = (value: unknown) => readDocument(utf8Encode(JSON.stringify(value)), {});

describe("DCSA track and trace", () => {
  it("of version 2 is custody where it did happen, and the container of a vessel's departure stands among references", () => {
    const { kind, facts } = readDocument(sampleOf("track-and-trace-2.json").bytes, {});
    expect(kind).to.equal("custody-events");
    expect(facts).to.deep.equal({
      containers: ["SLMU3054383"],
      custodyEvents: [
        {
          event: "gate-in",
          time: "2026-03-01T10:00:00+08:00",
          place: "MYPKG",
          container: "SLMU3054383",
          seals: ["SL-9001"],
        },
        {
          event: "departure",
          time: "2026-03-03T22:15:00+08:00",
          place: "MYPKG",
          container: "SLMU3054383",
          vessel: "Lantern Strait",
        },
      ],
      relatedDocuments: [{ type: "335", number: "SLBK4471" }],
    });
  });

  it("of version 3 is custody unless it was retracted", () => {
    const { facts } = readDocument(sampleOf("track-and-trace-3.json").bytes, {});
    expect(facts.custodyEvents).to.deep.equal([
      {
        event: "discharge",
        time: "2026-03-06T14:15:00Z",
        place: "SGSIN",
        container: "SLMU3054383",
        vessel: "Lantern Strait",
      },
    ]);
    expect(facts.relatedDocuments).to.deep.equal([
      { type: "335", number: "SLBK4471" },
      { type: "705", number: "SLMU2600917" },
    ]);
  });

  const codes: [code: string, event: string | undefined][] = [
    ["GTOT", "gate-out"],
    ["STRP", "strip"],
    ["RMVD", "unseal"],
    ["RSEA", "seal"],
    ["RESEALED", "seal"],
    ["INSP", "inspect"],
    ["CUSI", undefined],
    ["toString", undefined],
  ];
  for (const [equipmentEventTypeCode, event] of codes) {
    it(`of the code ${equipmentEventTypeCode} is ${event ?? "no custody"}`, () => {
      const one = { eventType: "EQUIPMENT", eventClassifierCode: "ACT", eventDateTime: "2026-03-01T10:00:00Z" };
      expect(read({ ...one, equipmentEventTypeCode }).facts.custodyEvents?.[0]?.event).to.equal(event);
    });
  }
});

describe("A DCSA arrival notice", () => {
  it("of several bills states their lists, and of the rest what they agree on", () => {
    const { kind, facts } = readDocument(sampleOf("arrival-notice.json").bytes, {});
    expect(kind).to.equal("arrival-notice");
    expect(facts).to.include({ portOfDischarge: "NLRTM", issueDate: "2026-04-06", grossWeightKg: "11250.4" });
    expect(facts).not.to.have.any.keys("documentNumber", "portOfLoading");
    expect(facts.relatedDocuments?.map(({ number }) => number)).to.deep.equal(["SLMU2600917", "SLMU2600918"]);
  });
});

describe("A FIATA electronic bill of lading", () => {
  it("is a house bill and states its facts in its own places", () => {
    const { kind, facts, findings } = readDocument(sampleOf("efbl.json").bytes, {});
    expect(kind).to.equal("bill-of-lading-house");
    expect(facts).to.deep.equal({
      documentNumber: "FBL-MY-000417",
      issueDate: "2026-03-04",
      containers: ["SLMU3054383"],
      seals: ["SL-9001"],
      hsCodes: ["940153"],
      descriptions: ["Chairs of rattan"],
      grossWeightKg: "11250.4",
      packages: "310",
      originCountry: "MY",
      portOfLoading: "MYPKG",
      portOfDischarge: "NLRTM",
      vessel: "Lantern Strait",
      voyage: "017W",
      parties: [
        { role: "consignor", name: "Kelapa Furniture Sdn Bhd", identifier: "KF-7", scheme: "FIATA", country: "MY" },
        { role: "consignee", name: "To order" },
        { role: "carrier", name: "Lantern Forwarding" },
        { role: "notify", name: "Noord Wonen BV" },
      ],
      value: { amount: "48210.75", currency: "EUR" },
    });
    expect(findings).to.deep.equal([]);
  });

  it("counts its packages where it states no number of them, and takes no code of goods for HS that is none", () => {
    const item = (goods: string, itemQuantity: number) => ({
      goodsTypeCode: { value: goods },
      transportPackage: [{ itemQuantity }],
    });
    const { facts } = read({
      exchanged_document: { id: "FBL-1" },
      supply_chain_consignment: { includedConsignmentItem: [item("010481", 4), item("NAR", 6)] },
    });
    expect([facts.documentNumber, facts.packages, facts.hsCodes]).to.deep.equal(["FBL-1", "10", ["010481"]]);
  });
});
