import { type DeclarationLine, goodsOf } from "./declaration.ts";
import { log } from "./exact-math.ts";

/** Groups of keys that are taken or left together when a model is trained. */
export type KeyGroup = "goods" | "parties";

/** One thing that lines have in common: how often was a line that shares it found wrong before? */
export interface HistoryKey {
  readonly name: string;
  /** What shares it, for people, as in "… was found wrong before". */
  readonly words: string;
  readonly group: KeyGroup;
  /** The key, or undefined where the line does not state all of it. */
  of(line: DeclarationLine): string | undefined;
}

type Part = keyof typeof PARTS;

const PARTS = {
  chapter: (line: DeclarationLine) => line.hsCode?.slice(0, 2),
  heading: (line: DeclarationLine) => line.hsCode?.slice(0, 4),
  code: (line: DeclarationLine) => line.hsCode?.slice(0, 6),
  origin: (line: DeclarationLine) => line.originCountry,
  dispatch: (line: DeclarationLine) => line.dispatchCountry,
  taxRate: (line: DeclarationLine) => line.taxRate?.toString(),
  taxType: (line: DeclarationLine) => line.taxType,
  massBand: (line: DeclarationLine) =>
    line.netMassKg === undefined || line.netMassKg < 0 ? undefined : String(Math.round(log(line.netMassKg + 0.05))),
  office: (line: DeclarationLine) => line.office,
  declarant: (line: DeclarationLine) => line.declarant,
  importer: (line: DeclarationLine) => line.importer,
  seller: (line: DeclarationLine) => line.seller,
  carrier: (line: DeclarationLine) => line.carrier,
};

function key(name: string, group: KeyGroup, words: string, parts: readonly Part[]): HistoryKey {
  const read = parts.map((part) => PARTS[part]);
  const of = (line: DeclarationLine): string | undefined => {
    let text = "";
    for (const part of read) {
      const value = part(line);
      if (value === undefined || value === "") return undefined;
      text += text === "" ? value : `|${value}`;
    }
    return text;
  };
  return { name, group, words, of };
}

/** The same goods from the same place under the same duty with the same mass. */
const SAME_GOODS: HistoryKey = {
  name: "sameGoods",
  group: "goods",
  words: "the very same goods (code, countries, duty, mass)",
  of: (line) => (line.hsCode === undefined || line.netMassKg === undefined ? undefined : goodsOf(line)),
};

/** Every key. To add one, add a row; a model that was trained before keeps the keys that it was trained with. */
export const HISTORY_KEYS: readonly HistoryKey[] = [
  SAME_GOODS,
  key("code", "goods", "this HS code", ["code"]),
  key("heading", "goods", "this HS heading", ["heading"]),
  key("chapter", "goods", "this HS chapter", ["chapter"]),
  key("origin", "goods", "this origin", ["origin"]),
  key("dispatch", "goods", "this country of departure", ["dispatch"]),
  key("way", "goods", "this origin by this country of departure", ["origin", "dispatch"]),
  key("taxRate", "goods", "this rate of duty", ["taxRate"]),
  key("taxType", "goods", "this kind of duty", ["taxType"]),
  key("duty", "goods", "this kind and rate of duty", ["taxType", "taxRate"]),
  key("codeOrigin", "goods", "this HS code from this origin", ["code", "origin"]),
  key("headingOrigin", "goods", "this HS heading from this origin", ["heading", "origin"]),
  key("chapterOrigin", "goods", "this HS chapter from this origin", ["chapter", "origin"]),
  key("codeWayDuty", "goods", "this HS code, way and duty", ["code", "origin", "dispatch", "taxType", "taxRate"]),
  key("chapterWay", "goods", "this HS chapter, origin and departure", ["chapter", "origin", "dispatch"]),
  key("wayDuty", "goods", "this way and kind of duty", ["origin", "dispatch", "taxType"]),
  key("chapterMass", "goods", "this HS chapter at about this mass", ["chapter", "massBand"]),
  key("headingMass", "goods", "this HS heading at about this mass", ["heading", "massBand"]),
  key("wayMass", "goods", "this way at about this mass", ["origin", "dispatch", "massBand"]),
  key("dutyMass", "goods", "this kind of duty at about this mass", ["taxType", "massBand"]),
  key("office", "parties", "this office", ["office"]),
  key("declarant", "parties", "this declarant", ["declarant"]),
  key("importer", "parties", "this importer", ["importer"]),
  key("seller", "parties", "this seller", ["seller"]),
  key("carrier", "parties", "this carrier", ["carrier"]),
  key("importerCode", "parties", "this importer with this HS code", ["importer", "code"]),
  key("sellerCode", "parties", "this seller with this HS code", ["seller", "code"]),
  key("importerSeller", "parties", "this importer with this seller", ["importer", "seller"]),
  key("declarantImporter", "parties", "this declarant for this importer", ["declarant", "importer"]),
  key("officeDeclarant", "parties", "this declarant at this office", ["office", "declarant"]),
  key("officeChapter", "parties", "this HS chapter at this office", ["office", "chapter"]),
  key("sellerOrigin", "parties", "this seller with this origin", ["seller", "origin"]),
];
