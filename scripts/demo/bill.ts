/** A master bill of lading as a carrier's system sends it: a DCSA eBL 3.0 transport document, made up for the demo. */
export const DEMO_BILL = {
  transportDocumentReference: "SLNU26110457",
  shippingInstructionsReference: "7b1d2c1e-53a5-4a6c-9c0e-6f4d1f3a8e21",
  transportDocumentStatus: "ISSUED",
  transportDocumentTypeCode: "BOL",
  isShippedOnBoardType: true,
  freightPaymentTermCode: "PRE",
  isElectronic: true,
  isToOrder: false,
  issueDate: "2026-11-03",
  shippedOnBoardDate: "2026-11-02",
  termsAndConditions: "Carriage under the carrier's conditions in force on the date of issue.",
  receiptTypeAtOrigin: "CY",
  deliveryTypeAtDestination: "CY",
  cargoMovementTypeAtOrigin: "FCL",
  cargoMovementTypeAtDestination: "FCL",
  declaredValue: 184250.5,
  declaredValueCurrency: "USD",
  carrierCode: "SLNU",
  carrierCodeListProvider: "NMFTA",
  transports: {
    plannedDepartureDate: "2026-11-02",
    plannedArrivalDate: "2026-12-05",
    placeOfReceipt: { UNLocationCode: "VNHPH" },
    portOfLoading: { UNLocationCode: "VNHPH" },
    portOfDischarge: { UNLocationCode: "NLRTM" },
    placeOfDelivery: { UNLocationCode: "NLRTM" },
    vesselVoyages: [{ vesselName: "Sea Lantern", carrierExportVoyageNumber: "044W" }],
  },
  documentParties: {
    shipper: {
      partyName: "Hai Phong Outdoor Furniture JSC",
      address: { street: "Dinh Vu Road", streetNumber: "118", city: "Hai Phong", countryCode: "VN" },
      identifyingCodes: [{ codeListProvider: "GLEIF", codeListName: "LEI", partyCode: "984500B6DEB8CEBC4Z14" }],
    },
    consignee: {
      partyName: "Maas Garden Living B.V.",
      address: { street: "Waalhaven Zuidzijde", streetNumber: "21", city: "Rotterdam", countryCode: "NL" },
      identifyingCodes: [{ codeListProvider: "EU", codeListName: "EORI", partyCode: "NL854321098" }],
    },
    issuingParty: {
      partyName: "Sealantern Lines",
      address: { street: "Harbour Drive", streetNumber: "4", city: "Singapore", countryCode: "SG" },
    },
  },
  references: [{ type: "UCR", value: "6VN0104567890-26-PO88213" }],
  consignmentItems: [
    {
      carrierBookingReference: "SLB2610331",
      descriptionOfGoods: ["Garden furniture of acacia wood, knocked down"],
      HSCodes: ["940169"],
      cargoItems: [
        {
          equipmentReference: "CSQU3054383",
          cargoGrossWeight: { value: 11840.5, unit: "KGM" },
          outerPackaging: { numberOfPackages: 412, packageCode: "CT", description: "Cartons" },
        },
        {
          equipmentReference: "MSCU6639870",
          cargoGrossWeight: { value: 12015, unit: "KGM" },
          outerPackaging: { numberOfPackages: 418, packageCode: "CT", description: "Cartons" },
        },
      ],
    },
  ],
  utilizedTransportEquipments: [
    {
      equipment: { equipmentReference: "CSQU3054383", ISOEquipmentCode: "45G1" },
      isShipperOwned: false,
      seals: [{ number: "SL4471902" }],
    },
    {
      equipment: { equipmentReference: "MSCU6639870", ISOEquipmentCode: "45G1" },
      isShipperOwned: false,
      seals: [{ number: "SL4471903" }],
    },
  ],
};
