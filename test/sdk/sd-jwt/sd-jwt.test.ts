import { expect } from "chai";
import { isMap, isSeq, parse, parseDocument, type Scalar } from "yaml";
import { disclosureDigest } from "../../../sdk/src/document/disclosure.ts";
import { present } from "../../../sdk/src/document/present.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { exportSdJwt } from "../../../sdk/src/sd-jwt/export.ts";
import { readSdJwt } from "../../../sdk/src/sd-jwt/read.ts";
import { isSignedBy, readJws } from "../../../sdk/src/statement/jws.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { encode, Hidden, issueSdJwt } from "../../support/sdk/sd-jwt-issuer.ts";
import { seededBytes } from "../../support/seeded.ts";
import { describeShared, listShared, readShared } from "../../support/shared.ts";

const CASES = "corpus/vectors/sd-jwt/python-testcases";
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const digestOf = (disclosure: string) => base64urlOf(disclosureDigest(disclosure));
const sdJwt = (payload: unknown, disclosures: string[] = [], keyBinding = "") =>
  `${[`${encode({ alg: "ES256" })}.${encode(payload)}.AA`, ...disclosures].join("~")}~${keyBinding}`;

describeShared("readSdJwt over the test cases of RFC 9901's authors", CASES, () => {
  for (const path of listShared(CASES)) {
    const testCase = readCase(readShared(path).toString());
    const { payload, disclosures } = issueSdJwt(testCase.claims, seededBytes(path));
    it(`${path.slice(CASES.length + 1)}: shows what the holder disclosed`, () => {
      const chosen = disclosures.filter(({ path }) => isDisclosed(testCase.disclosed, path.split("/").slice(1)));
      const read = readSdJwt(
        sdJwt(
          payload,
          chosen.map(({ text }) => text),
        ),
      );
      expect(plain(read.payload)).to.deep.equal(testCase.expected);
    });

    it(`${path.slice(CASES.length + 1)}: shows every claim when all is disclosed`, () => {
      const read = readSdJwt(
        sdJwt(
          payload,
          disclosures.map(({ text }) => text),
        ),
      );
      expect(plain(read.payload)).to.deep.equal(revealed(testCase.claims));
    });
  }
});

