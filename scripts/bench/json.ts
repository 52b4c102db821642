/** A DCSA eBL 3 transport document of so many items, a container each: about 400 bytes an item. */
export const dcsaBill = (items: number): string =>
  JSON.stringify({
    transportDocumentReference: "SLMU2600917",
    transportDocumentTypeCode: "BOL",
    transportDocumentStatus: "ISSUED",
    issueDate: "2026-03-04",
    shippedOnBoardDate: "2026-03-03",
    transports: {
      portOfLoading: { UNLocationCode: "MYPKG" },
      portOfDischarge: { UNLocationCode: "NLRTM" },
      vesselVoyages: [{ vesselName: "Lantern Strait", carrierExportVoyageNumber: "017W" }],
    },
    documentParties: { shipper: { partyName: "Kelapa Furniture Sdn Bhd", address: { countryCode: "MY" } } },
    consignmentItems: Array.from({ length: items }, (_, i) => ({
      carrierBookingReference: `SLBK${i}`,
      descriptionOfGoods: [`Chairs of rattan, lot ${i}`],
      HSCodes: ["940153"],
      cargoItems: [
        {
          equipmentReference: containerOf(i),
          cargoGrossWeight: { value: 11250.4, unit: "KGM" },
          outerPackaging: { numberOfPackages: 310, packageCode: "CT", description: "Cartons" },
        },
      ],
    })),
    utilizedTransportEquipments: Array.from({ length: items }, (_, i) => ({
      equipment: { equipmentReference: containerOf(i), ISOEquipmentCode: "45G1" },
      seals: [{ number: `SL-${i}` }],
    })),
  });

/** An EPCIS 2.0 document of so many events: about 330 bytes each. */
export const epcisDocument = (events: number): string =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    id: "https://lantern.example/documents/88",
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-07T00:00:00.0Z",
    epcisBody: {
      eventList: Array.from({ length: events }, (_, i) => ({
        type: "ObjectEvent",
        eventTime: "2026-03-03T08:00:00.000+08:00",
        eventTimeZoneOffset: "+08:00",
        epcList: [`urn:epc:id:bic:${containerOf(i)}`],
        action: "OBSERVE",
        bizStep: "arriving",
        disposition: "in_transit",
        readPoint: { id: "https://vocabulary.uncefact.org/unlocode#SGSIN" },
        bizTransactionList: [{ type: "bol", bizTransaction: `urn:epcglobal:cbv:bt:4012345000009:SLMU${i}` }],
      })),
    },
  });

/** A credential of the traceability vocabulary for a manifest of so many bills: about 430 bytes each. */
export const manifestCredential = (bills: number): string =>
  JSON.stringify({
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/traceability/v1"],
    type: ["VerifiableCredential", "FreightManifestCredential"],
    validFrom: "2026-03-04T12:00:00Z",
    issuer: { id: "did:web:lantern.example", name: "Sea Lantern Lines" },
    credentialSubject: {
      type: ["FreightManifest"],
      transportMeans: "Lantern Strait",
      voyage: "017W",
      billsOfLading: Array.from({ length: bills }, (_, i) => ({
        type: ["BillOfLading"],
        billOfLadingNumber: `SLMU${i}`,
        portOfLoading: { type: ["Place"], unLocode: "MYPKG" },
        portOfDischarge: { type: ["Place"], unLocode: "NLRTM" },
        particulars: [
          {
            type: ["ConsignmentItem"],
            commodity: { commodityCode: "940153", description: `Chairs of rattan, lot ${i}` },
            packageQuantity: 310,
            grossWeight: { type: ["QuantitativeValue"], unitCode: "kg", value: "11250.4" },
            netWeight: { type: ["QuantitativeValue"], unitCode: "kg", value: "10000.4" },
          },
        ],
      })),
    },
  });

const containerOf = (i: number): string => `SLMU${String(i).padStart(7, "0")}`;
