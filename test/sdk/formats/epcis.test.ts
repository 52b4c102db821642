import { expect } from "chai";
import type { JsonObject } from "../../../sdk/src/canonical/json.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { epcisEventHash, epcisPrehash } from "../../../sdk/src/formats/epcis/event-hash.ts";
import { readDocument } from "../../../sdk/src/formats/formats.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { describeShared, readShared } from "../../support/shared.ts";
import { sampleOf } from "./samples.ts";

const EVENT = {
  type: "ObjectEvent",
  eventTime: "2026-03-05T10:00:00+08:00",
  eventTimeZoneOffset: "+08:00",
  epcList: ["urn:epc:id:bic:SLMU3054383"],
  action: "OBSERVE",
  bizStep: "arriving",
};
const read = (members: object) => readDocument(utf8Encode(JSON.stringify({ ...EVENT, ...members })), {});
/** What is amiss with an event, in a document of it. */
function faultsOf(members: object): string[] {
  const document = {
    ...{ type: "EPCISDocument", "@context": [], schemaVersion: "2.0", creationDate: "2026-03-07T00:00:00Z" },
    epcisBody: { eventList: [{ ...EVENT, ...members }] },
  };
  const { findings } = readDocument(utf8Encode(JSON.stringify(document)), {});
  return findings.flatMap(({ code, pointer = "" }) => (code === "EPCIS_INVALID" ? [pointer] : []));
}

describe("A GS1 EPCIS event", () => {
  it("is custody of each container that it is about, and none where it was declared wrong", () => {
    const { kind, facts, findings } = readDocument(sampleOf("container-events.json").bytes, {});
    expect(kind).to.equal("custody-events");
    expect(facts).to.deep.equal({
      documentNumber: "https://lantern.example/documents/88",
      issueDate: "2026-03-07",
      containers: ["SLMU3054383", "SLMU4012337"],
      custodyEvents: [
        ...["SLMU3054383", "SLMU4012337"].map((container) => ({
          event: "load",
          time: "2026-03-03T08:00:00.000+08:00",
          place: "MYPKG",
          container,
          vessel: "IMO 9176187",
        })),
        {
          event: "zone-entry",
          time: "2026-03-06T09:00:00.000+08:00",
          place: "urn:epc:id:sgln:4012345.00022.0",
          container: "SLMU3054383",
          seals: ["SL-9001"],
        },
      ],
      relatedDocuments: [{ type: "705", number: "SLMU2600917" }],
    });
    expect(findings).to.deep.equal([]);
  });

  const steps: [step: string, members: object, event: string | undefined][] = [
    ["arriving", {}, "arrival"],
    ["https://ref.gs1.org/cbv/BizStep-departing", {}, "departure"],
    ["urn:epcglobal:cbv:bizstep:unloading", {}, "discharge"],
    ["cbv:BizStep-packing", {}, "stuff"],
    ["entering_exiting", { bizLocation: { id: "https://lantern.example/zone" } }, "zone-entry"],
    ["entering_exiting", {}, "zone-exit"],
    ["https://lantern.example/steps/gate-in", {}, "gate-in"],
    ["https://lantern.example/steps/lift-off", {}, undefined],
    ["transporting", {}, undefined],
  ];
  for (const [bizStep, members, event] of steps) {
    it(`of the step ${bizStep} is ${event ?? "no custody"}${"bizLocation" in members ? " where it has a location" : ""}`, () => {
      expect(read({ bizStep, ...members }).facts.custodyEvents?.[0]?.event).to.equal(event);
    });
  }

  const places: [id: string, place: string][] = [
    ["https://vocabulary.uncefact.org/unlocode#SGSIN", "SGSIN"],
    ["https://service.unece.org/trade/locode/SGSIN", "SGSIN"],
    ["urn:epc:id:sgln:4012345.00022.0", "urn:epc:id:sgln:4012345.00022.0"],
    ["geo:47.5,11.1", "geo:47.5,11.1"],
  ];
  for (const [id, place] of places) {
    it(`read at ${id} is at ${place}`, () => {
      expect(read({ readPoint: { id } }).facts.custodyEvents?.[0]?.place).to.equal(place);
    });
  }

  const faults: [title: string, members: object, pointers: string[]][] = [
    ["nothing amiss", {}, []],
    ["a type of somebody's own", { type: "https://lantern.example/EcoEvent" }, []],
    ["a type that is nobody's", { type: "EcoEvent" }, ["/type"]],
    ["no offset of the time zone", { eventTimeZoneOffset: undefined }, ["/eventTimeZoneOffset"]],
    ["a time without an offset", { eventTime: "2026-03-05T10:00:00" }, ["/eventTime"]],
    ["an offset beyond the world", { eventTimeZoneOffset: "+14:30" }, ["/eventTimeZoneOffset"]],
    ["a step that is no word and no URI", { bizStep: "gating" }, ["/bizStep"]],
    ["a step with a URI", { bizStep: "https://lantern.example/gating" }, []],
    ["a disposition of no vocabulary", { disposition: "lost" }, ["/disposition"]],
    ["no objects", { epcList: undefined }, ["/epcList"]],
    ["objects that are no URIs", { epcList: ["box 7"] }, ["/epcList"]],
    ["a quantity below zero", { quantityList: [{ epcClass: "urn:a:b", quantity: -1 }] }, ["/quantityList"]],
    [
      "a transaction of no type",
      { bizTransactionList: [{ type: "deal", bizTransaction: "urn:a:b" }] },
      ["/bizTransactionList"],
    ],
    ["an aggregation of nothing", { type: "AggregationEvent" }, ["/parentID"]],
    ["a transformation of nothing", { type: "TransformationEvent" }, ["/inputEPCList", "/outputEPCList"]],
  ];
  for (const [title, members, pointers] of faults) {
    it(`with ${title} is told ${pointers.join(" and ") || "nothing"}`, () => {
      expect(faultsOf(members)).to.deep.equal(pointers.map((pointer) => `/epcisBody/eventList/0${pointer}`));
    });
  }

  it("by itself is told of its own members", () => {
    const { findings } = read({ action: "SEEN" });
    expect(findings.map(({ code, pointer }) => [code, pointer])).to.deep.equal([["EPCIS_INVALID", "/action"]]);
  });

  it("in a document of very many wrong ones is told a hundred times", () => {
    const eventList = Array.from({ length: 5000 }, () => ({}));
    const bytes = utf8Encode(JSON.stringify({ type: "EPCISDocument", epcisBody: { eventList } }));
    const { findings } = readDocument(bytes, {});
    expect(findings.filter(({ code }) => code === "EPCIS_INVALID")).to.have.length(100);
  });
});

