import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { openBody } from "../../../sdk/src/document/body.ts";
import type { Paper } from "../../../sdk/src/document/paper.ts";
import { prepareDocument } from "../../../sdk/src/document/prepare.ts";
import { headOfPath, leafHash } from "../../../sdk/src/document/tree.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { bytesOfHex32, hexOf, ZERO_HEX32 } from "../../../sdk/src/primitives/hex.ts";
import { presentScope } from "../../../sdk/src/sharing/present-scope.ts";
import { scopeTree } from "../../../sdk/src/sharing/scope-tree.ts";
import {
  isScope,
  isScopeWithin,
  narrowerScopes,
  opensField,
  SCOPES,
  type Scope,
  scopeDigest,
} from "../../../sdk/src/sharing/scopes.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sample = (path: string) => readFileSync(join(import.meta.dirname, "../../samples", path));
const paperOf = (path: string): Paper => {
  const original = sample(path);
  const { body } = prepareDocument({ original, randomBytes: seededBytes(path) });
  return { statement: "signed elsewhere", body, original: base64urlOf(original) };
};
const bill = paperOf("dcsa-transport-document-3/transport-document.json");
const pointersIn = (paper: Paper): string[] => openBody(paper.body).fields.map(({ pointer }) => pointer);

describe("A scope", () => {
  for (const { name } of SCOPES) {
    it(`${name} opens of a bill of lading just its own fields, under the same document id`, () => {
      const shown = presentScope(bill, name);
      const expected = pointersIn(bill).filter((pointer) => opensField(name, pointer));
      expect(pointersIn(shown)).to.deep.equal(expected);
      expect(expected.length).to.be.greaterThan(0);
      expect(openBody(shown.body).documentId).to.equal(openBody(bill.body).documentId);
    });
  }

  it("but the full one opens no original and no field of the format, which would state what it withholds", () => {
    for (const { name } of SCOPES.filter((row) => row.name !== "full")) {
      const shown = presentScope(bill, name);
      expect(shown.original, name).to.equal(undefined);
      const stray = pointersIn(shown).filter((it) => !/^\/\$(facts\/|original(\/|$)|jcs$)/.test(it));
      expect(stray, name).to.deep.equal([]);
    }
    expect(presentScope(bill, "full")).to.equal(bill);
  });

  it("of one name never opens what another one is for", () => {
    const own = { transport: "vessel", goods: "hsCodes", valuation: "value", parties: "parties" } as const;
    for (const [name, fact] of Object.entries(own)) {
      const opening = SCOPES.filter((row) => opensField(row.name, `/$facts/${fact}/0`)).map((row) => row.name);
      expect(opening).to.deep.equal([name, "full"]);
    }
  });

  it("of own pointers opens what is there and below, and nothing beside", () => {
    const scope: Scope = { pointers: ["/a/b", "/c~1d"] };
    const opened = ["/a/b", "/a/b/0", "/a/b/c/d", "/c~1d"];
    const closed = ["/a", "/a/bc", "/a/b~1", "/c/d", "/$original", ""];
    expect(opened.map((pointer) => opensField(scope, pointer))).to.deep.equal(opened.map(() => true));
    expect(closed.map((pointer) => opensField(scope, pointer))).to.deep.equal(closed.map(() => false));
  });

  it("that opens nothing the paper states is refused with FIELD_UNKNOWN", () => {
    expectRefusal(() => presentScope(bill, { pointers: ["/nowhere"] }), "FIELD_UNKNOWN");
  });

  it("has one digest: SHA-256 over the canonical form of its name or list", () => {
    expect(scopeDigest("goods")).to.equal(sha256('"goods"'));
    expect(scopeDigest({ pointers: ["/a", "/b"] })).to.equal(sha256('{"pointers":["/a","/b"]}'));
    expect(new Set(SCOPES.map(({ name }) => scopeDigest(name))).size).to.equal(SCOPES.length);
  });

  const faults: [string, unknown][] = [
    ["an unknown name", "everything"],
    ["a list of one name", ["full"]],
    ["no pointer", { pointers: [] }],
    ["the pointer of everything", { pointers: [""] }],
    ["a pointer without its slash", { pointers: ["a"] }],
    ["a pointer with half an escape", { pointers: ["/a~2"] }],
    ["pointers in another order", { pointers: ["/b", "/a"] }],
    ["a pointer twice", { pointers: ["/a", "/a"] }],
    ["another member", { pointers: ["/a"], name: "goods" }],
    ["too many pointers", { pointers: Array.from({ length: 513 }, (_, i) => `/${String(i).padStart(4, "0")}`) }],
    ["null", null],
  ];
  for (const [title, value] of faults) it(`with ${title} is none`, () => expect(isScope(value)).to.equal(false));
});

describe("Scopes within scopes", () => {
  const step = fc.constantFrom("a", "b", "c");
  const pointer = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `/${steps.join("/")}`);
  const own = fc
    .uniqueArray(pointer, { minLength: 1, maxLength: 4 })
    .map((pointers): Scope => ({ pointers: [...pointers].sort() }));
  const scope = fc.oneof(own, fc.constantFrom(...SCOPES.map(({ name }) => name)));

  it("open no field that the wider one does not", () => {
    fc.assert(
      fc.property(scope, scope, pointer, (narrow, wide, at) => {
        if (!isScopeWithin(narrow, wide) || !opensField(narrow, at)) return;
        expect(opensField(wide, at)).to.equal(true);
      }),
      { seed: 41, numRuns: 2_000 },
    );
  });

  it("are within themselves and within the full one, and the full one within no other", () => {
    fc.assert(
      fc.property(scope, (one) => {
        expect(isScopeWithin(one, one)).to.equal(true);
        expect(isScopeWithin(one, "full")).to.equal(true);
        expect(isScopeWithin("full", one)).to.equal(one === "full");
      }),
      { seed: 42 },
    );
  });

  it("are all named ones under the full one, only existence under the others", () => {
    const names = SCOPES.map(({ name }) => name);
    expect(narrowerScopes("full")).to.deep.equal(names.filter((name) => name !== "full"));
    for (const name of ["transport", "goods", "valuation", "parties"] as const) {
      expect(narrowerScopes(name)).to.deep.equal(["existence"]);
    }
    expect(narrowerScopes("existence")).to.deep.equal([]);
  });
});

describe("A tree of scopes", () => {
  const scopes: Scope[] = [...narrowerScopes("full"), { pointers: ["/a"] }, "goods"];
  const tree = scopeTree(scopes);

  it("proves each of its scopes, each once, whatever their order", () => {
    for (const scope of scopes) {
      const { size, index, path } = tree.proof(scope) ?? expect.fail("no proof");
      const hash = leafHash(bytesOfHex32(scopeDigest(scope)));
      const head = headOfPath({ hash, index, size, path: path.map(bytesOfHex32) });
      expect(size).to.equal(new Set(scopes).size);
      expect(head && hexOf(head)).to.equal(tree.root);
    }
    expect(scopeTree([...scopes].reverse()).root).to.equal(tree.root);
  });

  it("proves no other scope", () => expect(tree.proof("full")).to.equal(undefined));

  it("of none has the zero root", () => expect(scopeTree([]).root).to.equal(ZERO_HEX32));
});
