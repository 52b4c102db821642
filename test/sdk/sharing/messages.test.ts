import { createHash } from "node:crypto";
import { expect } from "chai";
import { hexOf } from "../../../sdk/src/primitives/hex.ts";
import { type Envelope, messageDigest, readEnvelope, signEnvelope } from "../../../sdk/src/sharing/envelope.ts";
import {
  type Reading,
  type ReadingReceipt,
  readReading,
  readReadingReceipt,
  receiptsRoot,
  signReading,
  signReadingReceipt,
} from "../../../sdk/src/sharing/reading.ts";
import { type Receipt, readReceipt, signReceipt } from "../../../sdk/src/sharing/receipt.ts";
import type { ReadMessage } from "../../../sdk/src/sharing/signed-claims.ts";
import { isSignedBy, type Signer, signJws } from "../../../sdk/src/statement/jws.ts";
import { codeOf, expectRefusal } from "../../support/refusal.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";
import { seededBytes } from "../../support/seeded.ts";

const draw = seededBytes("messages");
const id = () => hexOf(draw(32));
const signer = signerOf("singapore");
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest();

const envelope: Envelope = {
  envelopeId: id(),
  issuer: 1,
  audience: 2,
  issuedAt: 1_760_000_000,
  expiresAt: 1_760_600_000,
  type: "paper",
  lane: id(),
  content: { documentId: id(), scope: "goods" },
  attachments: [{ cid: "bafkreigh2akiscaildc", sizeBytes: 12 }],
};
const receipt: Receipt = {
  envelopeId: envelope.envelopeId,
  envelopeDigest: id(),
  code: "MDOC",
  issuer: 2,
  audience: 1,
  issuedAt: 1_760_000_001,
  missing: ["bafkreigh2akiscaildc"],
  message: "An attachment is missing.",
};
const reading: Reading = {
  readingId: id(),
  grantId: id(),
  documentId: id(),
  reader: 2,
  owner: 1,
  officer: id(),
  purpose: "transshipment",
  readAt: 1_760_000_002,
  blockNumber: 17,
  isOpened: false,
};
const readingReceipt: ReadingReceipt = {
  sequence: 1,
  previous: "0".repeat(64),
  reading: id(),
  issuer: 1,
  issuedAt: 1_760_000_003,
  uses: 1,
  wasEffective: true,
};

interface Row {
  readonly typ: string;
  readonly claims: object;
  sign(claims: never, signer: Signer): string;
  read(jws: string): ReadMessage<unknown>;
  /** Claims that are wrong, each alone. */
  readonly faults: Readonly<Record<string, unknown>>;
}

/** One row for each sort of message. */
const MESSAGES: Readonly<Record<string, Row>> = {
  "An envelope": {
    typ: "sealane-envelope+jwt",
    claims: envelope,
    sign: signEnvelope,
    read: readEnvelope,
    faults: {
      envelopeId: id().toUpperCase(),
      issuer: 0,
      audience: 2 ** 32,
      issuedAt: -1,
      expiresAt: 2 ** 40,
      type: "Paper",
      lane: "",
      content: [],
      attachments: [{ cid: "../../etc/passwd", sizeBytes: 1 }],
    },
  },
  "A receipt": {
    typ: "sealane-receipt+jwt",
    claims: receipt,
    sign: signReceipt,
    read: readReceipt,
    faults: {
      envelopeId: 1,
      envelopeDigest: "00",
      code: "OKAY",
      issuer: "2",
      audience: 0,
      issuedAt: 1.5,
      missing: "all",
      message: null,
    },
  },
  "A reading": {
    typ: "sealane-reading+jwt",
    claims: reading,
    sign: signReading,
    read: readReading,
    faults: {
      readingId: null,
      grantId: "",
      documentId: id().slice(2),
      reader: 0,
      owner: -1,
      officer: "jan",
      purpose: "curiosity",
      readAt: "now",
      blockNumber: -1,
      isOpened: 1,
    },
  },
  "A receipt of a reading": {
    typ: "sealane-reading-receipt+jwt",
    claims: readingReceipt,
    sign: signReadingReceipt,
    read: readReadingReceipt,
    faults: { sequence: 0, previous: "", reading: 7, issuer: 0, issuedAt: null, uses: -1, wasEffective: "true" },
  },
};

for (const [title, { typ, claims, sign, read, faults }] of Object.entries(MESSAGES)) {
  const jws = sign(claims as never, signer);
  const signRaw = (value: object) => signJws(typ, JSON.parse(JSON.stringify(value)), signer);

  describe(title, () => {
    it("reads back as what was signed, by the key it names alone", () => {
      const message = read(jws);
      expect(JSON.parse(JSON.stringify(message.claims))).to.deep.equal(claims);
      expect(isSignedBy(message.jws, privateKeyOf("singapore"))).to.equal(true);
      expect(isSignedBy(message.jws, privateKeyOf("stranger"))).to.equal(false);
    });

    for (const name of Object.keys(claims)) {
      it(`without ${name}, or with a wrong one, is neither signed nor read: MESSAGE_INVALID`, () => {
        const { [name]: _, ...without } = claims as Record<string, unknown>;
        const wrong = { ...claims, [name]: faults[name] };
        for (const value of [without, wrong]) {
          expectRefusal(() => sign(value as never, signer), "MESSAGE_INVALID");
          expectRefusal(() => read(signRaw(value)), "MESSAGE_INVALID");
        }
      });
    }

    it("with a claim nobody knows is MESSAGE_INVALID", () => {
      expectRefusal(() => read(signRaw({ ...claims, extra: 1 })), "MESSAGE_INVALID");
    });

    it("is not read as a message of another sort", () => {
      for (const [other, row] of Object.entries(MESSAGES)) {
        if (other !== title) expectRefusal(() => row.read(jws), "STATEMENT_INVALID");
      }
    });

    it("with any byte changed is refused, or not signed by its key", () => {
      for (let at = 0; at < jws.length; at++) {
        const changed = jws.slice(0, at) + (jws[at] === "A" ? "B" : "A") + jws.slice(at + 1);
        const isRefused = codeOf(() => read(changed)) !== "nothing thrown";
        expect(isRefused || !isSignedBy(read(changed).jws, privateKeyOf("singapore")), `byte ${at}`).to.equal(true);
      }
    });
  });
}

describe("A log of readings", () => {
  const receipts = [1, 2, 3].map((sequence) => signReadingReceipt({ ...readingReceipt, sequence }, signer));

  it("is anchored under the RFC 9162 root over its receipts", () => {
    const leaf = (text: string) => sha256(Buffer.concat([Buffer.of(0), Buffer.from(text)]));
    const node = (left: Buffer, right: Buffer) => sha256(Buffer.concat([Buffer.of(1), left, right]));
    const [first, second, third] = receipts.map(leaf) as [Buffer, Buffer, Buffer];
    expect(receiptsRoot(receipts)).to.equal(node(node(first, second), third).toString("hex"));
    expect(receiptsRoot(receipts.slice(0, 1))).to.equal(first.toString("hex"));
  });

  it("without a receipt has no root: BATCH_EMPTY", () => expectRefusal(() => receiptsRoot([]), "BATCH_EMPTY"));

  it("is chained by SHA-256 over each receipt as it was signed", () => {
    const [first = ""] = receipts;
    expect(messageDigest(first)).to.equal(sha256(first).toString("hex"));
  });
});
