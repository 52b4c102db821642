/** Goods with the words that different offices use for them. */
export interface Goods {
  readonly hs: string;
  readonly descriptions: readonly string[];
  /** Kilograms of one piece, net. */
  readonly kg: number;
  /** Euros of one piece. */
  readonly eur: number;
}

export const GOODS: readonly Goods[] = [
  {
    hs: "9401530010",
    kg: 6.2,
    eur: 41,
    descriptions: ["rattan dining chairs", "chairs, dining, of rattan", "Seats of rattan - dining chair"],
  },
  {
    hs: "8544421090",
    kg: 0.4,
    eur: 3,
    descriptions: [
      "insulated copper cables with connectors",
      "cables fitted with connectors, copper",
      "CABLE COPPER INSULATED",
    ],
  },
  {
    hs: "0901210000",
    kg: 1,
    eur: 7,
    descriptions: ["roasted coffee not decaffeinated", "coffee, roasted, in bags", "COFFEE ROASTED"],
  },
  {
    hs: "7318159900",
    kg: 0.05,
    eur: 0.3,
    descriptions: ["steel bolts with hexagon head", "bolts hexagon, steel", "Threaded steel bolts"],
  },
  {
    hs: "6109100010",
    kg: 0.18,
    eur: 4,
    descriptions: ["cotton t-shirts knitted", "T-shirts of cotton, knitted or crocheted", "knitted cotton shirts"],
  },
  {
    hs: "8708999790",
    kg: 3.5,
    eur: 22,
    descriptions: ["parts of motor vehicles, brackets", "motor vehicle brackets", "brackets for vehicles (motor)"],
  },
  {
    hs: "4411139900",
    kg: 14,
    eur: 19,
    descriptions: ["medium density fibreboard panels", "panels fibreboard MDF", "FIBREBOARD MEDIUM DENSITY"],
  },
  {
    hs: "8507600090",
    kg: 2.1,
    eur: 88,
    descriptions: [
      "lithium-ion accumulators",
      "accumulators, lithium ion, for tools",
      "LITHIUM ION BATTERY ACCUMULATORS",
    ],
  },
  {
    hs: "0303540000",
    kg: 1,
    eur: 5,
    descriptions: ["frozen mackerel whole", "mackerel, frozen, whole round", "FISH MACKEREL FROZEN"],
  },
  {
    hs: "3926909790",
    kg: 0.3,
    eur: 2,
    descriptions: ["plastic storage boxes with lid", "boxes of plastics for storage", "storage box plastic"],
  },
];

/** Words that have nothing to do with any of the goods. */
export const OTHER_GOODS = [
  "cigarettes containing tobacco",
  "used tyres for retreading",
  "mobile telephones refurbished",
  "veterinary antibiotics",
];

export const ORIGINS = [
  { country: "CN", port: "CNSHA" },
  { country: "VN", port: "VNSGN" },
  { country: "IN", port: "INNSA" },
  { country: "MY", port: "MYPKG" },
  { country: "ID", port: "IDJKT" },
];
export const HUBS = [
  { country: "SG", port: "SGSIN" },
  { country: "AE", port: "AEJEA" },
  { country: "LK", port: "LKCMB" },
];
export const DESTINATIONS = [
  { country: "NL", port: "NLRTM" },
  { country: "DE", port: "DEHAM" },
  { country: "GB", port: "GBFXT" },
  { country: "ES", port: "ESVLC" },
];
export const OTHER_PORTS = ["KRPUS", "TRMER", "EGPSD", "PKKHI"];

/** Companies with the ways in which papers write them. */
export const COMPANIES: readonly (readonly string[])[] = [
  ["Lantern Strait Trading Pte Ltd", "LANTERN STRAIT TRADING", "Lantern Strait Trading Pte. Ltd."],
  ["Møller Hansen Import A/S", "MOLLER HANSEN IMPORT", "Moller Hansen Import AS"],
  ["Casa Olivares S.L.", "Casa Olivares SL", "CASA OLIVARES"],
  ["Bintang Rotan Sdn. Bhd.", "BINTANG ROTAN SDN BHD", "Bintang Rotan"],
  ["Harbour & Quay Logistics Limited", "Harbour and Quay Logistics Ltd", "HARBOUR QUAY LOGISTICS"],
  ["Vereinigte Kaffeehandel GmbH", "VEREINIGTE KAFFEEHANDEL", "Vereinigte Kaffeehandel GmbH & Co. KG"],
];
export const OTHER_COMPANIES = ["Zephyr Nominees Ltd", "Quokka Ventures Inc", "Tarragon Holdings"];
export const VESSELS = ["LANTERN OCEAN", "MV Northern Tern", "Ever Patient", "CORAL BAY"];
