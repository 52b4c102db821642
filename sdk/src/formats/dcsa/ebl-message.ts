import type { Json, JsonObject } from "../../canonical/json.ts";
import { statedBy } from "../fact-rules.ts";
import type { Format } from "../format.ts";
import { papersAt } from "../json-facts/parties.ts";
import { textAt, valueAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { agreed, type FactTable, first } from "../json-facts/rules.ts";

/** A message about a transport document that does not hold it. */
interface EblMessage {
  /** Places of texts that only such a message has, all of them. */
  readonly marks: readonly string[];
  /** Places where the paper itself would stand. */
  readonly papers?: readonly string[];
  readonly facts: FactTable;
}

const BILL = "705";

/** Every such message of DCSA eBL 3 (EBL, ISS, SUR, END, PINT). To know another, add a row. */
const MESSAGES: readonly EblMessage[] = [
  {
    marks: ["data/transportDocumentReference", "data/transportDocumentStatus", "specversion"],
    papers: ["data/transportDocument", "data/amendedTransportDocument"],
    facts: {
      status: first("data/amendedTransportDocumentStatus", "data/transportDocumentStatus"),
      documentNumber: agreed("id"),
      issueDate: agreed("time"),
      relatedDocuments: papersAt([
        [BILL, "data/transportDocumentReference"],
        ["340", "data/shippingInstructionsReference"],
      ]),
    },
  },
  {
    marks: ["data/shippingInstructionsStatus", "specversion"],
    papers: ["data/shippingInstructions", "data/updatedShippingInstructions"],
    facts: {
      status: first("data/updatedShippingInstructionsStatus", "data/shippingInstructionsStatus"),
      documentNumber: agreed("id"),
      issueDate: agreed("time"),
      relatedDocuments: papersAt([
        ["340", "data/shippingInstructionsReference"],
        [BILL, "data/transportDocumentReference"],
      ]),
    },
  },
  {
    marks: ["transportDocumentReference", "issuanceResponseCode"],
    facts: {
      status: first("issuanceResponseCode"),
      relatedDocuments: papersAt([[BILL, "transportDocumentReference"]]),
    },
  },
  {
    marks: ["surrenderRequestReference", "transportDocumentReference", "surrenderRequestCode"],
    facts: {
      documentNumber: agreed("surrenderRequestReference"),
      status: first("surrenderRequestCode"),
      relatedDocuments: papersAt([[BILL, "transportDocumentReference"]]),
    },
  },
  {
    marks: ["surrenderRequestReference", "action"],
    facts: { documentNumber: agreed("surrenderRequestReference"), status: first("action") },
  },
  {
    marks: ["transportDocumentReference", "endorsementChain/actionCode", "endorsementChain/actionDateTime"],
    facts: { relatedDocuments: papersAt([[BILL, "transportDocumentReference"]]) },
  },
  {
    marks: ["lastEnvelopeTransferChainEntrySignedContentChecksum", "transportDocumentChecksum"],
    facts: { documentNumber: agreed("envelopeReference") },
  },
];

const messageIn = (json: Json | undefined): EblMessage | undefined =>
  MESSAGES.find(
    ({ marks, papers = [] }) =>
      marks.every((place) => textAt(json, place) !== undefined) &&
      papers.every((place) => valueAt(json, place) === undefined),
  );

/**
 * A DCSA eBL 3 message about a transport document: notification, answer to an issuance, request and answer of a
 * surrender, endorsement chain, receipt of a PINT envelope. It is no trade paper of its own, but names one.
 */
export const dcsaEblMessage: Format = {
  name: "dcsa-ebl-message-3",
  title: "DCSA eBL 3 message",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => messageIn(json) !== undefined,
  read({ json }) {
    const { facts } = messageIn(json) as EblMessage;
    // A place goes through an array at the top, too.
    const stated = statedBy(facts, json as JsonObject);
    return jsonReading(json as Json, { kind: "other-document", stated });
  },
};
