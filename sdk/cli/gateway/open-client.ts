import { type Client, createClient, tokenSource } from "../../client/index.ts";
import { CliError } from "../errors.ts";
import { readSecret } from "../files/read-file.ts";
import type { Io } from "../io.ts";

export interface GatewayOptions {
  readonly gateway?: string;
  readonly "token-file"?: string;
}

/**
 * The gateway that was named, as an origin.
 * @throws CliError USAGE_INVALID when there is none, or when it would be asked over plain http across a network.
 */
export function gatewayUrlOf(options: GatewayOptions, io: Io): string {
  const url = options.gateway ?? io.env["SEALANE_URL"];
  if (!url) throw new CliError("USAGE_INVALID", "Say which gateway: --gateway URL, or SEALANE_URL.");
  requireSecure(url, "The gateway");
  return url.replace(/\/+$/, "");
}

/**
 * A client of the gateway that was named, with the officer's credentials.
 * @throws CliError USAGE_INVALID, CREDENTIALS_MISSING, FILE_NOT_READABLE, FILE_EXPOSED; ClientError.
 */
export async function openClient(options: GatewayOptions, io: Io): Promise<Client> {
  const gatewayUrl = gatewayUrlOf(options, io);
  return createClient({ gatewayUrl, token: await credentialOf(gatewayUrl, options, io) });
}

async function credentialOf(url: string, options: GatewayOptions, io: Io): Promise<() => string | Promise<string>> {
  const file = options["token-file"];
  const token = file === undefined ? io.env["SEALANE_TOKEN"] : await readSecret(file, io);
  if (token) return () => token;
  const [clientId, clientSecret] = [io.env["SEALANE_CLIENT_ID"], io.env["SEALANE_CLIENT_SECRET"]];
  if (!clientId || !clientSecret) {
    throw new CliError(
      "CREDENTIALS_MISSING",
      "Give a token: --token-file FILE, SEALANE_TOKEN, or SEALANE_CLIENT_ID and SEALANE_CLIENT_SECRET.",
    );
  }
  const { issuer } = await createClient({ gatewayUrl: url, token: () => "" }).describeGateway();
  requireSecure(issuer, "The gateway's issuer");
  return tokenSource({ issuer, clientId, clientSecret });
}

/** A token sent in the clear is anybody's; plain http is for this machine only. */
function requireSecure(url: string, what: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(parsed?.hostname ?? "");
  if (parsed?.protocol === "https:" || (parsed?.protocol === "http:" && isLocal)) return;
  throw new CliError("USAGE_INVALID", `${what} must be an https URL; plain http is for this machine only.`);
}
