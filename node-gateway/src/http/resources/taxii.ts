import { z } from "zod";
import { GatewayError } from "../../errors.ts";
import { API_ROOT, COLLECTIONS, collectionView, requireCollection, STIX, TAXII } from "../../taxii/collections.ts";
import { MAX_LIMIT, type ObjectsPage, readObjects, versionOf } from "../../taxii/read-objects.ts";
import { readStatus, receiveObjects } from "../../taxii/receive-objects.ts";
import { listDrafts } from "../../usecases/alerts/list-drafts.ts";
import { taxiiBody } from "../body.ts";
import { after, withCursor } from "../cursor.ts";
import { type Answer, type Call, type Route, route } from "../route.ts";
import * as S from "../schemas/taxii.ts";
import { limit } from "../schemas/words.ts";
import { isCleared } from "./alerts.ts";

const tag = "taxii";
const PLACE = `${API_ROOT}collections/{collection}/`;
const params = z.strictObject({ collection: S.collectionName });
const object = z.strictObject({ collection: S.collectionName, objectId: S.objectId });
const READING = ["TAXII_NOT_FOUND", "TAXII_NOT_ALLOWED", "QUERY_INVALID", "CURSOR_INVALID"] as const;

/** What TAXII answers with: its own media type. */
const reply = (description: string, schema: z.ZodType) => ({ description, schema, mediaType: TAXII });

/** A page with when its first and its last object were added (TAXII 2.1 §3.4). */
function answer({ entries }: ObjectsPage, body: object): Answer {
  const [first, last] = [entries[0], entries.at(-1)];
  const headers =
    first && last ? { "x-taxii-date-added-first": first.added, "x-taxii-date-added-last": last.added } : {};
  return { status: 200, body, headers };
}

const moreOf = ({ next }: ObjectsPage) => (next === undefined ? { more: false } : { more: true, next });
const pageOf = (call: Call<{ collection: string }, S.ObjectsQuery>, ids?: readonly string[]) =>
  readObjects(call.service.gateway, { ...call.params, ...call.query, ...(ids && { ids }), isCleared: isCleared(call) });
const needed = (page: ObjectsPage): ObjectsPage => {
  if (page.entries.length > 0 || page.next !== undefined) return page;
  throw new GatewayError("TAXII_NOT_FOUND", "No object of that id is in this collection, or it is for other officers.");
};
const objectsBody = (page: ObjectsPage) =>
  page.entries.length === 0 && page.next === undefined
    ? {}
    : { ...moreOf(page), objects: page.entries.map((entry) => entry.object) };

const DESCRIBING: readonly Route[] = [
  route({
    method: "get",
    path: "/taxii2/",
    operationId: "discoverTaxii",
    summary: "The TAXII 2.1 server of this gateway",
    tag,
    access: "alerts:read",
    replies: { 200: reply("Its API roots.", S.discovery) },
    handler: async () => ({
      status: 200,
      body: { title: "Sealane", description: "Customs alerts.", default: API_ROOT, api_roots: [API_ROOT] },
    }),
  }),
  route({
    method: "get",
    path: API_ROOT,
    operationId: "describeTaxiiRoot",
    summary: "What its API root speaks, and how much it takes at once",
    tag,
    access: "alerts:read",
    replies: { 200: reply("The API root.", S.apiRoot) },
    handler: async ({ service }) => ({
      status: 200,
      body: { title: "Alerts", versions: [TAXII], max_content_length: service.config.limits.dossierBytes },
    }),
  }),
  route({
    method: "get",
    path: `${API_ROOT}collections/`,
    operationId: "listTaxiiCollections",
    summary: "Its collections",
    tag,
    access: "alerts:read",
    replies: { 200: reply("All of them.", z.strictObject({ collections: z.array(S.collection) })) },
    handler: async () => ({ status: 200, body: { collections: COLLECTIONS.map(collectionView) } }),
  }),
  route({
    method: "get",
    path: PLACE,
    operationId: "getTaxiiCollection",
    summary: "One collection, by its id or its alias",
    tag,
    access: "alerts:read",
    params,
    replies: { 200: reply("The collection.", S.collection) },
    problems: ["TAXII_NOT_FOUND"],
    handler: async (call) => ({ status: 200, body: collectionView(requireCollection(call.params.collection)) }),
  }),
];

