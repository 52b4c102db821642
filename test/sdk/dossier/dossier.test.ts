import { expect } from "chai";
import { parseDossier, verifyDossier, writeDossier } from "../../../sdk/src/dossier/dossier.ts";
import { evidenceDigest } from "../../../sdk/src/verify/evidence.ts";
import { isEvidence } from "../../../sdk/src/verify/evidence-shape.ts";
import { parseTrust } from "../../../sdk/src/verify/trust.ts";
import { readWitness, signWitness } from "../../../sdk/src/verify/witness.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";
import { CASES, type Case } from "../../support/sdk/cases.ts";
import { signerOf } from "../../support/sdk/keys.ts";

const { dossier, trust } = CASES.find(({ name }) => name === "a paper with what it builds on") as Case;
const withdrawn = CASES.find(({ name }) => name === "a paper that was taken back") as Case;

type Path = readonly (string | number)[];
type Node = Record<string | number, unknown>;

/** Every place in a JSON value, from the root down. */
function places(value: unknown, path: Path = []): Path[] {
  const deeper =
    typeof value === "object" && value !== null
      ? Object.keys(value).flatMap((name) => places((value as Node)[name], [...path, name]))
      : [];
  return [path, ...deeper];
}

/** A copy of a value with one place changed. */
function changed(value: unknown, path: Path, change: (holder: Node, name: string | number) => void): string {
  const copy = { root: JSON.parse(JSON.stringify(value)) } as Node;
  const [name = "root", ...holders] = [...["root"], ...path].reverse() as (string | number)[];
  change(
    holders.reverse().reduce((node, step) => node[step] as Node, copy),
    name,
  );
  return JSON.stringify(copy["root"]);
}

const at = (value: unknown, path: Path): unknown => path.reduce((node, name) => (node as Node)[name], value);
const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const isRow = (path: Path) => typeof path.at(-1) === "string" && /^\d+$/.test(String(path.at(-1)));

function everyShapeFault(value: unknown, refuses: (text: string) => void): void {
  for (const path of places(value)) {
    const where = path.join("/");
    if (isObject(at(value, path))) {
      refuses(
        changed(value, path, (holder, name) => {
          (holder[name] as Node)["more"] = 1;
        }),
      );
    }
    for (const other of [true, { a: 1 }, -1, 1.5, "\u0000", 2 ** 53, [[[]]]]) {
      if (
        where.endsWith("statement") ||
        where.endsWith("witness") ||
        where.endsWith("original") ||
        /disclosures\/\d+\/1$/.test(where)
      ) {
        if (typeof other === "string") continue;
      }
      refuses(
        changed(value, path, (holder, name) => {
          holder[name] = other;
        }),
      );
    }
    if (path.length > 0 && !isRow(path) && path.at(-1) !== "original") {
      refuses(changed(value, path, (holder, name) => void delete holder[name]));
    }
  }
}

describe("parseDossier", () => {
  it("reads back what writeDossier writes, to the same text", () => {
    expect(writeDossier(parseDossier(writeDossier(dossier)))).to.equal(writeDossier(dossier));
  });

  it("refuses every member that is missing, unknown or of another shape, with DOSSIER_INVALID", () => {
    for (const one of [dossier, withdrawn.dossier]) {
      let tried = 0;
      everyShapeFault(one, (text) => {
        tried++;
        expect(
          codeOf(() => parseDossier(text)),
          text,
        ).to.equal("DOSSIER_INVALID");
      });
      expect(tried).to.be.above(500);
    }
  });

  const { papers, evidence } = dossier;
  const faults: [string, object][] = [
    ["no paper", { papers: [] }],
    ["another type", { type: "sealane-dossier/2" }],
    [
      "a member of the consortium twice",
      { evidence: { ...evidence, members: [...evidence.members, evidence.members[0]] } },
    ],
    ["a document twice", { evidence: { ...evidence, documents: [...evidence.documents, evidence.documents[0]] } }],
    [
      "a directory with 0x",
      { evidence: { ...evidence, network: { ...evidence.network, directory: `0x${evidence.network.directory}` } } },
    ],
    ["a paper that is null", { papers: [papers[0], null] }],
  ];
  for (const [title, change] of faults) {
    it(`refuses ${title} with DOSSIER_INVALID`, () => {
      expectRefusal(() => parseDossier(JSON.stringify({ ...dossier, ...change })), "DOSSIER_INVALID");
    });
  }

  it("refuses a key that stands twice with JSON_DUPLICATE_KEY", () => {
    const text = writeDossier(dossier).replace('"chainId":', '"chainId":1,"chainId":');
    expectRefusal(() => parseDossier(text), "JSON_DUPLICATE_KEY");
  });
});

