import type { XmlElement } from "../../xml/element.ts";
import type { Format } from "../format.ts";
import { day } from "../xml-facts/days.ts";
import { papersIn } from "../xml-facts/envelopes.ts";
import { type FactTable, text } from "../xml-facts/fact-table.ts";
import { xmlFormat } from "../xml-facts/xml-format.ts";

/** Elements that tell a sender what became of a message, and the namespaces they are of. To add one, add a row. */
const RESPONSES: Readonly<Record<string, RegExp>> = {
  SuccessResponse: /^http:\/\/www\.(?:hmrc|inlandrevenue)\.gov\.uk\/(?:[A-Za-z]+\/)*successresponse\//i,
  ErrorResponse: /^http:\/\/www\.govtalk\.gov\.uk\/CM\/errorresponse/i,
};

const isResponse = ({ name, namespace }: XmlElement): boolean =>
  Object.hasOwn(RESPONSES, name) && (RESPONSES[name] as RegExp).test(namespace);

/** GovTalk Error Response 2.0, and HMRC's success response 2. The status is the number of the first error. */
const FACTS: FactTable = {
  documentNumber: text("ResponseData/CorrelationId", "Application/CorrelationId"),
  mrn: text("ResponseData/ResponseData/MovementReferenceNumber", "ResponseData/MovementReferenceNumber"),
  issueDate: day("AcceptedTime", "ResponseData/AcceptedTime"),
  status: text("Error/Number"),
};

/** What customs answers through the government gateway to an entry summary declaration. */
export const govTalkResponse: Format = xmlFormat({
  name: "govtalk-response",
  title: "GovTalk success or error response",
  paperIn: (root) => papersIn(root).find(isResponse),
  kindOf: () => "customs-response",
  facts: FACTS,
});
