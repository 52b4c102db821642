import type { Json } from "../../canonical/json.ts";
import { type TlpName, tlpByName } from "../tlp.ts";
import type { StixObject } from "./objects.ts";

/** OASIS's extension for the Traffic Light Protocol 2.0 (cti-stix-common-objects, `tlp-2.0`). */
const TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/** The markings as OASIS published them: their ids are fixed. */
const TLP_2: Readonly<Record<TlpName, string>> = {
  clear: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
  green: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
  amber: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
  "amber+strict": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
  red: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
};

/** Those of the version before, which STIX 2.1 §7.2.1.4 fixes; each means what the newer one of the row means. */
const TLP_1: Readonly<Record<string, TlpName>> = {
  "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "clear",
  "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "green",
  "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "amber",
  "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "red",
};

const BY_ID: Readonly<Record<string, TlpName>> = {
  ...TLP_1,
  ...Object.fromEntries(Object.entries(TLP_2).map(([name, id]) => [id, name as TlpName])),
};

/** Id of a marking. */
export const markingId = (tlp: TlpName): string => TLP_2[tlp];

/** A marking as OASIS published it. */
export const markingObject = (tlp: TlpName): StixObject => ({
  type: "marking-definition",
  spec_version: "2.1",
  id: TLP_2[tlp],
  created: "2022-10-01T00:00:00.000Z",
  name: tlpByName(tlp).label,
  extensions: { [TLP_EXTENSION]: { extension_type: "property-extension", tlp_2_0: tlp } },
});

/** The stricter of two markings. */
export const stricter = (a: TlpName, b: TlpName): TlpName => (tlpByName(a).code >= tlpByName(b).code ? a : b);

/**
 * The marking of an object: the strictest that it or a part of it has. One of which the meaning is not known by its id,
 * whatever its definition says, counts as the strictest of all; so does none.
 */
export function markingOf({ object_marking_refs: whole, granular_markings: parts }: StixObject): TlpName {
  const partly = Array.isArray(parts) ? parts.map((part) => (part as { marking_ref?: Json } | null)?.marking_ref) : [];
  const all: readonly unknown[] = [...(Array.isArray(whole) ? whole : []), ...partly];
  if (all.length === 0) return "red";
  return all.map((id): TlpName => BY_ID[String(id)] ?? "red").reduce(stricter);
}