const VECTORS = "corpus/vectors/epcis-event-hash";
const DOCUMENTS = [
  "ReferenceEventHashAlgorithm",
  "epcisDocHavingEventWithComment",
  "epcisDocWithDefaultSchemaInContext",
  "epcisDocWithShippingAndTransportingEvent",
  "epcisDocWithSingleEvent",
];

describeShared("epcisEventHash, over the vectors of GS1's reference implementation", VECTORS, () => {
  for (const name of DOCUMENTS) {
    const document = () => parseJson(readShared(`${VECTORS}/${name}.jsonld`)) as JsonObject;
    const events = () => (document()["epcisBody"] as JsonObject)["eventList"] as readonly JsonObject[];

    it(`is the stated hash of each event of ${name}`, () => {
      const stated = readShared(`${VECTORS}/${name}.hashes`).toString().trim().split("\n");
      expect(events().map((event) => epcisEventHash(event, document()["@context"]))).to.deep.equal(stated);
    });

    it(`finds nothing amiss in ${name}, which GS1's schema finds valid`, () => {
      const { format, findings } = readDocument(readShared(`${VECTORS}/${name}.jsonld`), {});
      expect([format, findings]).to.deep.equal(["epcis-2", []]);
    });
  }

  it("states where and when goods came and left, and the papers", () => {
    const facts = (name: string) => readDocument(readShared(`${VECTORS}/${name}.jsonld`), {}).facts;
    expect(facts("ReferenceEventHashAlgorithm").custodyEvents).to.deep.equal([
      { event: "departure", time: "2020-03-04T11:00:30.000+01:00", place: "urn:epc:id:sgln:4012345.00011.987" },
    ]);
    expect(facts("epcisDocWithDefaultSchemaInContext")).to.deep.include({
      custodyEvents: [
        { event: "departure", time: "2022-02-16T20:33:31.116000-06:00", place: "urn:epc:id:sgln:0614141.07346.1234" },
        { event: "arrival", time: "2022-02-16T20:33:31.116-06:00", place: "urn:epc:id:sgln:0012345.11111.400" },
      ],
      relatedDocuments: [
        { type: "105", number: "http://transaction.acme.com/po/12345678" },
        { type: "351", number: "1152" },
      ],
    });
    expect(facts("epcisDocWithShippingAndTransportingEvent").relatedDocuments).to.deep.equal([
      { type: "351", number: "ASN1099" },
    ]);
  });
});

