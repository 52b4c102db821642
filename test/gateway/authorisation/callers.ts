import { createEs256Signer, hexOf, type Signer, sha256, thumbprintOf } from "@sealane/sdk";
import type { Access, Route } from "../../../node-gateway/src/http/route.ts";
import { signMemberToken, TRANSPORT_TYPE } from "../../../node-gateway/src/identity/member-token.ts";
import { SCOPE_NAMES, type Scope } from "../../../node-gateway/src/identity/scopes.ts";
import { makeP256 } from "../../../node-gateway/src/keys/make-secrets.ts";
import { type MemberAction, memberAction } from "../../../node-gateway/src/usecases/member-action.ts";
import type { Reader } from "../../support/gateway/readers.ts";
import { type Call, callOf, peerToken, type Stage, send } from "./stage.ts";

/** How a route's door is kept: for officers by one scope. */
type Door = "public" | "metrics" | "peer" | "officer";
/** Let in, or the code of the refusal. */
type AtDoor = "in" | "AUTH_MISSING" | "AUTH_INVALID" | "AUTH_SCOPE_MISSING" | `PEER_${string}`;

export const doorOf = (access: Access): Door =>
  access === "public" || access === "metrics" || access === "peer" ? access : "officer";

/** Somebody who knocks at every route of the owner's gateway. To add one, add a row. */
export interface Caller {
  readonly name: string;
  /** Why it is let in or not. */
  readonly why: string;
  at(route: Route): AtDoor;
  /** Its Authorization header for a call; empty for none. */
  shows(call: Call): string | Promise<string>;
  readonly headers?: Readonly<Record<string, string>>;
}

type Bars = Readonly<Record<Exclude<Door, "public">, AtDoor>>;
/** Public routes ask nobody who calls; metrics are for this machine, whatever it shows. */
const barred =
  (bars: Partial<Bars>) =>
  ({ access }: Route): AtDoor =>
    ({ public: "in", metrics: "in", peer: "PEER_TOKEN_INVALID", officer: "AUTH_INVALID", ...bars })[
      doorOf(access)
    ] as AtDoor;

/** Everybody who is no member's gateway. */
export async function nobodiesAndOfficers({ members }: Stage): Promise<Caller[]> {
  const { owner, reader } = members;
  const bearer = async (...scopes: Scope[]) => `Bearer ${await owner.server.tokenWith(...scopes)}`;
  const [none, all, foreign] = [
    await bearer(),
    await bearer(...SCOPE_NAMES),
    await reader.server.tokenWith(...SCOPE_NAMES),
  ];
  const proxied = { "x-forwarded-for": "203.0.113.9" };
  const missing = { officer: "AUTH_MISSING", peer: "AUTH_MISSING" } as const;
  const scoped = await Promise.all(
    SCOPE_NAMES.map(async (scope): Promise<Caller> => {
      const token = await bearer(scope);
      const at = (route: Route): AtDoor =>
        barred({ officer: route.access === scope ? "in" : "AUTH_SCOPE_MISSING" })(route);
      return {
        name: `an officer who may ${scope}`,
        why: "a scope opens its own routes and no other",
        at,
        shows: () => token,
      };
    }),
  );
  return [
    { name: "nobody", why: "who shows nothing sees what is public", at: barred(missing), shows: () => "" },
    {
      ...{ name: "nobody, through a proxy", why: "figures are for this machine, not for whom a proxy lets through" },
      ...{ at: barred({ ...missing, metrics: "AUTH_MISSING" }), shows: () => "", headers: proxied },
    },
    { name: "a forger", why: "nobody signed the token", at: barred({}), shows: () => "Bearer e30.e30.AAAA" },
    {
      name: "another scheme",
      why: "only bearer tokens are taken",
      at: barred({}),
      shows: () => "Basic b3duZXI6b3duZXI=",
    },
    {
      name: "another member's officer",
      why: "another issuer's officers are strangers",
      at: barred({}),
      shows: () => `Bearer ${foreign}`,
    },
    {
      name: "an officer without scope",
      why: "a scope is needed",
      at: barred({ officer: "AUTH_SCOPE_MISSING" }),
      shows: () => none,
    },
    {
      name: "an officer of every scope",
      why: "no scope makes an officer a gateway",
      at: barred({ officer: "in" }),
      shows: () => all,
    },
    ...scoped,
  ];
}