describe("verifyDossier over several papers", () => {
  it("reports each paper in the dossier's order, all by the same finding on the evidence", () => {
    const report = verifyDossier(dossier, trust ?? undefined);
    expect(report.papers.map(({ documentId }) => documentId)).to.deep.equal(
      dossier.evidence.documents.map(({ documentId }) => documentId),
    );
    for (const paper of report.papers) expect(paper.findings[0]).to.deep.equal(report.evidence);
  });

  it("without trust is unknown at best, and invalid stays invalid", () => {
    expect(verifyDossier(dossier)).to.include({ verdict: "unknown", code: "EVIDENCE_NOT_WITNESSED" });
    expect(verifyDossier(withdrawn.dossier)).to.include({ verdict: "invalid", code: "WITHDRAWN" });
  });
});

describe("parseTrust", () => {
  it("refuses every member that is missing, unknown or of another shape, with TRUST_INVALID", () => {
    expect(parseTrust(JSON.stringify(trust)).members).to.have.length(2);
    everyShapeFault(trust, (text) => expectRefusal(() => parseTrust(text), "TRUST_INVALID"));
  });

  it("refuses a member twice with TRUST_INVALID", () => {
    const members = [...(trust?.members ?? []), trust?.members[0]];
    expectRefusal(() => parseTrust(JSON.stringify({ ...trust, members })), "TRUST_INVALID");
  });
});

describe("A witness", () => {
  it("signs the digest of the evidence in its canonical form, whatever the order of its members", () => {
    const shuffled = Object.fromEntries(Object.entries(dossier.evidence).reverse()) as typeof dossier.evidence;
    expect(evidenceDigest(shuffled)).to.equal(evidenceDigest(dossier.evidence));
    const { claims, jws } = readWitness(signWitness(dossier.evidence, { issuer: 6, issuedAt: 7 }, signerOf("auditor")));
    expect({ ...claims }).to.deep.equal({ evidence: evidenceDigest(dossier.evidence), issuedAt: 7, issuer: 6 });
    expect(jws.kid).to.equal(signerOf("auditor").kid);
  });

  it("is not a statement, and a statement is no witness", () => {
    expectRefusal(() => readWitness(dossier.papers[0]?.statement as string), "STATEMENT_INVALID");
  });

  it("with a member that is missing or more is refused with STATEMENT_INVALID", () => {
    const [header, payload, signature] = dossier.witness.split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    for (const change of [{ issuer: undefined }, { zeal: 1 }, { issuedAt: "1" }, { evidence: "00" }]) {
      const other = Buffer.from(JSON.stringify({ ...claims, ...change })).toString("base64url");
      expectRefusal(() => readWitness(`${header}.${other}.${signature}`), "STATEMENT_INVALID");
    }
  });
});

describe("isEvidence", () => {
  it("holds for evidence and for nothing else", () => {
    expect(isEvidence(dossier.evidence)).to.equal(true);
    for (const value of [undefined, null, 1, "", [], {}, dossier]) expect(isEvidence(value)).to.equal(false);
  });
});
