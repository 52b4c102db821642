import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  SOURCE_DESTINATION_TYPES,
  type Vocabulary,
} from "./vocabulary.ts";

/** How one property goes into the text that is hashed. */
export interface Property {
  readonly name: string;
  /** The name of each item of a list, where the list's own name stands once before all. */
  readonly item?: string;
  /** Properties of an object, in their order; extensions follow them. */
  readonly within?: readonly Property[];
  /** Bare words of it stand for URIs. */
  readonly words?: Pick<Vocabulary, "prefix" | "urn">;
}

const named = (names: string): Property[] => names.split(" ").map((name) => ({ name }));
const list = (name: string, item: string, within?: readonly Property[]): Property => ({
  ...{ name, item },
  ...(within && { within }),
});
const QUANTITY = named("epcClass quantity uom");
const ID = named("id");
const typed = (name: string, words: Vocabulary): Property =>
  list(`${name}List`, "", [{ name: "type", words }, { name }]);
const GS1_VOC = { prefix: "https://gs1.org/voc/", urn: "urn:gs1:" };

/**
 * Order of the properties of an event (CBV 2.0 §8.9.2). From sensorElementList on it is the one of GS1's published hashes,
 * in which destinations stand before sources; later versions of the reference implementation turn these two.
 */
export const EVENT_ORDER: readonly Property[] = [
  ...named("eventTime eventTimeZoneOffset"),
  list("epcList", "epc"),
  { name: "parentID" },
  list("inputEPCList", "epc"),
  list("childEPCs", "epc"),
  ...["quantityList", "childQuantityList", "inputQuantityList"].map((name) => list(name, "quantityElement", QUANTITY)),
  list("outputEPCList", "epc"),
  list("outputQuantityList", "quantityElement", QUANTITY),
  ...named("action transformationID"),
  { name: "bizStep", words: BIZ_STEPS },
  { name: "disposition", words: DISPOSITIONS },
  {
    name: "persistentDisposition",
    within: [
      { name: "set", words: DISPOSITIONS },
      { name: "unset", words: DISPOSITIONS },
    ],
  },
  { name: "readPoint", within: ID },
  { name: "bizLocation", within: ID },
  list("sensorElementList", "sensorElement", [
    {
      name: "sensorMetadata",
      within: named("time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules"),
    },
    {
      name: "sensorReport",
      within: [
        { name: "type", words: GS1_VOC },
        { name: "exception", words: GS1_VOC },
        ...named("deviceID deviceMetadata rawData dataProcessingMethod time microorganism chemicalSubstance value"),
        { name: "component", words: { prefix: "https://ref.gs1.org/cbv/Comp-", urn: "urn:epcglobal:cbv:comp:" } },
        ...named(
          "stringValue booleanValue hexBinaryValue uriValue minValue maxValue meanValue sDev percRank percValue",
        ),
        ...named("uom coordinateReferenceSystem"),
      ],
    },
  ]),
  typed("bizTransaction", BIZ_TRANSACTION_TYPES),
  typed("destination", SOURCE_DESTINATION_TYPES),
  { name: "ilmd" },
  typed("source", SOURCE_DESTINATION_TYPES),
];
