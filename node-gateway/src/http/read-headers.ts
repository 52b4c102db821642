import type { IncomingMessage } from "node:http";
import { parseJson } from "@sealane/sdk";
import { z } from "zod";
import { GatewayError } from "../errors.ts";
import { judge } from "./judge.ts";

/** Key of a request that changes something: chosen by the caller, so that repeating the request is harmless. */
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** @throws GatewayError IDEMPOTENCY_KEY_INVALID when it is missing, repeated or of another form. */
export function readIdempotencyKey(request: IncomingMessage): string {
  const judged = idempotencyKeySchema.safeParse(request.headers["idempotency-key"]);
  if (judged.success) return judged.data;
  throw new GatewayError("IDEMPOTENCY_KEY_INVALID", "Send an Idempotency-Key of 1 to 128 visible ASCII characters.");
}

/**
 * The JSON in the header `Sealane-Metadata`, an empty object without it. Headers are ASCII: other characters stand as
 * JSON escapes.
 * @throws RequestInvalid, SdkError JSON_*
 */
export function readMetadata<S extends z.ZodType>(request: IncomingMessage, schema: S): z.output<S> {
  const text = request.headers["sealane-metadata"];
  if (typeof text === "string" && !/^[\x20-\x7e]*$/.test(text)) {
    throw new GatewayError("REQUEST_INVALID", "Sealane-Metadata is not ASCII; write other characters as \\u escapes.");
  }
  return judge(schema, typeof text === "string" ? parseJson(text) : {}, "Sealane-Metadata");
}
