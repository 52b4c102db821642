import { expect } from "chai";
import { calculateJwkThumbprint } from "jose";
import { KINDS } from "../../../sdk/src/kinds/kinds.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { isSignedBy, type Signer, thumbprintOf } from "../../../sdk/src/statement/jws.ts";
import { createEs256Signer } from "../../../sdk/src/statement/signer.ts";
import { entryOf, readStatement, type StatementClaims, signStatement } from "../../../sdk/src/statement/statement.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { seededBytes } from "../../support/seeded.ts";

const draw = seededBytes("statement");
const id = () => hexOf(draw(32));
const signer = signerOf("singapore");
const claims: StatementClaims = {
  documentId: id(),
  issuedAt: 1_760_000_000,
  issuer: 1,
  kind: "re-export-certificate",
  links: [{ documentId: id(), relation: "derivedFrom" }],
  referenceTag: id(),
  subjectTag: id(),
  tagEpoch: 1,
};
const statement = signStatement(claims, signer);
const [header, payload, signature] = statement.split(".") as [string, string, string];
const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const HEADER = { alg: "ES256", kid: signer.kid, typ: "sealane-statement+jwt" };
const PAYLOAD = JSON.parse(Buffer.from(payload, "base64url").toString());

describe("A statement", () => {
  it("reads back as what was claimed, signed by the key it names", () => {
    const read = readStatement(statement);
    expect(JSON.parse(JSON.stringify(read.claims))).to.deep.equal(claims);
    expect(read.jws.kid).to.equal(thumbprintOf(privateKeyOf("singapore")));
    expect(isSignedBy(read.jws, privateKeyOf("singapore"))).to.equal(true);
    expect(isSignedBy(read.jws, privateKeyOf("stranger"))).to.equal(false);
  });

  it("signed by the platform's primitives reads the same", () => {
    const read = readStatement(signStatement(claims, createEs256Signer(privateKeyOf("singapore"))));
    expect(isSignedBy(read.jws, privateKeyOf("singapore"))).to.equal(true);
  });

  it("is canonical JSON under a header that says only alg, kid and typ", () => {
    expect(Buffer.from(header, "base64url").toString()).to.equal(JSON.stringify(HEADER));
    expect(Object.keys(PAYLOAD)).to.deep.equal([...Object.keys(PAYLOAD)].sort());
    expect(PAYLOAD.profile).to.equal("sealane/1");
  });

  it("of each kind anchors as that kind's code", () => {
    for (const { name, code } of KINDS) {
      const { documentId, subjectTag, referenceTag } = claims;
      expect(entryOf({ ...claims, kind: name })).to.deep.equal({ documentId, kind: code, subjectTag, referenceTag });
    }
  });

  it("names its key by the thumbprint of RFC 7638", async () => {
    const { x, y } = privateKeyOf("singapore");
    expect(thumbprintOf({ x, y })).to.equal(await calculateJwkThumbprint({ kty: "EC", crv: "P-256", x, y }));
  });

  const texts: [string, string][] = [
    ["nothing", ""],
    ["two parts", `${header}.${payload}`],
    ["four parts", `${statement}.${signature}`],
    ["alg none", `${encode({ ...HEADER, alg: "none" })}.${payload}.`],
    ["alg HS256", `${encode({ ...HEADER, alg: "HS256" })}.${payload}.${signature}`],
    ["another type", `${encode({ ...HEADER, typ: "sealane-evidence+jwt" })}.${payload}.${signature}`],
    ["a further header member", `${encode({ ...HEADER, zip: "DEF" })}.${payload}.${signature}`],
    [
      "a key in its header",
      `${encode({ alg: "ES256", jwk: privateKeyOf("stranger"), kid: signer.kid, typ: HEADER.typ })}.${payload}.${signature}`,
    ],
    [
      "a header that is critical of something",
      `${encode({ alg: "ES256", crit: ["b64"], kid: signer.kid, typ: HEADER.typ })}.${payload}.${signature}`,
    ],
    ["a header without kid", `${encode({ alg: "ES256", typ: HEADER.typ })}.${payload}.${signature}`],
    ["a kid that is a number", `${encode({ ...HEADER, kid: 1 })}.${payload}.${signature}`],
    [
      "header members in another order",
      `${encode({ typ: HEADER.typ, alg: "ES256", kid: signer.kid })}.${payload}.${signature}`,
    ],
    ["a header with blanks", `${encode(` ${JSON.stringify(HEADER)}`)}.${payload}.${signature}`],
    ["a header that is not JSON", `${encode("{")}.${payload}.${signature}`],
    ["a header that is an array", `${encode([])}.${payload}.${signature}`],
    [
      "a payload with a duplicate key",
      `${header}.${encode(`{"issuer":2,${JSON.stringify(PAYLOAD).slice(1)}`)}.${signature}`,
    ],
    [
      "a payload in another order",
      `${header}.${encode(Object.fromEntries(Object.entries(PAYLOAD).reverse()))}.${signature}`,
    ],
    [
      "a payload with 1.0 for 1",
      `${header}.${encode(JSON.stringify(PAYLOAD).replace('"issuer":1', '"issuer":1.0'))}.${signature}`,
    ],
    [
      "a payload with an escaped letter",
      `${header}.${encode(JSON.stringify(PAYLOAD).replace("sealane/1", "\\u0073ealane/1"))}.${signature}`,
    ],
    ["a payload that is not UTF-8", `${header}.${Buffer.from([0xff]).toString("base64url")}.${signature}`],
    ["padding", `${header}.${payload}.${signature}=`],
    ["standard base64", `${header}.${payload}.${signature.slice(0, -2)}+/`],
    ["a blank at its end", `${statement} `],
    [
      "unused bits that are not zero",
      `${header}.${payload}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : signature.endsWith("Q") ? "R" : signature.endsWith("g") ? "h" : "x"}`,
    ],
    ["more than 64 KiB", `${header}.${payload}.${"A".repeat(65_536)}`],
  ];
  for (const [title, text] of texts) {
    it(`with ${title} is refused with STATEMENT_INVALID`, () => {
      expectRefusal(() => readStatement(text), "STATEMENT_INVALID");
    });
  }

  it("whose signature is not 64 bytes, or has s high, is not signed by its key", () => {
    const raw = Buffer.from(signature, "base64url");
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const high = (order - BigInt(`0x${raw.subarray(32).toString("hex")}`)).toString(16).padStart(64, "0");
    for (const other of [
      raw.subarray(1),
      Buffer.concat([raw, raw]),
      Buffer.concat([raw.subarray(0, 32), Buffer.from(high, "hex")]),
    ]) {
      const { jws } = readStatement(`${header}.${payload}.${other.toString("base64url")}`);
      expect(isSignedBy(jws, privateKeyOf("singapore"))).to.equal(false);
    }
  });

  const link = { documentId: id(), relation: "supports" };
  const wrong: [string, object][] = [
    ["a document id in capitals", { documentId: claims.documentId.toUpperCase() }],
    ["a document id with 0x", { documentId: `0x${claims.documentId.slice(2)}` }],
    ["a negative time", { issuedAt: -1 }],
    ["a time with a fraction", { issuedAt: 1.5 }],
    ["a time beyond 2\u2074\u2070", { issuedAt: 2 ** 40 }],
    ["a time that is text", { issuedAt: "1760000000" }],
    ["member 0", { issuer: 0 }],
    ["a member beyond uint32", { issuer: 2 ** 32 }],
    ["an unknown kind", { kind: "love-letter" }],
    ["a kind named like an inherited property", { kind: "constructor" }],
    ["links that are no list", { links: {} }],
    ["a link with an unknown relation", { links: [{ ...link, relation: "toString" }] }],
    ["a link with a further member", { links: [{ ...link, why: "so" }] }],
    ["the same link twice", { links: [link, link] }],
    ["257 links", { links: Array.from({ length: 257 }, () => ({ ...link, documentId: id() })) }],
    ["another profile", { profile: "sealane/2" }],
    ["epoch 0", { tagEpoch: 0 }],
    ["a further claim", { note: "x" }],
    ["a claim called __proto__", JSON.parse('{"__proto__":1}')],
  ];
  for (const [title, change] of wrong) {
    it(`that claims ${title} is refused with STATEMENT_INVALID on reading`, () => {
      const changed = sortedJson({ ...PAYLOAD, ...Object.fromEntries(Object.entries(change)) }, change);
      expectRefusal(() => readStatement(`${header}.${encode(changed)}.${signature}`), "STATEMENT_INVALID");
    });
  }

  for (const name of Object.keys(PAYLOAD)) {
    it(`without ${name} is refused with STATEMENT_INVALID`, () => {
      const { [name]: _, ...less } = PAYLOAD;
      expectRefusal(() => readStatement(`${header}.${encode(less)}.${signature}`), "STATEMENT_INVALID");
    });
  }

  it("is not signed when a claim is wrong", () => {
    const spy: Signer = { kid: signer.kid, sign: () => expect.fail("signed") as never };
    expect(codeOf(() => signStatement({ ...claims, issuer: 0 }, spy))).to.equal("STATEMENT_INVALID");
  });
});

/** JSON with sorted keys, own __proto__ included, so that only the claim's shape is at fault. */
function sortedJson(value: Record<string, unknown>, change: object): string {
  const members = new Map([...Object.entries(value), ...Object.entries(change)]);
  return `{${[...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`)
    .join(",")}}`;
}
