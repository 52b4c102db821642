import type { JsonObject } from "../../canonical/json.ts";
import { some, statedBy } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { papersAt } from "../json-facts/parties.ts";
import { objectsAt, valuesAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { agreed, every, type FactTable, type Rule } from "../json-facts/rules.ts";
import { kilograms, total } from "../json-facts/sums.ts";
import { readDcsaParty } from "./party.ts";
import { carrier } from "./transport-document-facts.ts";

const NOTICES = "arrivalNotices";
const TRANSPORT = `${NOTICES}/transport`;
const CARGO = `${NOTICES}/consignmentItems/cargoItems`;
const EQUIPMENT = `${NOTICES}/utilizedTransportEquipments`;

/** What the parties of DCSA's party functions are to a movement. */
const ROLES: ReadonlyMap<unknown, string> = new Map([
  ["OS", "consignor"],
  ["CN", "consignee"],
  ["EC", "consignee"],
  ["N1", "notify"],
  ["N2", "notify"],
  ["NI", "notify"],
]);

const parties: Rule = (message) => {
  const rows = objectsAt(message, NOTICES).flatMap((notice) => [
    ...objectsAt(notice, "documentParties").flatMap((party) => {
      const role = ROLES.get(party["partyFunction"]);
      return role === undefined ? [] : readDcsaParty(party, role);
    }),
    ...valuesAt(carrier(notice), ""),
  ]);
  return some(rows);
};

/** A message may hold several notices: their lists are put together, and of the rest counts what they state alike. */
const FACTS: FactTable = {
  documentNumber: agreed(`${NOTICES}/transportDocumentReference`),
  containers: every(`${EQUIPMENT}/equipment/equipmentReference`, `${CARGO}/equipmentReference`),
  seals: every(`${EQUIPMENT}/seals/number`),
  hsCodes: every(`${NOTICES}/consignmentItems/HSCodes`),
  descriptions: every(`${NOTICES}/consignmentItems/descriptionOfGoods`),
  grossWeightKg: kilograms(CARGO, "cargoGrossWeight/value", "cargoGrossWeight/unit"),
  packages: total(CARGO, "outerPackaging/numberOfPackages"),
  portOfLoading: agreed(`${TRANSPORT}/portOfLoading/UNLocationCode`),
  portOfDischarge: agreed(`${TRANSPORT}/portOfDischarge/UNLocationCode`),
  placeOfReceipt: agreed(`${TRANSPORT}/placeOfReceipt/UNLocationCode`),
  placeOfDelivery: agreed(`${TRANSPORT}/placeOfDelivery/UNLocationCode`),
  issueDate: agreed(`${NOTICES}/issueDateTime`, `${NOTICES}/issueDate`),
  arrivalDate: agreed(`${TRANSPORT}/portOfDischargeArrivalDate/value`),
  vessel: agreed(`${TRANSPORT}/legs/vesselVoyage/vesselName`),
  voyage: agreed(`${TRANSPORT}/legs/vesselVoyage/carrierImportVoyageNumber`),
  parties,
  relatedDocuments: papersAt([["705", `${NOTICES}/transportDocumentReference`]]),
};

/** A DCSA Arrival Notice 1 message. A notice has no number of its own: it goes by that of its transport document. */
export const dcsaArrivalNotice: Format = {
  name: "dcsa-arrival-notice-1",
  title: "DCSA arrival notice",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => objectsAt(json, NOTICES).some((notice) => "transportDocumentReference" in notice),
  read: ({ json }) =>
    jsonReading(json as JsonObject, { kind: "arrival-notice", stated: statedBy(FACTS, json as JsonObject) }),
};