describe("The text that is hashed for an EPCIS event", () => {
  const prehash = (members: object) =>
    epcisPrehash(parseJson(JSON.stringify({ type: "ObjectEvent", ...members })) as JsonObject, {
      my: "https://my.example/",
    });

  const cases: [title: string, members: object, text: string][] = [
    [
      "rounds times to milliseconds in UTC",
      { eventTime: "2026-03-05T10:00:00.1235+08:00" },
      "eventTime=2026-03-05T02:00:00.124Z",
    ],
    ["sorts lists", { epcList: ["urn:b:2", "urn:a:1"] }, "epcListepc=urn:a:1epc=urn:b:2"],
    [
      "writes numbers without needless digits",
      { quantityList: [{ epcClass: "urn:a:1", quantity: 1.5, uom: "KGM" }] },
      "quantityListquantityElementepcClass=urn:a:1quantity=1.5uom=KGM",
    ],
    [
      "puts extensions last, sorted",
      { "my:b": ["2.0", "1"], "my:a": { "my:d": true, "my:c": "x" } },
      "{https://my.example/}a{https://my.example/}c=x{https://my.example/}d=true{https://my.example/}b=1{https://my.example/}b=2",
    ],
    [
      "leaves out who stored it, comments and errors",
      { eventID: "urn:a:1", recordTime: "2026-03-05T10:00:00Z", "rdfs:comment": "x", errorDeclaration: {} },
      "",
    ],
    [
      "spells words out",
      { bizStep: "arriving", disposition: "urn:epcglobal:cbv:disp:in_transit" },
      "bizStep=https://ref.gs1.org/cbv/BizStep-arrivingdisposition=https://ref.gs1.org/cbv/Disp-in_transit",
    ],
    [
      "puts a type before what it is of",
      { sourceList: [{ type: "location", source: "urn:epc:id:pgln:4012345.00000" }] },
      "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=https://id.gs1.org/417/4012345000009",
    ],
  ];
  for (const [title, members, text] of cases) {
    it(title, () => {
      expect(prehash(members)).to.equal(`eventType=ObjectEvent${text}`);
    });
  }

  const links: [uri: string, link: string][] = [
    ["urn:epc:id:sgtin:4012345.011111.9876", "https://id.gs1.org/01/04012345111118/21/9876"],
    ["urn:epc:id:sscc:4012345.0000000111", "https://id.gs1.org/00/040123450000001112"],
    ["urn:epc:id:sgln:4012345.00011.987", "https://id.gs1.org/414/4012345000115/254/987"],
    ["urn:epc:id:sgln:4012345.00022.0", "https://id.gs1.org/414/4012345000221"],
    ["urn:epc:id:grai:4012345.00011.A7", "https://id.gs1.org/8003/04012345000115A7"],
    ["urn:epc:id:giai:4012345.1(2", "https://id.gs1.org/8004/40123451%282"],
    ["urn:epc:class:lgtin:4012345.011111.AB/1", "https://id.gs1.org/01/04012345111118/10/AB/1"],
    ["urn:epc:idpat:sgtin:4012345.011111.*", "https://id.gs1.org/01/04012345111118"],
    ["https://shop.example/x/01/04012345111118/10/L7/21/S1?17=261231", "https://id.gs1.org/01/04012345111118/21/S1"],
    ["urn:epc:id:gsrn:4012345.9876540000", "https://id.gs1.org/8018/401234598765400000"],
    ["urn:epc:id:gdti:4012345.55555.98", "https://id.gs1.org/253/401234555555498"],
    ["urn:epc:id:cpi:4012345.ABC.123", "https://id.gs1.org/8010/4012345ABC/8011/123"],
    ["urn:epc:idpat:cpi:4012345.ABC.*", "https://id.gs1.org/8010/4012345ABC"],
    ["urn:epc:id:sgcn:4012345.99999.44", "https://id.gs1.org/255/401234599999044"],
    ["urn:epc:id:ginc:4012345.333", "https://id.gs1.org/401/4012345333"],
    ["urn:epc:id:gsin:4012345.999987654", "https://id.gs1.org/402/40123459999876541"],
    ["urn:epc:id:itip:4012345.012345.01.02.999", "https://id.gs1.org/8006/040123451234560102/21/999"],
    ["urn:epc:id:upui:4012345.012345.AB12", "https://id.gs1.org/01/04012345123456/235/AB12"],
    ["https://shop.example/item/7", "https://shop.example/item/7"],
    ["urn:epc:id:bic:SLMU3054383", "urn:epc:id:bic:SLMU3054383"],
    ["urn:epc:id:sgtin:1.2.3", "urn:epc:id:sgtin:1.2.3"],
  ];
  for (const [uri, link] of links) {
    it(`writes ${uri} as ${link}`, () => {
      expect(prehash({ parentID: uri })).to.equal(`eventType=ObjectEventparentID=${link}`);
    });
  }
});
