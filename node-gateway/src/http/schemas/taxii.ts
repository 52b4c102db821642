import { z } from "zod";
import { draftFields } from "./alerts.ts";
import { count, pageOf, seconds } from "./words.ts";

/** Shapes of TAXII 2.1 (OASIS Standard, 10 June 2021). */

const text = z.string();
const id = text.regex(/^[a-z][a-z0-9-]{2,250}--[0-9a-f-]{36}$/);

/** Its id, or its alias. */
export const collectionName = text.regex(/^[a-z0-9-]{1,64}$/);
export const objectId = id;

const listOf = (item: RegExp, max = 100) =>
  text
    .max(8_000)
    .transform((stated) => stated.split(","))
    .refine((items) => items.length <= max && items.every((one) => item.test(one)), "A list with a comma between.");

/** What §3.4 and §3.5 know; whatever else a client sends is not looked at. */
export const objectsQuery = z
  .object({
    added_after: text.max(40).optional(),
    limit: text.regex(/^[1-9]\d{0,8}$/).optional(),
    next: text.max(40).optional(),
    "match[id]": listOf(/^[a-z][a-z0-9-]{2,250}--[0-9a-f-]{36}$/).optional(),
    "match[type]": listOf(/^[a-z0-9-]{1,250}$/).optional(),
    "match[version]": listOf(/^(?:first|last|all|[\dT:.Z-]{20,30})$/).optional(),
    "match[spec_version]": listOf(/^\d\.\d$/).optional(),
  })
  .transform((stated) => ({
    ...(stated.added_after !== undefined && { addedAfter: stated.added_after }),
    ...(stated.limit !== undefined && { limit: Number(stated.limit) }),
    ...(stated.next !== undefined && { next: stated.next }),
    ...(stated["match[id]"] && { ids: stated["match[id]"] }),
    ...(stated["match[type]"] && { types: stated["match[type]"] }),
    ...(stated["match[version]"] && { versions: stated["match[version]"] }),
    ...(stated["match[spec_version]"] && { specVersions: stated["match[spec_version]"] }),
  }));
export type ObjectsQuery = z.output<typeof objectsQuery>;

export const discovery = z
  .strictObject({ title: text, description: text, default: text, api_roots: z.array(text) })
  .meta({ id: "TaxiiDiscovery" });
export const apiRoot = z
  .strictObject({ title: text, versions: z.array(text), max_content_length: count })
  .meta({ id: "TaxiiApiRoot" });
export const collection = z
  .strictObject({
    ...{ id: text, alias: text, title: text, description: text },
    ...{ can_read: z.boolean(), can_write: z.boolean(), media_types: z.array(text) },
  })
  .meta({ id: "TaxiiCollection" });

const paged = { more: z.boolean().optional(), next: text.optional() };
const stixObject = z.looseObject({ type: text, id }).meta({ id: "StixObject", description: "STIX 2.1." });
export const envelope = z
  .strictObject({ ...paged, objects: z.array(stixObject).optional() })
  .meta({ id: "TaxiiEnvelope" });
const manifestRecord = z.strictObject({ id, date_added: text, version: text, media_type: text });
export const manifest = z
  .strictObject({ ...paged, objects: z.array(manifestRecord).optional() })
  .meta({ id: "TaxiiManifest" });
export const versions = z.strictObject({ ...paged, versions: z.array(text).optional() }).meta({ id: "TaxiiVersions" });

const outcome = z.strictObject({ id: text, version: text, message: text });
export const status = z
  .strictObject({
    ...{ id: text, status: z.literal("complete"), request_timestamp: text, total_count: count },
    ...{ success_count: count, successes: z.array(outcome), failure_count: count, failures: z.array(outcome) },
    pending_count: z.literal(0),
  })
  .meta({ id: "TaxiiStatus" });

export const draftPage = pageOf(
  z
    .strictObject({
      ...{ draftNumber: count, sourceId: text, sourceVersion: text, actor: text, receivedAtSeconds: seconds },
      draft: draftFields,
    })
    .meta({ id: "ReceivedDraft" }),
).meta({ id: "ReceivedDraftPage" });