const READING_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: `${PLACE}manifest/`,
    operationId: "getTaxiiManifest",
    summary: "Which objects a collection has, without the objects",
    tag,
    access: "alerts:read",
    params,
    query: S.objectsQuery,
    replies: { 200: reply("One page.", S.manifest) },
    problems: READING,
    handler: async (call) => {
      const page = await pageOf(call);
      const objects = page.entries.map((entry) => ({
        ...{ id: entry.object.id, date_added: entry.added, version: versionOf(entry.object), media_type: STIX },
      }));
      return answer(page, objects.length === 0 && page.next === undefined ? {} : { ...moreOf(page), objects });
    },
  }),
  route({
    method: "get",
    path: `${PLACE}objects/`,
    operationId: "getTaxiiObjects",
    summary: `Objects of a collection as they were added, at most ${MAX_LIMIT} at once; red ones need alerts:red`,
    tag,
    access: "alerts:read",
    params,
    query: S.objectsQuery,
    replies: { 200: reply("One page.", S.envelope) },
    problems: READING,
    handler: async (call) => {
      const page = await pageOf(call);
      return answer(page, objectsBody(page));
    },
  }),
  route({
    method: "get",
    path: `${PLACE}objects/{objectId}/`,
    operationId: "getTaxiiObject",
    summary: "One object of a collection, its newest version unless others are asked for",
    tag,
    access: "alerts:read",
    params: object,
    query: S.objectsQuery,
    replies: { 200: reply("Its versions.", S.envelope) },
    problems: READING,
    handler: async (call) => {
      const page = needed(await pageOf(call, [call.params.objectId]));
      return answer(page, objectsBody(page));
    },
  }),
  route({
    method: "get",
    path: `${PLACE}objects/{objectId}/versions/`,
    operationId: "listTaxiiVersions",
    summary: "Which versions of an object a collection has",
    tag,
    access: "alerts:read",
    params: object,
    query: S.objectsQuery,
    replies: { 200: reply("One page.", S.versions) },
    problems: READING,
    handler: async (call) => {
      const query = { ...call.query, versions: ["all"] };
      const page = needed(await pageOf({ ...call, query }, [call.params.objectId]));
      return answer(page, { ...moreOf(page), versions: page.entries.map((entry) => versionOf(entry.object)) });
    },
  }),
];

/** TAXII 2.1, and what came over it. */
export const TAXII_ROUTES: readonly Route[] = [
  ...DESCRIBING,
  ...READING_ROUTES,
  route({
    method: "post",
    path: `${PLACE}objects/`,
    operationId: "addTaxiiObjects",
    summary: "Hand in what another system tells: drafts are made of it, nothing is sent; the same again has no effect",
    tag,
    access: "alerts:write",
    params,
    body: taxiiBody(),
    replies: { 202: reply("What became of each object.", S.status) },
    problems: ["TAXII_NOT_FOUND", "TAXII_NOT_ALLOWED", "STIX_INVALID"],
    handler: async (call) => ({
      status: 202,
      body: await receiveObjects(call.service.gateway, {
        ...{ ...call.params, envelope: call.body, actor: call.actor, isCleared: isCleared(call) },
      }),
    }),
  }),
  route({
    method: "get",
    path: `${API_ROOT}status/{statusId}/`,
    operationId: "getTaxiiStatus",
    summary: "What became of objects that the same officer handed in",
    tag,
    access: "alerts:write",
    params: z.strictObject({ statusId: z.uuid() }),
    replies: { 200: reply("The status.", S.status) },
    problems: ["TAXII_NOT_FOUND"],
    handler: async (call) => ({
      status: 200,
      body: await readStatus(call.service.gateway, { ...call.params, actor: call.actor }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/alert-drafts",
    operationId: "listAlertDrafts",
    summary: "What other systems told, as drafts, the last first; those for single persons need alerts:red",
    tag: "alerts",
    access: "alerts:write",
    query: z.strictObject({ after, limit }),
    replies: { 200: { description: "One page.", schema: S.draftPage } },
    problems: ["CURSOR_INVALID"],
    handler: async (call) => ({
      status: 200,
      body: withCursor(await listDrafts(call.service.gateway, { ...call.query, isCleared: isCleared(call) })),
    }),
  }),
];
