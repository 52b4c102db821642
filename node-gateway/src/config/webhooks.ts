import { z } from "zod";
import { EVENT_TYPE_NAMES } from "../events/event-types.ts";
import { secretBytes } from "../events/sign-webhook.ts";
import { hasSecureOrigin } from "./addresses.ts";

/** One of the member's own systems that is told what happens here. */
const webhook = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Expected 1 to 63 of a to z, 0 to 9 and hyphens."),
  url: z
    .string()
    .max(2048)
    .refine(hasSecureOrigin, "Events on plain http could be read and forged on the way; it is for loopback only.")
    .refine((it) => !/^[^/]*\/\/[^/]*@/.test(it), "Expected a URL without credentials: deliveries are signed."),
  secret: z.string().refine((it) => secretBytes(it) !== undefined, "Expected 24 to 64 random bytes in base64."),
  /** All by default. */
  types: z.array(z.enum(EVENT_TYPE_NAMES)).min(1).exactOptional(),
});

export const webhooks = z
  .array(webhook)
  .max(32)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "Expected a name of its own for each.");

export type Webhook = z.output<typeof webhook>;