/** Gateways of members, and what passes itself off as one. */
export async function gateways(stage: Stage): Promise<Caller[]> {
  const { owner, reader, trader, auditor, carrier } = stage.members;
  const suspended = await stage.admit("stranger");
  const [ended, stolen] = [makeP256(), makeP256()];
  for (const key of [ended, stolen]) await addKey(carrier, key);
  await tellKey(carrier, { action: "endKey", kid: thumbprintOf(ended) });
  const compromisedSinceSeconds = carrier.clock.now() - 100;
  await tellKey(carrier, { action: "declareKeyCompromised", kid: thumbprintOf(stolen), compromisedSinceSeconds });
  await stage.network.registrar("suspend", suspended.gateway.memberId);
  await stage.sync();
  const let_in = barred({ peer: "in" });
  const from = (name: string, why: string, member: Reader): Caller => ({
    ...{ name, why, at: let_in, shows: (call) => peerToken(member, owner, call) },
  });
  const forged = (name: string, why: string, claims: Claims): Caller => ({
    ...{ name, why, at: barred({}), shows: (call) => forge(reader, owner, { call, ...claims }) },
  });
  const otherCall: Call = { method: "GET", path: "/peer/v1/other", body: new Uint8Array(), headers: {} };
  const hello = callOf({ method: "get", path: "/peer/v1/hello", body: undefined } as Route, {});
  return [
    from("an agency's gateway", "members speak to each other", reader),
    from("a trader's gateway", "members speak to each other, of whatever role", trader),
    from("an auditor's gateway", "members speak to each other, of whatever role", auditor),
    from("a carrier's gateway", "members speak to each other, of whatever role", carrier),
    {
      ...{ name: "a suspended member's gateway", why: "it is told so, and nothing else" },
      ...{ at: barred({ peer: "PEER_SUSPENDED" }), shows: (call) => peerToken(suspended, owner, call) },
    },
    forged("a stranger's gateway", "the chain knows no such member", {
      issuer: 99,
      signer: createEs256Signer(makeP256()),
    }),
    forged("a gateway in a member's name", "its key is not the member's", { signer: createEs256Signer(makeP256()) }),
    forged("a key that ended", "a key speaks as long as it is valid", {
      issuer: carrier.gateway.memberId,
      signer: createEs256Signer(ended),
    }),
    forged("a stolen key", "a thief dates as he likes", {
      issuer: carrier.gateway.memberId,
      signer: createEs256Signer(stolen),
    }),
    forged("a statement key", "a key is for its use", { signer: reader.gateway.keys.statement }),
    forged("a token for another member", "it was shown to somebody else", { audience: trader.gateway.memberId }),
    forged("a token for another call", "a token is bound to its call", { call: otherCall }),
    forged("a token of long life", "what is good for long can be stolen for long", { lifeSeconds: 3_600 }),
    forged("a token of yesterday", "it is over", { ageSeconds: 90_000 }),
    {
      ...{ name: "a token that was used", why: "a token is good once", at: barred({ peer: "PEER_TOKEN_REPLAYED" }) },
      shows: async (call) => {
        const token = peerToken(reader, owner, call.path.startsWith("/peer/") ? call : hello);
        await send(owner, call.path.startsWith("/peer/") ? call : hello, token);
        return token;
      },
    },
  ];
}

interface Claims {
  readonly issuer?: number;
  readonly audience?: number;
  readonly signer?: Signer;
  readonly call?: Call;
  readonly lifeSeconds?: number;
  readonly ageSeconds?: number;
}

let drawn = 0;

function forge(from: Reader, to: Reader, it: Claims & { readonly call: Call }): string {
  const iat = from.gateway.clock() - (it.ageSeconds ?? 0);
  drawn += 1;
  const token = signMemberToken(
    {
      typ: TRANSPORT_TYPE,
      issuer: it.issuer ?? from.gateway.memberId,
      audience: it.audience ?? to.gateway.memberId,
      jti: `${"F".repeat(20)}${drawn}`,
      ...{ iat, exp: iat + (it.lifeSeconds ?? 60) },
      more: { htm: it.call.method, htu: it.call.path, bodySha256: hexOf(sha256(it.call.body)) },
    },
    it.signer ?? from.gateway.keys.transport,
  );
  return `Bearer ${token}`;
}

async function addKey(member: Reader, { x, y }: { readonly x: string; readonly y: string }): Promise<void> {
  const validFromSeconds = (await member.gateway.chain.head()).timeSeconds - 1_000;
  const validity = { validFromSeconds, validUntilSeconds: validFromSeconds + 1_000_000 };
  await tellKey(member, { action: "addKey", use: "transport", x, y, ...validity });
}

async function tellKey(member: Reader, change: MemberAction): Promise<void> {
  drawn += 1;
  await memberAction(member.gateway, { actor: "operator", idempotencyKey: `key-${drawn}`, change });
  await member.settle();
}
