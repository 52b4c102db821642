import { createHmac } from "node:crypto";
import { expect } from "chai";
import { exportSPKI } from "jose";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { officerOf } from "../../../node-gateway/src/identity/officer.ts";
import { base64urlOf, bytesOfBase64url } from "../../../sdk/src/index.ts";
import { goodClaims, ISSUER, identityOf, makeKey, NOW_S, part, type TestKey, tokenOf } from "./token.ts";

describe("an officer's token", () => {
  let key: TestKey;
  before(async () => {
    key = await makeKey("ES256", "k1");
  });

  const judge = (token: string) => officerOf(identityOf(key), `Bearer ${token}`);

  async function refusal(authorization: string | undefined): Promise<GatewayError> {
    try {
      await officerOf(identityOf(key), authorization);
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
    throw new Error("The token was taken.");
  }

  it("names the officer and the scopes that this gateway knows", async () => {
    const officer = await judge(await tokenOf(key));
    expect(officer.subject).to.equal("singapore-officer");
    expect(officer.issuer).to.equal(ISSUER);
    expect([...officer.scopes]).to.deep.equal(["documents:read", "verify"]);
  });

  for (const alg of ["ES256", "RS256", "PS256", "EdDSA"]) {
    it(`is taken when it is signed with ${alg}`, async () => {
      const other = await makeKey(alg, "k2");
      expect((await officerOf(identityOf(other), `Bearer ${await tokenOf(other)}`)).subject).to.equal(
        "singapore-officer",
      );
    });
  }

  for (const [form, claims] of [
    ["scp as a list", { scope: undefined, scp: ["verify"] }],
    ["scp as text", { scope: undefined, scp: "verify" }],
    ["several audiences", { aud: ["other", "sealane"] }],
    ["an end less than a minute ago", { exp: NOW_S - 59 }],
    ["an issue less than a minute ahead", { iat: NOW_S + 60 }],
  ] as const) {
    it(`is taken with ${form}`, async () => {
      expect((await judge(await tokenOf(key, claims))).scopes.has("verify")).to.equal(true);
    });
  }

  for (const typ of [undefined, "JWT", "at+jwt", "application/at+jwt"]) {
    it(`is taken with typ ${typ}`, async () => {
      expect((await judge(await tokenOf(key, {}, { typ }))).subject).to.equal("singapore-officer");
    });
  }

  const CLAIMS: [string, object][] = [
    ["of another issuer", { iss: `${ISSUER}/` }],
    ["for another audience", { aud: "elsewhere" }],
    ["that has ended", { exp: NOW_S - 60 }],
    ["that is not valid yet", { iat: NOW_S + 61 }],
    ["whose nbf is ahead", { nbf: NOW_S + 61 }],
    ["that is valid for longer than a day", { exp: NOW_S + 86_391 }],
    ["with an end that is text", { exp: String(NOW_S + 60) }],
    ["with an empty subject", { sub: "" }],
    ...["iss", "aud", "exp", "iat", "sub"].map((name): [string, object] => [`without ${name}`, { [name]: undefined }]),
  ];
  for (const [name, claims] of CLAIMS) {
    it(`is refused with AUTH_INVALID when it is one ${name}`, async () => {
      expect((await refusal(`Bearer ${await tokenOf(key, claims)}`)).code).to.equal("AUTH_INVALID");
    });
  }

  const HEADERS: [string, object][] = [
    ["without kid", { kid: undefined }],
    ["with an unknown kid", { kid: "k9" }],
    ["with its own jwk", { jwk: { kty: "EC" } }],
    ["with jku", { jku: "https://evil.example/jwks" }],
    ["with x5c", { x5c: ["AA=="] }],
    ["with x5u", { x5u: "https://evil.example" }],
    ["of the type of an id of another thing", { typ: "sealane-statement+jwt" }],
  ];
  for (const [name, header] of HEADERS) {
    it(`is refused with AUTH_INVALID ${name} in its header`, async () => {
      expect((await refusal(`Bearer ${await tokenOf(key, {}, header)}`)).code).to.equal("AUTH_INVALID");
    });
  }

  it("is refused with AUTH_INVALID when it is signed with a key's public half as HMAC secret", async () => {
    const unsigned = `${part({ alg: "HS256", kid: "k1" })}.${part(goodClaims())}`;
    const mac = createHmac("sha256", await exportSPKI(key.publicKey))
      .update(unsigned)
      .digest("base64url");
    expect((await refusal(`Bearer ${unsigned}.${mac}`)).code).to.equal("AUTH_INVALID");
  });

  const FORGED: [string, (token: string) => string][] = [
    ["is not signed (alg none)", () => `${part({ alg: "none", kid: "k1" })}.${part(goodClaims())}.`],
    ["has crit", (it) => withHead(it, { alg: "ES256", kid: "k1", crit: ["exp"], exp: 1 })],
    ["has an empty crit", (it) => withHead(it, { alg: "ES256", kid: "k1", crit: [] })],
    ["is compressed (zip)", (it) => withHead(it, { alg: "ES256", kid: "k1", zip: "DEF" })],
    ["says its payload is not encoded (b64)", (it) => withHead(it, { alg: "ES256", kid: "k1", b64: false })],
    ["says None", (it) => withHead(it, { alg: "None", kid: "k1" })],
    ["names another algorithm than its key's", (it) => withHead(it, { alg: "RS256", kid: "k1" })],
    ["repeats a claim", (it) => it.split(".").with(1, part('{"iss":"a","iss":"b"}')).join(".")],
    ["has a zero signature", (it) => withSignature(it, () => new Uint8Array(64))],
    ["has a signature with a byte more", (it) => withSignature(it, (bytes) => Buffer.concat([bytes, Buffer.of(0)]))],
    ["has a signature with a byte less", (it) => withSignature(it, (bytes) => bytes.subarray(0, 63))],
    [
      "has unused bits that are not zero",
      (it) => it.slice(0, -1) + String.fromCharCode(it.charCodeAt(it.length - 1) + 1),
    ],
    ["repeats a header name", (it) => withHead(it, '{"alg":"ES256","alg":"ES256","kid":"k1"}')],
    ["has padding", (it) => `${it}=`],
    ["has a blank", (it) => it.replace(".", ". ")],
    ["has two parts", (it) => it.split(".").slice(0, 2).join(".")],
    ["has four parts", (it) => `${it}.AA`],
    ["is longer than 8192 characters", (it) => it + "A".repeat(8192)],
    ["has a header that is no JSON", (it) => withHead(it, "nonsense")],
    ["has a header that is a list", (it) => withHead(it, "[]")],
    [
      "has other claims than were signed",
      (it) =>
        it
          .split(".")
          .with(1, part({ ...goodClaims(), sub: "stranger" }))
          .join("."),
    ],
  ];
  for (const [name, forge] of FORGED) {
    it(`is refused with AUTH_INVALID when it ${name}`, async () => {
      expect((await refusal(`Bearer ${forge(await tokenOf(key))}`)).code).to.equal("AUTH_INVALID");
    });
  }

  it("is refused with AUTH_INVALID whichever character of the signature is changed", async () => {
    const token = await tokenOf(key);
    const start = token.lastIndexOf(".") + 1;
    for (let i = start; i < token.length; i++) {
      const other = token[i] === "A" ? "B" : "A";
      const { code } = await refusal(`Bearer ${token.slice(0, i)}${other}${token.slice(i + 1)}`);
      expect(code).to.equal("AUTH_INVALID");
    }
  });

  it("is taken with s in either half of the order: issuers write both (RFC 7518 §3.4), and nothing here goes by a token's bytes", async () => {
    expect((await judge(withSignature(await tokenOf(key), turnS))).subject).to.equal("singapore-officer");
  });

  it("is missing with AUTH_MISSING, and under another scheme refused with AUTH_INVALID", async () => {
    expect((await refusal(undefined)).code).to.equal("AUTH_MISSING");
    for (const other of ["", "Basic YTpi", "Bearer", "Bearer ", "Bearer a b"]) {
      expect((await refusal(other)).code, other).to.equal("AUTH_INVALID");
    }
  });

  it("is never repeated in the refusal", async () => {
    const token = await tokenOf(key, { iss: "https://s3cret.example" });
    expect((await refusal(`Bearer ${token}`)).message).not.to.include("s3cret");
  });
});

function withHead(token: string, header: string | object): string {
  return token.split(".").with(0, part(header)).join(".");
}

function withSignature(token: string, change: (signature: Uint8Array) => Uint8Array): string {
  const parts = token.split(".");
  return parts.with(2, base64urlOf(change(bytesOfBase64url(parts[2] ?? "")))).join(".");
}

/** The other signature of the same content and key: s in the other half of the order. */
function turnS(signature: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
  return Buffer.concat([signature.subarray(0, 32), Buffer.from((order - s).toString(16).padStart(64, "0"), "hex")]);
}
