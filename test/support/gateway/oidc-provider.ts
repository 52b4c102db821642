import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type AdapterFactory, type AdapterPayload, type Configuration } from "oidc-provider";
import { SCOPE_NAMES } from "../../../node-gateway/src/identity/scopes.ts";

/** An OpenID provider that is none of ours, on loopback: how an agency's own issuer behaves. */
export interface ForeignIssuer {
  readonly issuer: string;
  /** How often its key set was asked for. */
  readonly asked: { keys: number };
  /** A token by client credentials (RFC 6749 §4.4); of another audience, or with another lifetime, if it is said so. */
  tokenWith(scope: string, given?: { audience?: "sealane" | "elsewhere"; lifetimeS?: number }): Promise<string>;
  /** A token by authorization code with PKCE (RFC 7636), as a person's browser gets it. */
  tokenOfOfficer(scope: string): Promise<string>;
  /** Signs with a new key from now on; the one before stays published. */
  rotate(): Promise<void>;
  /** Stops answering, as a server that is overloaded; `up` answers again. */
  down(): void;
  up(): void;
  stop(): void;
}

const CLIENT = { id: "customs-system", secret: "a secret of the customs system" };
const BROWSER = { id: "customs-browser", redirect: "https://console.example/back" };
const OFFICER = "rotterdam-officer";
const LIFETIMES_S = { AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 };
const RESOURCES = { sealane: "https://gateway.example/", elsewhere: "https://tax.example/" } as const;

export async function startForeignIssuer(): Promise<ForeignIssuer> {
  const asked = { keys: 0 };
  const keys = [await makeKey("k1")];
  let isDown = false;
  let lifetimeS = 600;
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => {};
  const server = createServer((request, response) => {
    if (isDown) return void response.writeHead(503).end();
    if (request.url === "/jwks") asked.keys++;
    answer(request, response);
  });
  const issuer = await listen(server);
  const provide = () => {
    const provider = new Provider(
      issuer,
      configurationOf(keys, () => lifetimeS),
    );
    provider.on("server_error", (_context: unknown, error: Error) => console.error(error));
    const callback = provider.callback();
    answer = (request, response) =>
      request.url?.startsWith("/interaction/")
        ? provider.interactionFinished(request, response, { login: { accountId: OFFICER } })
        : callback(request, response);
  };
  provide();
  return {
    issuer,
    asked,
    tokenWith: async (scope, given = {}) => {
      lifetimeS = given.lifetimeS ?? 600;
      const form = { grant_type: "client_credentials", scope, resource: RESOURCES[given.audience ?? "sealane"] };
      return askToken(
        issuer,
        form,
        `Basic ${btoa(`${encodeURIComponent(CLIENT.id)}:${encodeURIComponent(CLIENT.secret)}`)}`,
      );
    },
    tokenOfOfficer: (scope) => signIn(issuer, scope),
    rotate: async () => {
      keys.unshift(await makeKey(`k${keys.length + 1}`));
      provide();
    },
    down: () => {
      isDown = true;
    },
    up: () => {
      isDown = false;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function makeKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: "ES256", use: "sig" };
}

function configurationOf(keys: readonly JWK[], lifetimeS: () => number): Configuration {
  const audienceOf = (resource: string) => (resource === RESOURCES.sealane ? "sealane" : "elsewhere");
  return {
    jwks: { keys: [...keys] as never },
    cookies: { keys: ["only for tests"] },
    scopes: ["openid"],
    adapter: keepIn(new Map()),
    ttl: { ...LIFETIMES_S, ClientCredentials: lifetimeS, AccessToken: lifetimeS },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: "ES256",
      },
      {
        client_id: BROWSER.id,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        redirect_uris: [BROWSER.redirect],
        id_token_signed_response_alg: "ES256",
      },
    ],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // The agency's policy in the place of a consent screen: officers get what they ask for.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: BROWSER.id, accountId: OFFICER });
      grant.addOIDCScope("openid");
      grant.addResourceScope(RESOURCES.sealane, SCOPE_NAMES.join(" "));
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCES.sealane,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: SCOPE_NAMES.join(" "),
          audience: audienceOf(resource),
          accessTokenFormat: "jwt",
          accessTokenTTL: lifetimeS(),
          jwt: { sign: { alg: "ES256" } },
        }),
      },
    },
  };
}

/** The provider's store: what it writes, by model and id. */
function keepIn(store: Map<string, AdapterPayload>): AdapterFactory {
  return (model) => {
    const find = async (id: string) => store.get(`${model} ${id}`);
    const destroy = async (id: string) => void store.delete(`${model} ${id}`);
    return {
      upsert: async (id, payload) => void store.set(`${model} ${id}`, payload),
      find,
      findByUid: async (uid) => [...store.values()].find((it) => it.uid === uid && it.kind === model),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = await find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy,
      revokeByGrantId: async (grantId) => {
        for (const [key, { grantId: of }] of store) if (of === grantId) store.delete(key);
      },
    };
  };
}

async function askToken(issuer: string, form: Record<string, string>, authorization?: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams(form),
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (answer.access_token === undefined) throw new Error(`No token: ${JSON.stringify(answer)}`);
  return answer.access_token;
}

/** What a browser does: follows the redirects with its cookies until they lead back to the console, then trades the code. */
async function signIn(issuer: string, scope: string): Promise<string> {
  const verifier = "a-verifier-of-at-least-forty-three-characters";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client_id: BROWSER.id,
    response_type: "code",
    redirect_uri: BROWSER.redirect,
    scope: `openid ${scope}`,
    resource: RESOURCES.sealane,
    code_challenge: Buffer.from(digest).toString("base64url"),
    code_challenge_method: "S256",
  });
  const jar = new Map<string, string>();
  let at = `${issuer}/auth?${query}`;
  for (let step = 0; step < 10 && at.startsWith(issuer); step++) {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    at = new URL(response.headers.get("location") ?? "", at).href;
  }
  const code = new URL(at).searchParams.get("code");
  if (code === null) throw new Error(`No code: ${at}`);
  const form = { grant_type: "authorization_code", code, redirect_uri: BROWSER.redirect, client_id: BROWSER.id };
  return askToken(issuer, { ...form, code_verifier: verifier, resource: RESOURCES.sealane });
}
