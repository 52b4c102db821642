import { uuidOf } from "@sealane/sdk";
import { GatewayError } from "../errors.ts";
import { SOURCES, type Source } from "./sources.ts";

/** A collection of TAXII 2.1 (§5). */
export interface Collection {
  /** The same at every gateway. */
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly description: string;
  /** Where its objects come from; undefined for one that is only written to. */
  readonly source?: Source;
}

const collection = (alias: string, title: string, description: string, source?: Source): Collection => ({
  ...{ id: uuidOf(`collection ${alias}`), alias, title, description },
  ...(source && { source }),
});

/** Every collection. To add one, add a row, and where its objects come from. */
export const COLLECTIONS: readonly Collection[] = [
  collection("received", "Received alerts", "What other members told this one.", SOURCES.received),
  collection("own", "Own alerts", "What this member told others.", SOURCES.own),
  collection("matches", "Matches", "That documents here meet alerts; nothing of the documents.", SOURCES.matches),
  collection("answers", "Answers", "What recipients said of this member's alerts.", SOURCES.answers),
  collection("drafts", "Drafts", "What other systems tell: an officer decides whether an alert is made of it."),
];

/** The id of the only API root. */
export const API_ROOT = "/taxii2/alerts/";
export const TAXII = "application/taxii+json;version=2.1";
export const STIX = "application/stix+json;version=2.1";

/** The row of an id or an alias. @throws GatewayError TAXII_NOT_FOUND */
export function requireCollection(name: string): Collection {
  const found = COLLECTIONS.find(({ id, alias }) => id === name || alias === name);
  if (found) return found;
  throw new GatewayError("TAXII_NOT_FOUND", "There is no such collection.");
}

/** Where a collection's objects come from. @throws GatewayError TAXII_NOT_FOUND, TAXII_NOT_ALLOWED */
export function requireSource(name: string): Source {
  const { source } = requireCollection(name);
  if (source) return source;
  throw new GatewayError("TAXII_NOT_ALLOWED", "Nothing is read from this collection; see /v1/alert-drafts.");
}

/** A collection as TAXII tells of it. */
export const collectionView = ({ source, ...told }: Collection) => ({
  ...told,
  ...{ can_read: source !== undefined, can_write: source === undefined, media_types: [STIX] },
});
