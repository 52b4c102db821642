import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { expect } from "chai";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import {
  type SignMemberTokenInput,
  signMemberToken,
  TRANSPORT_TYPE,
  type VerifyMemberTokenOptions,
  verifyMemberToken,
} from "../../../node-gateway/src/identity/member-token.ts";
import { base64urlOf, bytesOfBase64url, type PublicKey, type Signer, thumbprintOf } from "../../../sdk/src/index.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { NOW_S, part } from "./token.ts";

const [SINGAPORE, ROTTERDAM] = [1, 2];
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const signer = signerOf("singapore transport");
const publicKey: PublicKey = privateKeyOf("singapore transport");
const input: SignMemberTokenInput = {
  typ: TRANSPORT_TYPE,
  issuer: SINGAPORE,
  audience: ROTTERDAM,
  jti: "AAAAAAAAAAAAAAAAAAAAAA",
  iat: NOW_S,
  exp: NOW_S + 60,
};
const options: VerifyMemberTokenOptions = {
  typ: TRANSPORT_TYPE,
  audience: ROTTERDAM,
  keyOf: async (memberId, kid) => (memberId === SINGAPORE && kid === signer.kid ? publicKey : undefined),
  nowSeconds: NOW_S,
  maxLifetimeSeconds: 120,
  clockSkewSeconds: 30,
};

const claims = { aud: "2", exp: NOW_S + 60, iat: NOW_S, iss: "1", jti: input.jti };
const header = { alg: "ES256", kid: signer.kid, typ: TRANSPORT_TYPE };
const signed = (head: string | object, body: string | object, by: Signer = signer): string => {
  const unsigned = `${part(head)}.${part(body)}`;
  return `${unsigned}.${base64urlOf(by.sign(Buffer.from(unsigned)))}`;
};
const withHeader = (more: object): string =>
  signed(Object.fromEntries(Object.entries({ ...header, ...more }).sort(([a], [b]) => (a < b ? -1 : 1))), claims);
const withClaims = (more: object): string => {
  const all = Object.entries({ ...claims, ...more }).filter(([, value]) => value !== undefined);
  return signed(header, Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))));
};
const good = (): string => signMemberToken(input, signer);
const withSignature = (change: (signature: Uint8Array) => Uint8Array): string => {
  const [head, body, signature = ""] = good().split(".");
  return `${head}.${body}.${base64urlOf(change(bytesOfBase64url(signature)))}`;
};

function highS(signature: Uint8Array): Uint8Array {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
  const high = (ORDER - s).toString(16).padStart(64, "0");
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(high, "hex")]);
}

const derOf = (key: KeyObject, token: string): string => {
  const unsigned = token.split(".").slice(0, 2).join(".");
  return `${unsigned}.${sign("sha256", Buffer.from(unsigned), key).toString("base64url")}`;
};

