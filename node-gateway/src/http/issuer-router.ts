import express, { type Request, type Response, Router } from "express";
import { EMBEDDED_LIFETIME_S, type EmbeddedIssuer, scopesFor } from "../identity/embedded-issuer.ts";
import { SCOPE_NAMES } from "../identity/scopes.ts";

/** Discovery, keys and tokens of the embedded issuer (OpenID Connect Discovery §4, RFC 6749 §4.4). */
export function issuerRouter(issuer: EmbeddedIssuer): Router {
  const base = issuer.name.replace(/\/$/, "");
  const metadata = {
    issuer: issuer.name,
    jwks_uri: `${base}/oidc/jwks`,
    token_endpoint: `${base}/oidc/token`,
    grant_types_supported: ["client_credentials"],
    response_types_supported: ["token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    scopes_supported: SCOPE_NAMES,
  };
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/.well-known/openid-configuration", (_request, response) => void response.json(metadata));
  router.get("/oidc/jwks", (_request, response) => void response.json(issuer.jwks));
  const form = express.urlencoded({ extended: false, limit: 8192, parameterLimit: 16 });
  router.post("/oidc/token", form, (request, response) => answerToken(issuer, request, response));
  return router;
}

async function answerToken(issuer: EmbeddedIssuer, request: Request, response: Response): Promise<void> {
  const form: Readonly<Record<string, unknown>> = request.body ?? {};
  const refuse = (status: number, error: string) => void response.status(status).json({ error });
  if (form["grant_type"] !== "client_credentials") return refuse(400, "unsupported_grant_type");
  const { id, secret } = credentialsOf(request.headers.authorization, form);
  const client = issuer.clientOf(id, secret);
  if (client === undefined) {
    response.set("www-authenticate", 'Basic realm="sealane"');
    return refuse(401, "invalid_client");
  }
  const requested = form["scope"];
  const scopes = scopesFor(client, typeof requested === "string" ? requested : undefined);
  if (scopes === undefined) return refuse(400, "invalid_scope");
  response.json({
    access_token: await issuer.mint(client.id, scopes),
    token_type: "Bearer",
    expires_in: EMBEDDED_LIFETIME_S,
    scope: scopes.join(" "),
  });
}

function credentialsOf(authorization: string | undefined, form: Readonly<Record<string, unknown>>) {
  const basic = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? "")?.[1];
  if (basic === undefined) return { id: String(form["client_id"] ?? ""), secret: String(form["client_secret"] ?? "") };
  const [id = "", ...rest] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return { id, secret: rest.join(":") };
}
