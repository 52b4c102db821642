import { canonicalize } from "../../../sdk/src/canonical/canonicalize.ts";
import type { Json } from "../../../sdk/src/canonical/json.ts";
import { parseJson } from "../../../sdk/src/canonical/parse-json.ts";
import { batchTree, type Entry, entryHash } from "../../../sdk/src/document/batch.ts";
import { disclosureDigest } from "../../../sdk/src/document/disclosure.ts";
import { packPaper } from "../../../sdk/src/document/paper.ts";
import { readFields } from "../../../sdk/src/document/prepare.ts";
import { present } from "../../../sdk/src/document/present.ts";
import { sealFields } from "../../../sdk/src/document/seal-fields.ts";
import { caseDigest, normaliseReference, referenceTag, subjectTag } from "../../../sdk/src/document/tags.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { exportSdJwt } from "../../../sdk/src/sd-jwt/export.ts";
import { seal } from "../../../sdk/src/sealing/blob.ts";
import { messageDigest, signEnvelope } from "../../../sdk/src/sharing/envelope.ts";
import { receiptsRoot, signReading, signReadingReceipt } from "../../../sdk/src/sharing/reading.ts";
import { signReceipt } from "../../../sdk/src/sharing/receipt.ts";
import { scopeTree } from "../../../sdk/src/sharing/scope-tree.ts";
import { narrowerScopes, SCOPES, type Scope, scopeDigest } from "../../../sdk/src/sharing/scopes.ts";
import { thumbprintOf } from "../../../sdk/src/statement/jws.ts";
import type { Trust } from "../../../sdk/src/verify/trust.ts";
import { seededBytes } from "../seeded.ts";
import { alerts } from "./alert-vectors.ts";
import { CASES } from "./cases.ts";
import { comparison } from "./comparison-vectors.ts";
import { issue, originalOf, TAG_KEY } from "./consortium.ts";
import { draws } from "./draw-vectors.ts";
import { REFUSED } from "./json-texts.ts";
import { wrapWith } from "./jwe.ts";
import { privateKeyOf, signerOf } from "./keys.ts";

const ISSUE = { by: "singapore", kind: "re-export-certificate", number: "SG-REX-1" } as const;

/** Every file of test/vectors by its name, made anew; the same bytes on every run. */
export const vectors = (): Record<string, object> => ({
  "json.json": json(),
  "documents.json": { documents: [document(), ...[1, 16, 17].map(counted)] },
  "batches.json": { batches: [1, 2, 3, 5, 8].map(batch) },
  "tags.json": tags(),
  "sharing.json": sharing(),
  "comparison.json": comparison(),
  "draws.json": draws(),
  "alerts.json": alerts(),
  "statements.json": { statements: [statement()] },
  "blobs.json": { blobs: [blob()] },
  ...dossiers(),
});

function json(): object {
  const texts = [
    '{"b":1.0,"a":-0}',
    "[1e21,1e-7,0.000001,123456789012345680000]",
    '"\\u20ac\\ud83d\\ude00\\u0007\\/"',
    '{"\\ufb33":1,"\\ud83d\\ude00":2,"":{}}',
    '{"__proto__":null}',
  ];
  const small = REFUSED.filter(([, input]) => input.length < 200);
  const bytesOf = (input: string | Uint8Array) => (typeof input === "string" ? Buffer.from(input) : input);
  return {
    canonical: texts.map((text) => ({ text, canonical: canonicalize(parseJson(text)) })),
    // Half of a surrogate pair has no UTF-8, so that text cannot be written here.
    refused: small
      .filter(([title]) => !title.endsWith("written out"))
      .map(([title, input, code]) => ({ title, bytes: base64urlOf(bytesOf(input)), code })),
  };
}

function described(name: string, fields: Parameters<typeof sealFields>[0]): object {
  let draw = new Uint8Array();
  const sealed = sealFields(fields, (length) => (draw = Uint8Array.from(seededBytes(name)(length))));
  const digests = sealed.body.disclosures.map(([, text]) => hexOf(disclosureDigest(text)));
  const pointers = fields.map(({ pointer }) => pointer).sort();
  const presentations = [[pointers[0]], pointers.filter((_, i) => i % 3 === 1)].filter((keep) => keep.length > 0);
  return {
    name,
    fields,
    draw: base64urlOf(draw),
    digests,
    ...sealed,
    presentations: presentations.map((keep) => ({
      keep,
      body: present(sealed.body, (pointer) => keep.includes(pointer)),
    })),
  };
}

const document = (): object =>
  described("a certificate", readFields({ original: originalOf(ISSUE.kind, ISSUE.number) }).fields);

function counted(count: number): object {
  const fields = Array.from({ length: count }, (_, i) => ({ pointer: `/${"abcdefghijklmnopq"[i]}`, value: i }));
  return described(`${count} fields`, fields);
}

function batch(size: number): object {
  const draw = seededBytes(`batch of ${size}`);
  const hex = () => hexOf(draw(32));
  const entries: Entry[] = Array.from({ length: size }, (_, i) => ({
    documentId: hex(),
    kind: 201 + 100 * i,
    subjectTag: hex(),
    referenceTag: hex(),
  }));
  const { root, path } = batchTree(entries);
  return {
    size,
    root,
    entries: entries.map((entry, i) => ({ ...entry, leaf: hexOf(entryHash(entry)), path: path(i) })),
  };
}

