import { expect } from "chai";
import type { Dossier, Evidence, Paper } from "../../sdk/src/index.ts";
import { makeFolder, sealane } from "./support/run.ts";
import {
  changeDocument,
  changeSingapore,
  ISSUED_AT,
  idOf,
  makeDossier,
  makeEvidence,
  makePaper,
  singapore,
  TRUST,
  tombstone,
} from "./support/world.ts";

const bill = makePaper("BILL-1", { withOriginal: true });
const plain = makeDossier([bill]);
const changed = (change: (evidence: Evidence) => Evidence): Dossier => makeDossier([bill], change(plain.evidence));

/** The gross weight says 19500 kg where 18500 were signed. */
function withWeightChanged(paper: Paper): Paper {
  const disclosures = paper.body.disclosures.map(([index, disclosure]) => {
    const text = Buffer.from(disclosure, "base64url").toString().replace("18500", "19500");
    return [index, Buffer.from(text).toString("base64url")] as const;
  });
  return { ...paper, body: { ...paper.body, disclosures } };
}

const linkTo = (documentId: string) => ({ links: [{ documentId, relation: "derivedFrom" as const }] });
const origin = makePaper("ORIGIN");
const derived = makePaper("DERIVED", linkTo(idOf(origin)));
const withOrigin = makeEvidence([derived, origin]);
const originChanged = (change: object): Evidence => ({
  ...withOrigin,
  documents: withOrigin.documents.map((one) => (one.documentId === idOf(origin) ? { ...one, ...change } : one)),
});

/** What a dossier is like, the code that decides, and the exit. One row at least for each exit of `verify`. */
const CASES: readonly [title: string, dossier: Dossier, code: string, exit: number][] = [
  ["genuine and current", plain, "OK", 0],
  ["derived from a paper that stands", makeDossier([derived], withOrigin), "OK", 0],
  ["changed in one digit of a weight", { ...plain, papers: [withWeightChanged(bill)] }, "BODY_ALTERED", 3],
  [
    "another original put in its place",
    { ...plain, papers: [{ ...bill, original: makePaper("BILL-2", { withOriginal: true }).original as string }] },
    "ORIGINAL_ALTERED",
    3,
  ],
  ["a statement that is none", { ...plain, papers: [{ ...bill, statement: "nothing" }] }, "STATEMENT_UNREADABLE", 3],
  [
    "evidence changed after it was witnessed",
    { ...changed((it) => it), evidence: changeDocument(plain.evidence, { anchor: null }) },
    "EVIDENCE_ALTERED",
    3,
  ],
  [
    "the proof of another batch",
    changed((it) =>
      changeDocument(it, {
        anchor: {
          ...(it.documents[0]?.anchor as NonNullable<Evidence["documents"][number]["anchor"]>),
          root: "66".repeat(32),
        },
      }),
    ),
    "ANCHOR_FALSE",
    3,
  ],
  [
    "issued after it was anchored",
    makeDossier([makePaper("LATE", { issuedAt: ISSUED_AT + 9_000 })]),
    "ANCHORED_BEFORE_ISSUE",
    3,
  ],
  ["never anchored", changed((it) => changeDocument(it, { anchor: null })), "NOT_ANCHORED", 4],
  [
    "withdrawn",
    changed((it) => changeDocument(it, { tombstone: tombstone({ withdrawnAtSeconds: ISSUED_AT }) })),
    "WITHDRAWN",
    5,
  ],
  [
    "superseded",
    changed((it) => changeDocument(it, { tombstone: tombstone({ supersededAtSeconds: ISSUED_AT }) })),
    "SUPERSEDED",
    6,
  ],
  [
    "of an issuer that is not accredited",
    changed((it) => changeSingapore(it, { accreditations: [] })),
    "ISSUER_NOT_ACCREDITED",
    7,
  ],
  ["of a suspended issuer", changed((it) => changeSingapore(it, { status: "suspended" })), "ISSUER_SUSPENDED", 7],
  ["of an issuer that is no member", changed((it) => ({ ...it, members: it.members.slice(1) })), "ISSUER_UNKNOWN", 7],
  ["signed with a key nobody knows", makeDossier([makePaper("FORGED", { signedBy: "stranger" })]), "KEY_UNKNOWN", 7],
  [
    "of another network",
    changed((it) => ({ ...it, network: { ...it.network, chainId: 1 } })),
    "EVIDENCE_OF_OTHER_NETWORK",
    7,
  ],
  [
    "signed with a key stolen before",
    changed((it) =>
      changeSingapore(it, { keys: singapore.keys.map((key) => ({ ...key, compromisedSinceSeconds: ISSUED_AT })) }),
    ),
    "KEY_COMPROMISED",
    8,
  ],
  [
    "derived from a paper that was taken back",
    makeDossier([derived], originChanged({ tombstone: tombstone({ withdrawnAtSeconds: ISSUED_AT }) })),
    "LINK_WITHDRAWN",
    9,
  ],
  [
    "derived from a paper that was never anchored",
    makeDossier([derived], originChanged({ anchor: null })),
    "LINK_NOT_ANCHORED",
    9,
  ],
  ["derived from a paper nobody looked up", makeDossier([derived], makeEvidence([derived])), "LINK_NOT_LOOKED_UP", 10],
  ["not looked up on the chain", changed((it) => ({ ...it, documents: [] })), "ISSUER_MEMBER", 10],
];