describe("readSdJwt", () => {
  const claim = encode(["salt", "city", "Singapore"]);
  const element = encode(["salt", "SG"]);
  const inner = encode(["salt", "street", "Keppel Road"]);
  const outer = encode(["salt", "address", { _sd: [digestOf(inner)] }]);

  it("puts a claim and an element back, and leaves out what is withheld or a decoy", () => {
    const payload = {
      _sd: [digestOf(claim), digestOf("decoy")],
      list: [{ "...": digestOf(element) }, { "...": digestOf("x") }, 1],
    };
    expect(plain(readSdJwt(sdJwt(payload, [claim, element])).payload)).to.deep.equal({
      city: "Singapore",
      list: ["SG", 1],
    });
    expect(plain(readSdJwt(sdJwt(payload)).payload)).to.deep.equal({ list: [1] });
  });

  it("puts back claims inside disclosed claims", () => {
    expect(plain(readSdJwt(sdJwt({ _sd: [digestOf(outer)] }, [inner, outer])).payload)).to.deep.equal({
      address: { street: "Keppel Road" },
    });
  });

  it("gives the header, the JWT and the key binding apart", () => {
    const read = readSdJwt(sdJwt({ a: 1 }, [], "x.y.z"));
    expect(plain(read.header)).to.deep.equal({ alg: "ES256" });
    expect(read.keyBinding).to.equal("x.y.z");
    expect(sdJwt({ a: 1 })).to.equal(`${read.jwt}~`);
    expect(readSdJwt(sdJwt({ a: 1 }))).not.to.have.property("keyBinding");
  });

  const refused: [string, string][] = [
    ["no tilde", sdJwt({ a: 1 }).slice(0, -1)],
    ["a JWT of two parts", "e30.e30~"],
    ["a payload that is no object", sdJwt([1])],
    ["another hash", sdJwt({ _sd_alg: "sha-512" })],
    ["a hash that is no text", sdJwt({ _sd_alg: null })],
    ["a disclosure that no digest asks for", sdJwt({ _sd: [] }, [claim])],
    ["an inner disclosure without its outer", sdJwt({ _sd: [digestOf(outer)] }, [inner])],
    ["a disclosure that stands twice", sdJwt({ _sd: [digestOf(claim)] }, [claim, claim])],
    ["a digest that stands twice in one place", sdJwt({ _sd: [digestOf(claim), digestOf(claim)] }, [claim])],
    ["a withheld digest that stands twice", sdJwt({ _sd: [digestOf(claim)], a: { _sd: [digestOf(claim)] } })],
    ["a digest in a claim and in an array", sdJwt({ _sd: [digestOf(claim)], a: [{ "...": digestOf(claim) }] })],
    ["a disclosed claim that stands there already", sdJwt({ _sd: [digestOf(claim)], city: "Rotterdam" }, [claim])],
    ["an element disclosed as a claim", sdJwt({ _sd: [digestOf(element)] }, [element])],
    ["a claim disclosed as an element", sdJwt({ a: [{ "...": digestOf(claim) }] }, [claim])],
    ["a digest in an array with another member", sdJwt({ a: [{ "...": digestOf(element), b: 1 }] }, [element])],
    ["... as the name of a claim", sdJwt({ "...": digestOf(element) }, [element])],
    ["_sd that is no array", sdJwt({ _sd: digestOf(claim) }, [claim])],
    ["a digest that is a number", sdJwt({ _sd: [1] })],
    ["a disclosed claim called _sd", sdJwt({ _sd: [digestOf(encode(["s", "_sd", []]))] }, [encode(["s", "_sd", []])])],
    ["a disclosed claim called ...", sdJwt({ _sd: [digestOf(encode(["s", "...", 1]))] }, [encode(["s", "...", 1])])],
    ["a disclosure of four parts", sdJwt({ _sd: [digestOf(encode([1, 2, 3, 4]))] }, [encode(["s", "a", 1, 2])])],
    ["a disclosure that is an object", sdJwt({}, [encode({})])],
    ["a salt that is a number", sdJwt({}, [encode([1, "a", 1])])],
    ["a name that is a number", sdJwt({}, [encode(["s", 1, 1])])],
    ["padding", sdJwt({ _sd: [digestOf(`${claim}=`)] }, [`${claim}=`])],
    ["an empty disclosure", `${sdJwt({ a: 1 })}~`.replace("~~", "~ ~")],
  ];
  for (const [title, text] of refused) {
    it(`refuses ${title} with SD_JWT_INVALID`, () => {
      expectRefusal(() => readSdJwt(text), "SD_JWT_INVALID");
    });
  }

  it("refuses a payload with a duplicate key with JSON_DUPLICATE_KEY", () => {
    const payload = base64urlOf(Buffer.from('{"a":1,"a":2}'));
    expectRefusal(() => readSdJwt(`${encode({})}.${payload}.AA~`), "JSON_DUPLICATE_KEY");
  });

  it("keeps __proto__ a claim like any other", () => {
    const disclosure = base64urlOf(Buffer.from('["s","__proto__",{"isAdmin":true}]'));
    const { payload } = readSdJwt(sdJwt({ _sd: [digestOf(disclosure)] }, [disclosure]));
    expect(Object.keys(payload)).to.deep.equal(["__proto__"]);
    expect((payload as Record<string, unknown>)["isAdmin"]).to.equal(undefined);
  });

  it("refuses disclosures nested without end with SD_JWT_INVALID", () => {
    let disclosure = encode(["s", "end", 1]);
    const all = [disclosure];
    for (let i = 0; i < 100; i++) {
      disclosure = encode(["s", "in", { _sd: [digestOf(disclosure)] }]);
      all.push(disclosure);
    }
    expectRefusal(() => readSdJwt(sdJwt({ _sd: [digestOf(disclosure)] }, all)), "SD_JWT_INVALID");
  });
});

