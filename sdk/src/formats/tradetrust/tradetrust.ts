import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import type { StatedFacts } from "../../facts/validate.ts";
import type { KindName } from "../../kinds/kinds.ts";
import { some, statedBy } from "../fact-rules.ts";
import type { Format, FormatFinding, Hints } from "../format.ts";
import { billKind } from "../json-facts/bill-kind.ts";
import { valuesAt } from "../json-facts/places.ts";
import { jsonReading } from "../json-facts/read-json.ts";
import { ENVELOPE_FACTS } from "../w3c/common-facts.ts";
import { tradeTrustIn } from "./forms.ts";
import { TRADETRUST_PAPERS, type TradeTrustPaper } from "./papers.ts";

/** Where a document names its template or its types. */
const NAMES = [
  "$template/name",
  "openAttestationMetadata/template/name",
  "credentialSubject/type",
  "renderMethod/templateName",
  "type",
];

const namesOf = (document: JsonObject): Json[] => NAMES.flatMap((place) => valuesAt(document, place));

const paperOf = (document: JsonObject): TradeTrustPaper | undefined => {
  const names = namesOf(document).filter((name) => typeof name === "string");
  return TRADETRUST_PAPERS.find(({ named }) => names.some((name) => named.test(name)));
};

const kindOf = (paper: TradeTrustPaper | undefined, hints: Hints): KindName =>
  paper?.kind === "bill-of-lading-master" ? billKind(hints) : (paper?.kind ?? hints.kind ?? "other-document");

/** What a credential's envelope states counts where its subject says nothing; parties of both are put together. */
function statedIn(document: JsonObject, paper: TradeTrustPaper | undefined): StatedFacts {
  const subject = document["credentialSubject"];
  const envelope = statedBy(isJsonObject(subject) ? ENVELOPE_FACTS : {}, document);
  const own = statedBy(paper?.facts ?? {}, isJsonObject(subject) ? subject : document);
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const parties = [own, envelope].flatMap((stated) => valuesAt(stated.parties, ""));
  return { ...envelope, ...said, parties: some(parties) };
}

const ASSUMED: FormatFinding = {
  code: "KIND_ASSUMED",
  message: "The document's template is not known here, and no kind was given: it is kept as another document.",
};

/**
 * A TradeTrust or OpenAttestation document (2, 3, W3C credential), an original like any other: what its own proof says
 * without a network is told beside what we say; its issuance, revocation and holders stand on other chains.
 */
export const tradeTrust: Format = {
  name: "tradetrust",
  title: "TradeTrust or OpenAttestation document",
  mediaTypes: ["application/json"],
  recognise: ({ json }) => tradeTrustIn(json) !== undefined,
  read({ json }, hints) {
    const found = tradeTrustIn(json) as NonNullable<ReturnType<typeof tradeTrustIn>>;
    const paper = paperOf(found.document);
    const assumed = paper === undefined && hints.kind === undefined ? [ASSUMED] : [];
    return jsonReading(json as Json, {
      kind: kindOf(paper, hints),
      stated: statedIn(found.document, paper),
      findings: [...found.findings(), ...assumed],
    });
  },
};