/** Each attack, and a word of the reason it is refused for. */
const ATTACKS: readonly (readonly [name: string, forge: () => string, reason: RegExp])[] = [
  ["is not signed (alg none)", () => `${part({ ...header, alg: "none" })}.${part(claims)}.`, /strict form/],
  ["says none and keeps the signature", () => withHeader({ alg: "none" }), /strict form/],
  ["says None", () => withHeader({ alg: "None" }), /strict form/],
  [
    "is an HMAC under the public key",
    () => {
      const unsigned = `${part({ ...header, alg: "HS256" })}.${part(claims)}`;
      return `${unsigned}.${createHmac("sha256", JSON.stringify(publicKey)).update(unsigned).digest("base64url")}`;
    },
    /strict form/,
  ],
  ["names another algorithm", () => withHeader({ alg: "RS256" }), /strict form/],
  ["brings its key (jwk)", () => withHeader({ jwk: { crv: "P-256", kty: "EC", ...publicKey } }), /strict form/],
  ["names where its key is (jku)", () => withHeader({ jku: "https://stranger.example/keys" }), /strict form/],
  ["brings a certificate (x5c)", () => withHeader({ x5c: ["AA=="] }), /strict form/],
  ["names a certificate (x5u)", () => withHeader({ x5u: "https://stranger.example/x" }), /strict form/],
  ["has an unknown crit", () => withHeader({ crit: ["b64"], b64: false }), /strict form/],
  ["has an empty crit", () => withHeader({ crit: [] }), /strict form/],
  ["is compressed (zip)", () => withHeader({ zip: "DEF" }), /strict form/],
  ["names no key", () => signed({ alg: "ES256", typ: TRANSPORT_TYPE }, claims), /strict form/],
  ["names a key that its member does not have", () => withHeader({ kid: thumbprintOf(privateKeyOf("x")) }), /key/],
  ["is of another type", () => withHeader({ typ: "sealane-envelope+jwt" }), /strict form/],
  ["is of an officer's type", () => withHeader({ typ: "at+jwt" }), /strict form/],
  ["has its type in capitals", () => withHeader({ typ: TRANSPORT_TYPE.toUpperCase() }), /strict form/],
  ["has a signature with a high s", () => withSignature(highS), /false signature/],
  ["has a zero signature", () => withSignature(() => new Uint8Array(64)), /false signature/],
  ["has a signature with a byte more", () => withSignature((it) => Buffer.concat([it, Buffer.of(0)])), /signature/],
  ["has a signature with a byte less", () => withSignature((it) => it.subarray(0, 63)), /signature/],
  [
    "has a DER signature",
    () => derOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey, good()),
    /signature/,
  ],
  ["is signed by another member's key", () => signed(header, claims, signerOf("stranger")), /false signature/],
  ["is signed by a key of its own", () => signMemberToken(input, signerOf("stranger")), /key/],
  [
    "has other claims than were signed",
    () =>
      good()
        .split(".")
        .with(1, part({ ...claims, jti: "BBBBBBBBBBBBBBBBBBBBBB" }))
        .join("."),
    /false signature/,
  ],
  ["has padding", () => `${good()}=`, /strict form/],
  ["has unused bits that are not zero", () => `${good().slice(0, -1)}${nextBits(good().at(-1))}`, /strict form/],
  ["is base64 with + and /", () => good().replace(/\.[^.]*$/, `.${"+/".repeat(43)}`), /strict form/],
  ["has a line break", () => good().replace(".", ".\n"), /strict form/],
  ["repeats a header name", () => signed(`{"alg":"ES256","alg":"ES256","kid":"${signer.kid}"}`, claims), /strict/],
  ["repeats a claim", () => signed(header, `{"aud":"2","aud":"2","exp":1}`), /strict form/],
  ["has blanks in its JSON", () => signed(header, JSON.stringify(claims, null, 1)), /strict form/],
  ["has its claims in another order", () => signed(header, { jti: "x", aud: "2" }), /strict form/],
  ["has two parts", () => good().split(".").slice(0, 2).join("."), /strict form/],
  ["has four parts", () => `${good()}.AA`, /strict form/],
  ["is empty", () => "", /strict form/],
  ["is a JWS in JSON", () => JSON.stringify({ payload: part(claims), signature: "AA" }), /strict form/],
  ["is longer than 8192 characters", () => withClaims({ more: "x".repeat(8192) }), /8192/],
  ["is without an issue time", () => withClaims({ iat: undefined }), /iat/],
  ["is without an end", () => withClaims({ exp: undefined }), /exp/],
  ["is without a jti", () => withClaims({ jti: undefined }), /jti/],
  ["is without an issuer", () => withClaims({ iss: undefined }), /iss/],
  ["is without an audience", () => withClaims({ aud: undefined }), /aud/],
  ["has a short jti", () => withClaims({ jti: "A" }), /jti/],
  ["has an end as text", () => withClaims({ exp: String(NOW_S + 60) }), /exp/],
  ["has an end that is no whole second", () => withClaims({ exp: NOW_S + 0.5 }), /exp/],
  ["has its issuer as a number", () => withClaims({ iss: 1 }), /iss/],
  ["has its issuer with a leading zero", () => withClaims({ iss: "01" }), /iss/],
  ["is of member 0", () => withClaims({ iss: "0" }), /iss/],
  ["has several audiences", () => withClaims({ aud: ["2", "3"] }), /aud/],
  ["is for another member", () => withClaims({ aud: "3" }), /another member/],
  ["is of another member's name", () => withClaims({ iss: "3" }), /key/],
  ["has nbf beside iat", () => withClaims({ nbf: NOW_S }), /nbf/],
  ["is good for too long", () => withClaims({ exp: NOW_S + 121 }), /longer than 120/],
  ["ends before it begins", () => withClaims({ exp: NOW_S - 1 }), /before it begins/],
  ["has ended", () => withClaims({ iat: NOW_S - 90, exp: NOW_S - 30 }), /ended/],
  ["is not valid yet", () => withClaims({ iat: NOW_S + 31, exp: NOW_S + 60 }), /not valid yet/],
];

/** A last character that stands for the same bytes, were unused bits not looked at. */
function nextBits(character = "A"): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters[letters.indexOf(character) + 1] ?? "";
}

describe("a member's token", () => {
  async function refusal(token: string): Promise<GatewayError> {
    try {
      await verifyMemberToken(token, options);
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
    throw new Error("The token was taken.");
  }

  it("names its member, and carries claims of its type's own", async () => {
    const token = signMemberToken({ ...input, more: { bodyHash: "ab" } }, signer);
    const { issuer, jti, iat, exp, bodyHash } = await verifyMemberToken(token, options);
    expect({ issuer, jti, iat, exp, bodyHash }).to.deep.equal({
      issuer: SINGAPORE,
      jti: input.jti,
      iat: NOW_S,
      exp: NOW_S + 60,
      bodyHash: "ab",
    });
  });

  it("is taken from one second before its clock's leeway ends to the last second of its own", async () => {
    for (const nowSeconds of [NOW_S - 30, NOW_S + 89]) {
      expect((await verifyMemberToken(good(), { ...options, nowSeconds })).issuer).to.equal(SINGAPORE);
    }
  });

  for (const [name, forge, reason] of ATTACKS) {
    it(`is refused with PEER_TOKEN_INVALID when it ${name}`, async () => {
      const error = await refusal(forge());
      expect(error.code).to.equal("PEER_TOKEN_INVALID");
      expect(error.message).to.match(reason);
    });
  }

  it("is refused whichever bit of it is flipped", async () => {
    const token = good();
    for (let at = 0; at < token.length; at++) {
      const flipped = String.fromCharCode(token.charCodeAt(at) ^ 1);
      expect((await refusal(token.slice(0, at) + flipped + token.slice(at + 1))).code).to.equal("PEER_TOKEN_INVALID");
    }
  });

  it("is refused for its size and claims before anybody's key is looked for", async () => {
    let asked = 0;
    const counting = { ...options, keyOf: async () => void asked++ };
    for (const token of [withClaims({ more: "x".repeat(8192) }), withClaims({ aud: "3" })]) {
      await verifyMemberToken(token, counting as never).catch(() => undefined);
    }
    expect(asked).to.equal(0);
  });

  it("never shows up in the message that refuses it", async () => {
    for (const [, forge] of ATTACKS) {
      const token = forge();
      if (token.length > 20) expect((await refusal(token)).message).not.to.include(token.slice(0, 20));
    }
  });
});