describe("exportSdJwt", () => {
  const draw = seededBytes("export");
  const fields = [
    { pointer: "/$facts/documentNumber", value: "MSK1" },
    { pointer: "/goods/0/weight", value: 12.5 },
    { pointer: "/note", value: null },
  ];
  const { documentId, body } = sealFields(fields, draw);
  const claims = {
    documentId,
    issuedAt: 1_760_000_000,
    issuer: 1,
    kind: "packing-list",
    links: [],
    referenceTag: documentId,
    subjectTag: documentId,
    tagEpoch: 1,
  } as const;
  const signer = signerOf("singapore");

  it("reads back as the document's open fields, named by their pointers", () => {
    const { payload } = readSdJwt(exportSdJwt(body, claims, signer));
    expect(plain(payload)).to.deep.equal({
      ...Object.fromEntries(fields.map(({ pointer, value }) => [pointer, value])),
      documentId,
      iat: 1_760_000_000,
      iss: "urn:sealane:member:1",
      vct: "urn:sealane:kind:packing-list",
    });
  });

  it("is signed by its issuer and carries the document's own disclosures", () => {
    const text = exportSdJwt(body, claims, signer);
    expect(isSignedBy(readJws("dc+sd-jwt", readSdJwt(text).jwt), privateKeyOf("singapore"))).to.equal(true);
    expect(text.split("~").slice(1, -1)).to.deep.equal(body.disclosures.map(([, disclosure]) => disclosure));
  });

  it("of a presentation says nothing of the withheld fields", () => {
    const shown = present(body, (pointer) => pointer === "/note");
    const { payload } = readSdJwt(exportSdJwt(shown, claims, signer));
    expect(Object.keys(payload).filter((name) => name.startsWith("/"))).to.deep.equal(["/note"]);
    expect(exportSdJwt(shown, claims, signer)).not.to.include(
      digestOf((body.disclosures[0] as readonly [number, string])[1]),
    );
  });
});

interface Case {
  readonly claims: Map<unknown, unknown>;
  readonly disclosed: unknown;
  readonly expected: unknown;
}

/** Reads a test case; what is tagged `!sd`, value or key, is hidden. */
function readCase(text: string): Case {
  const document = parseDocument(text, { logLevel: "silent" });
  const part = (name: string) => claimsOf(document.get(name, true));
  return {
    claims: part("user_claims") as Map<unknown, unknown>,
    disclosed: revealed(part("holder_disclosed_claims")),
    expected: revealed(part("expect_verified_user_claims")),
  };
}

function claimsOf(node: unknown): unknown {
  const claims = isMap(node)
    ? new Map(node.items.map(({ key, value }) => [claimsOf(key), claimsOf(value)]))
    : isSeq(node)
      ? node.items.map(claimsOf)
      : scalarOf(node as Scalar);
  return (node as Scalar).tag === "!sd" ? new Hidden(claims) : claims;
}

/** A tagged plain scalar is left as text by the reader, so that it is read again without its tag. */
function scalarOf({ type, source, value }: Scalar): unknown {
  return type === "PLAIN" ? parse(source ?? "null") : value;
}

/** Claims with nothing hidden. */
function revealed(claims: unknown): unknown {
  if (claims instanceof Hidden) return revealed(claims.value);
  if (Array.isArray(claims)) return claims.map(revealed);
  if (!(claims instanceof Map)) return claims;
  return Object.fromEntries([...claims].map(([name, value]) => [revealed(name), revealed(value)]));
}

function isDisclosed(disclosed: unknown, [name, ...rest]: string[]): boolean {
  if (name === undefined) return disclosed === true;
  return (
    typeof disclosed === "object" &&
    disclosed !== null &&
    isDisclosed((disclosed as Record<string, unknown>)[name], rest)
  );
}
