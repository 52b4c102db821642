import type { Facts } from "../facts/facts.ts";
import { location } from "../facts/normal-forms.ts";
import type { Hex32 } from "../primitives/hex.ts";

/** A document as alerts are matched against it. */
export interface MatchSubject {
  readonly facts: Facts;
  /** Kind of the document, if it is known. */
  readonly kind?: string;
  readonly documentId?: Hex32;
  /** SHA-256 of the original. */
  readonly originalDigest?: Hex32;
}

/** Ways of transport of UN/ECE Recommendation 19. */
export const TRANSPORT_MODES = [
  { code: 1, title: "sea" },
  { code: 2, title: "rail" },
  { code: 3, title: "road" },
  { code: 4, title: "air" },
  { code: 5, title: "post" },
  { code: 7, title: "fixed installation" },
  { code: 8, title: "inland water" },
] as const;

/** Kinds of which the way of transport is known; of all others a vessel tells. To add one, add a row. */
const MODE_OF_KIND: Readonly<Record<string, number>> = {
  "bill-of-lading-master": 1,
  "bill-of-lading-house": 1,
  "bill-of-lading-transshipment": 1,
  "sea-waybill": 1,
  "stowage-plan": 1,
};

/** The way of transport that a document tells of; undefined when it does not. */
export const modeOf = ({ facts, kind = "" }: MatchSubject): number | undefined =>
  MODE_OF_KIND[kind] ?? (facts.vessel === undefined ? undefined : 1);

/** Places of the way, UN/LOCODE, in the order in which goods come by. */
export function wayOf({ facts }: MatchSubject): string[] {
  const { placeOfReceipt, portOfLoading, transshipmentPorts = [], portOfDischarge, placeOfDelivery } = facts;
  const events = (facts.custodyEvents ?? []).map(({ place }) => location(place)).filter((place) => place !== undefined);
  const stated = [placeOfReceipt, portOfLoading, ...transshipmentPorts, portOfDischarge, placeOfDelivery];
  const way = stated.filter((place) => place !== undefined);
  return way.length > 0 ? way : events;
}

/** Whether places come by in this order, whatever lies between. */
export function isOnWay(places: readonly string[], way: readonly string[]): boolean {
  let next = 0;
  for (const place of way) if (place === places[next]) next += 1;
  return next === places.length;
}

/** Containers and seals that a document states, also in what it tells of custody. */
export function containersOf({ facts }: MatchSubject): string[] {
  const told = (facts.custodyEvents ?? []).map(({ container }) => container).filter((number) => number !== undefined);
  return [...(facts.containers ?? []), ...told];
}

export function sealsOf({ facts }: MatchSubject): string[] {
  return [...(facts.seals ?? []), ...(facts.custodyEvents ?? []).flatMap(({ seals = [] }) => seals)];
}
