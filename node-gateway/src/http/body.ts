import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Json, parseJson, utf8Decode } from "@sealane/sdk";
import { z } from "zod";
import type { Limits } from "../config/config.ts";
import { GatewayError } from "../errors.ts";
import { judge } from "./judge.ts";

type SizeLimit = "jsonBytes" | "originalBytes" | "dossierBytes";

/** Where a body comes from: a request, or what was read of it already. */
export interface BodySource extends AsyncIterable<Uint8Array> {
  readonly headers: IncomingHttpHeaders;
}

/** How a route takes the body of its requests. */
export interface Body<T = unknown> {
  /** What the API document says of it: schemas by media type. */
  readonly content: Readonly<Record<string, z.ZodType>>;
  readonly limit: SizeLimit;
  /** Whether a media type (lower case, without parameters) is taken. */
  takes(mediaType: string): boolean;
  read(source: BodySource, limits: Limits): Promise<T>;
}

/** An original as it arrives; reading the stream throws once it is larger than the limit. */
export interface Original {
  readonly mediaType: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** A JSON body, read strictly and judged by a schema. */
export function jsonBody<S extends z.ZodType>(schema: S, limit: SizeLimit = "jsonBytes"): Body<z.output<S>> {
  return {
    content: { "application/json": schema },
    limit,
    takes: (mediaType) => mediaType === "application/json",
    read: async (source, limits) => judge(schema, parseJson(await bytesOf(source, limits[limit])), "body"),
  };
}

/** A signed message in compact form, as its text; whose it is and what it says the use case judges. */
export function joseBody(): Body<string> {
  return {
    content: { "application/jose": z.string().meta({ description: "JWS in compact form (RFC 7515 §7.1)." }) },
    limit: "jsonBytes",
    takes: (mediaType) => mediaType === "application/jose",
    read: async (source, limits) => utf8Decode(await bytesOf(source, limits.jsonBytes)),
  };
}

/** An envelope of TAXII 2.1, read strictly; what is in it the use case judges. */
export function taxiiBody(): Body<Json> {
  const schema = z.looseObject({ objects: z.array(z.looseObject({})) }).meta({ description: "TAXII 2.1 §3.7." });
  return {
    content: { "application/taxii+json;version=2.1": schema },
    limit: "dossierBytes",
    takes: (mediaType) => mediaType === "application/taxii+json",
    read: async (source, limits) => parseJson(await bytesOf(source, limits.dossierBytes)),
  };
}

/** All of a body. @throws GatewayError REQUEST_TOO_LARGE */
export async function bytesOf(source: BodySource, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bounded(source, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Any bytes under any media type, handed on while they arrive: intake spools them to disk, so they never fill memory. */
export function originalBody(): Body<Original> {
  const anything = z
    .unknown()
    .meta({ description: "The document as it is: DCSA or Sealane JSON, XML, a PDF, a scan." });
  return {
    content: { "application/json": anything, "application/octet-stream": anything, "*/*": anything },
    limit: "originalBytes",
    takes: () => true,
    read: async (request, limits) => ({
      mediaType: mediaTypeOf(request) ?? "application/octet-stream",
      stream: bounded(request, limits.originalBytes),
    }),
  };
}

/** The media type a request states, lower case and without parameters; undefined when there is none or it is malformed. */
export function mediaTypeOf(request: Pick<BodySource, "headers">): string | undefined {
  const stated = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  return stated !== undefined && /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(stated) ? stated : undefined;
}

/** @throws GatewayError REQUEST_TOO_LARGE when the length that a request states is over the limit. */
export function refuseTooLarge(request: IncomingMessage, maxBytes: number): void {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

async function* bounded(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

const tooLarge = (maxBytes: number): GatewayError =>
  new GatewayError("REQUEST_TOO_LARGE", `The body is larger than ${maxBytes} bytes, the limit of this route.`);
