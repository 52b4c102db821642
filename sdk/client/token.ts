import { ClientError } from "./client-error.ts";

export interface TokenRequest {
  /** Name of the OpenID Connect issuer, as the gateway's `/.well-known/sealane` tells it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes separated by blanks; all of the client's by default. */
  readonly scope?: string;
  readonly fetch?: typeof fetch;
}

const RENEW_BEFORE_MS = 60_000;

/** Gives an access token of the client credentials grant (RFC 6749 §4.4), kept until a minute before its end. */
export function tokenSource(request: TokenRequest): () => Promise<string> {
  let held: { readonly token: string; readonly endMs: number } | undefined;
  return async () => {
    if (held === undefined || performance.now() > held.endMs) held = await askToken(request);
    return held.token;
  };
}

async function askToken({ issuer, clientId, clientSecret, scope, fetch: given }: TokenRequest) {
  const ask = async (url: string, init: RequestInit): Promise<Record<string, unknown>> => {
    try {
      const response = await (given ?? fetch)(url, { ...init, redirect: "error", signal: AbortSignal.timeout(10_000) });
      if (response.ok) return (await response.json()) as Record<string, unknown>;
      throw new ClientError("TOKEN_REFUSED", "The issuer gives no token for these credentials.", {
        status: response.status,
      });
    } catch (cause) {
      throw cause instanceof ClientError
        ? cause
        : new ClientError("ISSUER_UNAVAILABLE", "The issuer does not answer.", { cause });
    }
  };
  const metadata = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {});
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (scope !== undefined) form.set("scope", scope);
  const answer = await ask(String(metadata["token_endpoint"]), { method: "POST", body: form });
  const lifetimeMs = Number(answer["expires_in"] ?? 0) * 1000;
  return { token: String(answer["access_token"]), endMs: performance.now() + lifetimeMs - RENEW_BEFORE_MS };
}
