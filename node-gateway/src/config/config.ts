import { z } from "zod";
import { BLOB_SCHEMES } from "../blobs/open-blob-store.ts";
import { SCOPE_NAMES } from "../identity/scopes.ts";
import { hasSecureOrigin, isLoopbackHost } from "./addresses.ts";
import { databaseUrlFault } from "./database-url.ts";
import { isNetwork } from "./networks.ts";
import { webhooks } from "./webhooks.ts";

const MIB = 1024 * 1024;
const text = z.string().min(1).max(4096);
const count = (min: number, max: number) => z.int().min(min).max(max);
const url = z.url({ protocol: /^https?$/ });

/** A program that may ask the embedded issuer for a token. The secret is random, so its SHA-256 is stored, not a slow hash. */
const client = z.strictObject({
  id: z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,100}$/, "Expected 1 to 100 visible ASCII characters without a colon."),
  secretSha256: z.string().regex(/^[0-9a-f]{64}$/, "Expected the SHA-256 of the secret in lower-case hexadecimal."),
  scopes: z.array(z.enum(SCOPE_NAMES)),
});

/** Either the passphrase or the file that holds it, so that it need not stand in the environment. */
const keystore = z
  .strictObject({ path: text, passphrase: text.optional(), passphraseFile: text.optional() })
  .refine((it) => (it.passphrase === undefined) !== (it.passphraseFile === undefined), {
    path: ["passphrase"],
    message: "Give the passphrase or the file that holds it, and only one of them.",
    when: () => true, // Also told when something else is wrong: every fault at once saves a start for each.
  });

const oidc = z
  .strictObject({
    issuer: url.optional(),
    audience: text.default("sealane"),
    embedded: z.boolean().default(false),
    clients: z.array(client).default([]),
  })
  .refine((it) => it.embedded || it.issuer !== undefined, {
    path: ["issuer"],
    message: "Expected the issuer of the officers' tokens.",
  })
  .refine((it) => it.embedded || it.clients.length === 0, {
    path: ["clients"],
    message: "Only the embedded issuer has clients of its own.",
  })
  .refine((it) => it.issuer === undefined || hasSecureOrigin(it.issuer), {
    path: ["issuer"],
    message: "Tokens of an issuer on plain http can be forged on the way; plain http is for loopback only.",
  });

/** Where sealed blobs are kept: files in the data directory by default, or a Kubo node's RPC with its bearer token. */
const blobs = z
  .strictObject({
    url: z
      .url()
      .refine((it) => URL.canParse(it) && BLOB_SCHEMES.includes(new URL(it).protocol), "Expected file: or a Kubo URL.")
      .refine(
        (it) => !/^[^/]*\/\/[^/]*@/.test(it),
        "Expected a URL without credentials: the token has its own setting.",
      )
      .optional(),
    token: z.string().min(1).max(4096).optional(),
  })
  .refine((it) => it.token === undefined || !(it.url ?? "file:").startsWith("file:"), {
    path: ["token"],
    message: "Files take no token.",
  });

/** A file in the data directory by default; else where it is, or the file that holds that, since a password is in it. */
const database = z
  .strictObject({
    url: text
      .check(({ value, issues }) => {
        const message = databaseUrlFault(value);
        if (message !== undefined) issues.push({ code: "custom", input: null, message });
      })
      .optional(),
    urlFile: text.optional(),
  })
  .refine((it) => it.url === undefined || it.urlFile === undefined, {
    path: ["url"],
    message: "Give the URL or the file that holds it, and not both.",
  });

/** Which addresses that came from outside may be called: those of partners, and of the member's own webhooks. */
const outbound = z.strictObject({
  allowLoopback: z.boolean().default(false),
  allowedNetworks: z
    .array(z.string().refine(isNetwork, "Expected a network in CIDR notation, such as 10.20.0.0/16."))
    .max(64)
    .default([]),
});

/** How long each seed of lane draws counts, up to what the registry of seeds takes; a gateway that is told none draws none. */
const draws = z.strictObject({ periodSeconds: count(10, 93 * 86_400).optional() });

const limits = z.strictObject({
  jsonBytes: count(1024, 64 * MIB).default(MIB),
  originalBytes: count(1024, 64 * MIB).default(64 * MIB),
  dossierBytes: count(1024, 1024 * MIB).default(100 * MIB),
  headersTimeoutMs: count(100, 600_000).default(10_000),
  requestTimeoutMs: count(1000, 3_600_000).default(120_000),
  drainTimeoutMs: count(0, 600_000).default(10_000),
});

/**
 * Everything a gateway is told. There is no TLS here on purpose: certificates, their renewal and cipher policy belong to
 * the reverse proxy in front, which every member already runs; the gateway listens on loopback unless told otherwise.
 */
export const configSchema = z
  .strictObject({
    memberId: count(1, 0xffffffff),
    dataDir: text,
    codesDir: text.optional(),
    listen: z.strictObject({ host: text.default("127.0.0.1"), port: count(0, 65535).default(8710) }).prefault({}),
    chain: z.strictObject({
      rpcUrls: z.array(url).min(1).max(32),
      chainId: count(1, Number.MAX_SAFE_INTEGER),
      directory: z.string().regex(/^0x[0-9a-fA-F]{40}$/, "Expected 0x and 40 hexadecimal characters."),
    }),
    keystore,
    oidc,
    blobs: blobs.prefault({}),
    database: database.prefault({}),
    outbound: outbound.prefault({}),
    webhooks: webhooks.default([]),
    draws: draws.prefault({}),
    metricsToken: z.string().min(16).max(4096).optional(),
    limits: limits.prefault({}),
    logLevel: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    names: z.record(z.string().regex(/^[1-9][0-9]{0,9}$/), z.string().min(1).max(200)).default({}),
  })
  .refine((it) => !it.oidc.embedded || isLoopbackHost(it.listen.host), {
    path: ["listen", "host"],
    message: "The embedded issuer is for one machine: it needs a loopback host.",
  })
  .refine((it) => !it.oidc.embedded || it.oidc.issuer !== undefined || it.listen.port !== 0, {
    path: ["listen", "port"],
    message: "The embedded issuer is named after host and port, so the port must be given.",
  });

type Judged = z.output<typeof configSchema>;

/** The configuration, complete: the secrets are there, wherever they were given. */
export interface Config extends Omit<Judged, "keystore" | "database"> {
  /** Undefined for a file in the data directory. */
  readonly database: { readonly url?: string | undefined };
  readonly keystore: { readonly path: string; readonly passphrase: string };
}

export type { Webhook } from "./webhooks.ts";

export type Limits = Config["limits"];
export type IssuerClient = Config["oidc"]["clients"][number];
