import type { Dossier, Evidence, Paper, Trust } from "@sealane/sdk";
import { z } from "zod";
import { base64url, base64url32, compactJws, count, hex32, kindName, memberId, seconds } from "./words.ts";

const uint32 = z.int().min(0).max(0xffffffff);

export const paper = z
  .strictObject({
    statement: compactJws,
    body: z.strictObject({
      size: uint32,
      disclosures: z.array(z.tuple([uint32, z.string()]).readonly()),
      hashes: z.array(hex32),
    }),
    original: base64url.exactOptional(),
  })
  .meta({ id: "Paper", description: "A document as it is handed on." }) satisfies z.ZodType<Paper>;

const memberKey = z.strictObject({
  kid: base64url32,
  x: base64url32,
  y: base64url32,
  use: z.enum(["statement", "sealing", "transport"]),
  validFromSeconds: seconds,
  validUntilSeconds: seconds,
  compromisedSinceSeconds: seconds,
});

export const member = z
  .strictObject({
    memberId,
    country: z.string().regex(/^[A-Z]{2}$/),
    roles: uint32.meta({ description: "Bits: 1 customs agency, 2 carrier, 4 certifier, 8 trader, 16 auditor." }),
    status: z.enum(["active", "suspended"]),
    statusSinceSeconds: seconds,
    keys: z.array(memberKey),
    accreditations: z.array(z.strictObject({ kind: kindName, validFromSeconds: seconds, validUntilSeconds: seconds })),
  })
  .meta({ id: "Member" });

const network = z
  .strictObject({ chainId: count, genesisHash: hex32, directory: z.string().regex(/^[0-9a-f]{40}$/) })
  .meta({ id: "Network" });

export const block = z.strictObject({ number: count, hash: hex32, timeSeconds: seconds }).meta({ id: "Block" });

const anchor = z.strictObject({
  root: hex32,
  index: uint32,
  size: memberId,
  path: z.array(hex32),
  anchoredAtSeconds: seconds,
  blockNumber: count,
});

const reasonCode = z.int().min(0).max(255);
const tombstone = z.strictObject({
  supersededAtSeconds: seconds,
  withdrawnAtSeconds: seconds,
  supersedeReason: reasonCode,
  withdrawReason: reasonCode,
  successorId: hex32,
});

const evidence = z
  .strictObject({
    network,
    block,
    members: z.array(member),
    documents: z.array(
      z.strictObject({ documentId: hex32, memberId, anchor: anchor.nullable(), tombstone: tombstone.nullable() }),
    ),
  })
  .meta({ id: "Evidence", description: "What the chain says at one block." }) satisfies z.ZodType<Evidence>;

export const dossier = z
  .strictObject({
    type: z.literal("sealane-dossier/1"),
    papers: z.array(paper).min(1),
    evidence,
    witness: compactJws,
  })
  .meta({ id: "Dossier", description: "One file that proves papers offline." }) satisfies z.ZodType<Dossier>;

export const trust = z
  .strictObject({
    type: z.literal("sealane-trust/1"),
    network,
    members: z.array(member),
    madeAtSeconds: seconds,
  })
  .meta({ id: "Trust", description: "What an offline verifier pins." }) satisfies z.ZodType<Trust>;
