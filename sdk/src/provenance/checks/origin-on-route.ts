import type { ConsignmentCheck } from "../check.ts";
import type { Consignment } from "../consignment.ts";
import { type Judgement, judgement } from "../finding.ts";
import { type ConsignmentPaper, sortOf } from "../paper.ts";

const ROUTE = ["portOfLoading", "placeOfReceipt", "portOfDischarge"] as const;

/**
 * Goods that came to a hub from elsewhere are not of the hub's origin: a paper whose origin is the country where an
 * onward leg begins is contradicted by an inbound bill that was loaded in another country.
 */
export const originOnRoute: ConsignmentCheck = {
  name: "originOnRoute",
  title: "The route does not contradict the origin",
  judge: (consignment) => consignment.current.flatMap((paper) => judgePaper(paper, consignment)),
};

function judgePaper(paper: ConsignmentPaper, { derivations, current }: Consignment): Judgement[] {
  const origin = paper.facts?.originCountry;
  const bills = current.filter(({ kind }) => sortOf(kind) === "bill");
  const onward = new Set(
    derivations.filter(({ source }) => sortOf(source.kind) === "bill").map(({ derived }) => derived),
  );
  const inbound = bills.filter((bill) => !onward.has(bill));
  const starts = inbound.flatMap(startsOf);
  if (origin === undefined || starts.length === 0) return [];
  const papers = [paper, ...inbound];
  const facts = ["originCountry", ...ROUTE] as const;
  if (starts.includes(origin))
    return [
      judgement("valid", "FACTS_AGREE", "The goods were first loaded in their country of origin.", papers, facts),
    ];
  const isOfHub = inbound.some(({ facts: stated }) => countryOf(stated?.portOfDischarge) === origin);
  return isOfHub
    ? [
        judgement(
          "invalid",
          "ORIGIN_CONTRADICTED",
          "The goods came to their country of origin from another country.",
          papers,
          facts,
        ),
      ]
    : [
        judgement(
          "unknown",
          "ORIGIN_NOT_ON_ROUTE",
          "The goods were first loaded in another country than their origin.",
          papers,
          facts,
        ),
      ];
}

const countryOf = (location: string | undefined): string | undefined => location?.slice(0, 2);
const startsOf = ({ facts }: ConsignmentPaper): string[] =>
  [facts?.portOfLoading, facts?.placeOfReceipt].flatMap((place) => countryOf(place) ?? []);