function tags(): object {
  const references = ["5SG201234567X1", " gb/abc-1 ", "\uff27\uff22\u3000abc", "stra\u00dfe 1"];
  return {
    tagKey: base64urlOf(TAG_KEY),
    subjects: references.map((reference) => ({
      reference,
      normal: normaliseReference(reference),
      tag: subjectTag(TAG_KEY, reference),
    })),
    references: (["packing-list", "bill-of-lading-master"] as const).map((kind) => ({
      kind,
      number: "msk 1",
      tag: referenceTag(TAG_KEY, kind, "msk 1"),
    })),
  };
}

function statement(): object {
  const { paper, claims } = issue(ISSUE);
  const key = privateKeyOf(ISSUE.by);
  return {
    key,
    kid: thumbprintOf(key),
    claims,
    statement: paper.statement,
    sdJwt: exportSdJwt(paper.body, claims, signerOf(ISSUE.by)),
  };
}

/** Scopes with their digests, and one message of each sort. */
function sharing(): object {
  const own: Scope = { pointers: ["/$facts/containers", "/$facts/vessel"] };
  const scopes: Scope[] = [...SCOPES.map(({ name }) => name), own];
  const narrower = narrowerScopes("full");
  const draw = seededBytes("sharing");
  const hex = () => hexOf(draw(32));
  const ends = { issuer: 1, audience: 2, issuedAt: 1_760_000_000 };
  const content = { documentId: hex(), grantId: hex() };
  const envelope = signEnvelope(
    {
      ...{ ...ends, envelopeId: hex(), expiresAt: 1_760_086_400, type: "paper", lane: hex(), content },
      attachments: [{ cid: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku", sizeBytes: 0 }],
    },
    signerOf("singapore"),
  );
  const answer = {
    envelopeId: hex(),
    envelopeDigest: messageDigest(envelope),
    code: "RECE",
    missing: [],
    message: "",
  } as const;
  const receipt = signReceipt({ ...answer, issuer: 2, audience: 1, issuedAt: 1_760_000_001 }, signerOf("rotterdam"));
  const opened = { ...content, readingId: hex(), officer: hex(), purpose: "transshipment", blockNumber: 7 } as const;
  const reading = signReading(
    { ...opened, reader: 2, owner: 1, readAt: 1_760_000_002, isOpened: true },
    signerOf("rotterdam"),
  );
  const log: string[] = [];
  for (const sequence of [1, 2, 3]) {
    const previous = log.length === 0 ? "0".repeat(64) : messageDigest(log.at(-1) as string);
    const link = { sequence, previous, reading: messageDigest(reading), uses: sequence, wasEffective: true };
    log.push(signReadingReceipt({ ...link, issuer: 1, issuedAt: 1_760_000_003 }, signerOf("singapore")));
  }
  return {
    scopes: scopes.map((scope) => ({ scope, digest: scopeDigest(scope) })),
    trees: [{ scopes: narrower, root: scopeTree(narrower).root }],
    cases: [{ tagKey: base64urlOf(TAG_KEY), number: "nl 2026/17", digest: caseDigest(TAG_KEY, "nl 2026/17") }],
    keys: [privateKeyOf("singapore"), privateKeyOf("rotterdam")],
    messages: [envelope, receipt, reading].map((message) => ({ message, digest: messageDigest(message) })),
    log: { receipts: log, root: receiptsRoot(log), head: messageDigest(log.at(-1) as string) },
  };
}

function blob(): object {
  const { paper, claims } = issue(ISSUE);
  const draw = seededBytes("blob");
  const contentKey = draw(32);
  const iv = draw(12);
  const plaintext = packPaper(paper);
  const sealed = seal({ plaintext, header: { documentId: claims.documentId }, contentKey, iv });
  const reader = privateKeyOf("rotterdam sealing");
  const wrapped = wrapWith(contentKey, reader, { ephemeral: privateKeyOf("ephemeral"), cek: draw(32), iv: draw(12) });
  return {
    documentId: claims.documentId,
    contentKey: base64urlOf(contentKey),
    iv: base64urlOf(iv),
    plaintext: base64urlOf(plaintext),
    blob: base64urlOf(sealed),
    reader,
    wrapped,
  };
}

/** Papers and trusts that many cases share stand once, and a case names them by their places. */
function dossiers(): Record<string, object> {
  const papers = places();
  const trusts = places();
  const cases = CASES.map(({ dossier, trust, ...one }) => ({
    ...one,
    trust: trust && trusts.of(trust),
    dossier: { ...dossier, papers: dossier.papers.map((paper) => papers.of(paper)) },
  }));
  return {
    "dossiers.json": { papers: papers.rows, trusts: trusts.rows, cases },
    "trust.json": CASES[0]?.trust as Trust,
  };
}

/** Rows, each once, and where they stand. */
function places(): { rows: object[]; of(row: object): number } {
  const seen = new Map<string, number>();
  const rows: object[] = [];
  return {
    rows,
    of(row) {
      const text = canonicalize(row as Json);
      if (!seen.has(text)) seen.set(text, rows.push(row) - 1);
      return seen.get(text) as number;
    },
  };
}