describe("sealane verify, offline", () => {
  const folder = makeFolder();
  const trust = folder.write("trust.json", TRUST);
  after(folder.remove);

  for (const [title, dossier, code, exit] of CASES) {
    it(`exits ${exit} for a dossier that is ${title}`, async () => {
      const file = folder.write("case.json", dossier);
      const { code: ended, stdout } = await sealane(["verify", "--trust", trust, "--json", file]);
      const { files, exitCode } = JSON.parse(stdout);
      const expected = code === "ISSUER_MEMBER" ? "ANCHOR_NOT_LOOKED_UP" : code;
      expect([files[0].code, ended, exitCode]).to.deep.equal([expected, exit, exit]);
    });
  }

  it("says in plain words what it found, what it did not look at and how old the evidence is", async () => {
    const file = folder.write("bill.txt", makeDossier([makePaper("BILL-3")]));
    const { stdout, stderr, code } = await sealane(["verify", "--trust", trust, file]);
    expect(code).to.equal(0);
    expect(stderr).to.equal("");
    expect(stdout).to.match(/bill\.txt: VALID\n/);
    expect(stdout).to.match(/Master bill of lading [0-9a-f]{64}/);
    expect(stdout).to.match(/✓ EVIDENCE_WITNESSED +Member 2 \(NL\) vouches/);
    expect(stdout).to.contain("Not checked: The original is not in the file");
    expect(stdout).to.match(/as the chain stood at block 99, 2025-10-09T09:53:20Z \(\d+ days ago\)/);
    expect(stdout).to.contain("A withdrawal since then does not show here");
  });

  it("says what to do about a paper that was changed", async () => {
    const file = folder.write("bad.json", { ...plain, papers: [withWeightChanged(bill)] });
    const { stdout } = await sealane(["verify", "--trust", trust, file]);
    expect(stdout).to.match(/✗ BODY_ALTERED/);
    expect(stdout).to.match(/What to do:\n {2}Ask the issuer for the document again/);
  });

  it("writes no colour where nobody watches, even when asked for a report on a bad paper", async () => {
    const file = folder.write("bad.json", { ...plain, papers: [withWeightChanged(bill)] });
    expect((await sealane(["verify", "--trust", trust, file])).stdout).not.to.contain("\u001b");
  });

  it("exits 10 and asks for a trust file where nothing is pinned", async () => {
    const { code, stdout } = await sealane(["verify", folder.write("bill.json", plain)]);
    expect(code).to.equal(10);
    expect(stdout).to.match(/CANNOT SAY \(EVIDENCE_NOT_WITNESSED\)/);
    expect(stdout).to.contain("Give a trust file");
  });

  it("takes the trust file of SEALANE_TRUST, and of the configuration folder", async () => {
    const file = folder.write("bill.json", plain);
    expect((await sealane(["verify", file], { env: { SEALANE_TRUST: trust } })).code).to.equal(0);
    const home = makeFolder();
    const { mkdirSync } = await import("node:fs");
    mkdirSync(home.path("sealane"));
    home.write("sealane/trust.json", TRUST);
    expect((await sealane(["verify", file], { env: { XDG_CONFIG_HOME: home.path("") } })).code).to.equal(0);
    home.remove();
  });

  it("exits 12 when the trust file that was named is not there", async () => {
    const { code, stderr } = await sealane([
      "verify",
      "--trust",
      folder.path("none"),
      folder.write("bill.json", plain),
    ]);
    expect(code).to.equal(12);
    expect(stderr).to.match(/^sealane: FILE_NOT_READABLE: .*ENOENT.*\n$/);
  });

  it("gives the gravest exit of several files, and a report of each", async () => {
    const withdrawn = changed((it) => changeDocument(it, { tombstone: tombstone({ withdrawnAtSeconds: ISSUED_AT }) }));
    const files = [
      folder.write("1.json", plain),
      folder.write("2.json", withdrawn),
      folder.write("3.json", { ...plain, papers: [withWeightChanged(bill)] }),
      folder.path("4.json"),
    ];
    const { code, stdout } = await sealane(["verify", "--trust", trust, "--json", ...files]);
    expect(code).to.equal(3);
    expect(JSON.parse(stdout).files.map(({ exitCode }: { exitCode: number }) => exitCode)).to.deep.equal([0, 5, 3, 12]);
  });

  it("reads a dossier from stdin", async () => {
    const { code, stdout } = await sealane(["verify", "--trust", trust, "-"], { stdin: JSON.stringify(plain) });
    expect([code, stdout.slice(0, 8)]).to.deep.equal([0, "-: VALID"]);
  });

  for (const [title, content] of [
    ["is no JSON", "%PDF-1.7"],
    ["has a key twice", '{"type":"sealane-dossier/1","type":"x"}'],
    ["is a trust file", JSON.stringify(TRUST)],
    ["is a dossier with a member too many", JSON.stringify({ ...plain, note: "" })],
  ] as const) {
    it(`exits 12 for a file that ${title}`, async () => {
      const { code, stderr } = await sealane(["verify", "--trust", trust, folder.write("odd", content)]);
      expect(code).to.equal(12);
      expect(stderr).to.match(/^sealane: (FILE_NOT_DOSSIER|DOSSIER_INVALID): [^\n]+\n$/);
    });
  }

  it("exits 10 for a paper without evidence", async () => {
    const { code, stderr } = await sealane(["verify", folder.write("paper", bill)]);
    expect([code, stderr.split(":")[1]]).to.deep.equal([10, " PAPER_WITHOUT_EVIDENCE"]);
  });
});
