import type { MemberKey } from "../../../../sdk/src/verify/evidence.ts";
import { signWitness } from "../../../../sdk/src/verify/witness.ts";
import { DAY, keyOf, memberOf, T0 } from "../consortium.ts";
import { signerOf } from "../keys.ts";
import { type Case, caseOf, copy, issuerOf, keyIn, type Open, witnessKeyIn } from "./scene.ts";

/** What may be wrong with evidence and who vouches for it. */
export const EVIDENCE: readonly Case[] = [
  caseOf(["no trust is pinned", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"], (scene) => {
    scene.trust = null;
  }),
  caseOf(["the witness is not pinned", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"], (scene) => {
    scene.witness = { by: "rotterdam", issuer: 2 };
  }),
  caseOf(["the witness is a trader", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"], (scene) => {
    scene.trust?.members.push(copy(memberOf("exporter")));
    scene.witness = { by: "exporter", issuer: 5 };
  }),
  caseOf(
    ["the witness signs with a key that is not his", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"],
    (scene) => {
      scene.witness = { by: "stranger", issuer: 6 };
    },
  ),
  caseOf(
    ["the witness's pinned key is stolen", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"],
    ({ trust }) => {
      const key = trust?.members[1]?.keys[0] as Open<MemberKey>;
      key.compromisedSinceSeconds = T0;
    },
  ),
  caseOf(
    ["the witness is pinned as suspended", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"],
    ({ trust }) => {
      Object.assign(trust?.members[1] as object, { status: "suspended", statusSinceSeconds: T0 });
    },
  ),
  caseOf(
    ["the evidence was changed after its witness signed", "invalid", "EVIDENCE_ALTERED", "evidenceTrusted"],
    (scene) => {
      const text = signWitness(scene.evidence, { issuer: 6, issuedAt: T0 + DAY }, signerOf("auditor"));
      scene.evidence.block.timeSeconds++;
      scene.witness = { ...scene.witness, text };
    },
  ),
  caseOf(["the witness's signature is of another text", "invalid", "EVIDENCE_ALTERED", "evidenceTrusted"], (scene) => {
    const sign = (issuedAt: number) =>
      signWitness(scene.evidence, { issuer: 6, issuedAt }, signerOf("auditor")).split(".");
    const [header, payload] = sign(T0);
    scene.witness = { ...scene.witness, text: [header, payload, sign(T0 + 1)[2]].join(".") };
  }),
  caseOf(["the witness is no signed object", "invalid", "EVIDENCE_ALTERED", "evidenceTrusted"], (scene) => {
    scene.witness = { ...scene.witness, text: "on my word" };
  }),
  caseOf(
    ["the trust is of another network", "invalid", "EVIDENCE_OF_OTHER_NETWORK", "evidenceTrusted"],
    ({ trust }) => {
      if (trust) trust.network.genesisHash = "c".repeat(64);
    },
  ),
  caseOf(
    ["the evidence gives a pinned kid another key", "invalid", "EVIDENCE_CONTRADICTED", "evidenceTrusted"],
    (scene) => {
      const { x, y } = keyOf("stranger");
      Object.assign(keyIn(scene), { x, y });
    },
  ),
  caseOf(
    ["the evidence gives a pinned member another country", "invalid", "EVIDENCE_CONTRADICTED", "evidenceTrusted"],
    (scene) => {
      issuerOf(scene).country = "NL";
    },
  ),
  caseOf(
    ["the evidence gives a pinned kid another use", "invalid", "EVIDENCE_CONTRADICTED", "evidenceTrusted"],
    (scene) => {
      keyIn(scene).use = "transport";
    },
  ),
  caseOf(["the trust is of another chain", "invalid", "EVIDENCE_OF_OTHER_NETWORK", "evidenceTrusted"], ({ trust }) => {
    if (trust) trust.network.chainId++;
  }),
  caseOf(
    ["the trust is of another directory", "invalid", "EVIDENCE_OF_OTHER_NETWORK", "evidenceTrusted"],
    ({ trust }) => {
      if (trust) trust.network.directory = "c".repeat(40);
    },
  ),
  caseOf(
    ["the witness's pinned key is for sealing", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"],
    (scene) => {
      witnessKeyIn(scene).use = "sealing";
      scene.evidence.members.pop();
    },
  ),
  caseOf(
    ["the witness's pinned key is not valid yet", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"],
    (scene) => {
      witnessKeyIn(scene).validFromSeconds = T0 + DAY + 1;
    },
  ),
  caseOf(["the witness's pinned key has run out", "unknown", "EVIDENCE_NOT_WITNESSED", "evidenceTrusted"], (scene) => {
    witnessKeyIn(scene).validUntilSeconds = T0 + DAY;
  }),
];
