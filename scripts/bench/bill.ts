import { utf8Encode } from "@sealane/sdk";

const PORTS = ["SGSIN", "CNSHA", "NLRTM", "DEHAM", "USLAX", "AEJEA", "MYPKG", "VNHPH"] as const;
const COUNTRIES = ["SG", "CN", "NL", "DE", "US", "AE", "MY", "VN"] as const;
const WORDS =
  "frozen tuna loins cotton yarn ceramic tiles refined palm olein brake discs cells of lithium in drums".split(" ");

/** A bill of lading of exactly 40 fields as a DCSA eBL 3 transport document; the same for the same number. */
export function billOf(number: number): object {
  const draw = drawer(number);
  const pick = <T>(items: readonly T[]): T => items[draw(items.length)] as T;
  const words = (count: number) => Array.from({ length: count }, () => pick(WORDS)).join(" ");
  const digits = (count: number) => String(10 ** (count - 1) + draw(9 * 10 ** (count - 1)));
  const party = (name: string) => ({
    partyName: `${name} ${words(2)} Ltd`,
    address: { street: words(2), streetNumber: digits(2), city: words(1), countryCode: pick(COUNTRIES) },
  });
  const equipmentReference = `TGHU${digits(7)}`;
  return {
    transportDocumentReference: `SLNU${String(number).padStart(9, "0")}`,
    transportDocumentTypeCode: "BOL",
    isShippedOnBoardType: true,
    freightPaymentTermCode: pick(["PRE", "COL"]),
    isElectronic: true,
    isToOrder: false,
    issueDate: "2026-11-03",
    shippedOnBoardDate: "2026-11-02",
    declaredValue: draw(400_000) / 4,
    declaredValueCurrency: "USD",
    receiptTypeAtOrigin: "CY",
    deliveryTypeAtDestination: "CY",
    carrierCode: "SLNU",
    transports: {
      portOfLoading: { UNLocationCode: pick(PORTS) },
      portOfDischarge: { UNLocationCode: pick(PORTS) },
      vesselVoyages: [{ vesselName: words(2), carrierExportVoyageNumber: `${digits(3)}E` }],
    },
    documentParties: { shipper: party("Shipper"), consignee: party("Consignee") },
    references: [{ type: "UCR", value: `6VN${digits(10)}` }],
    consignmentItems: [
      {
        descriptionOfGoods: [words(40)],
        HSCodes: [digits(6)],
        cargoItems: [
          {
            equipmentReference,
            cargoGrossWeight: { value: 2000 + draw(26_000), unit: "KGM" },
            outerPackaging: { numberOfPackages: 1 + draw(900), packageCode: "CT" },
          },
        ],
      },
    ],
    utilizedTransportEquipments: [{ equipment: { equipmentReference }, seals: [{ number: `SL${digits(7)}` }] }],
    termsAndConditions: words(30),
    shippingInstructionsReference: digits(12),
  };
}

/** Bytes of {@link billOf}, as a carrier's system sends them. */
export const billBytes = (number: number): Uint8Array => utf8Encode(JSON.stringify(billOf(number)));

/** How many scalars a value holds. */
export const countFields = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce((sum: number, member) => sum + countFields(member), 0)
    : 1;

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
function drawer(seed: number): (below: number) => number {
  let state = (seed * 1_000_003 + 7) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
