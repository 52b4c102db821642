import type { IncomingMessage } from "node:http";
import { parseJson } from "@sealane/sdk";
import { z } from "zod";
import type { Limits } from "../config/config.ts";
import { GatewayError } from "../errors.ts";
import { judge } from "./judge.ts";

type SizeLimit = "jsonBytes" | "originalBytes" | "dossierBytes";

/** How a route takes the body of its requests. */
export interface Body<T = unknown> {
  /** What the API document says of it: schemas by media type. */
  readonly content: Readonly<Record<string, z.ZodType>>;
  readonly limit: SizeLimit;
  /** Whether a media type (lower case, without parameters) is taken. */
  takes(mediaType: string): boolean;
  read(request: IncomingMessage, limits: Limits): Promise<T>;
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
    read: async (request, limits) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bounded(request, limits[limit])) chunks.push(chunk);
      return judge(schema, parseJson(Buffer.concat(chunks)), "body");
    },
  };
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
export function mediaTypeOf(request: IncomingMessage): string | undefined {
  const stated = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  return stated !== undefined && /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(stated) ? stated : undefined;
}

/** @throws GatewayError REQUEST_TOO_LARGE when the length that a request states is over the limit. */
export function refuseTooLarge(request: IncomingMessage, maxBytes: number): void {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

async function* bounded(request: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

const tooLarge = (maxBytes: number): GatewayError =>
  new GatewayError("REQUEST_TOO_LARGE", `The body is larger than ${maxBytes} bytes, the limit of this route.`);
