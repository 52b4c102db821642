import type { MemberKey } from "../../../../sdk/src/verify/evidence.ts";
import { T0 } from "../consortium.ts";
import { type Case, caseOf, issuerOf, keyIn, type Open } from "./scene.ts";

/** What may be wrong with an issuer. */
export const ISSUER: readonly Case[] = [
  caseOf(
    ["an issuer the evidence does not speak of", "unknown", "ISSUER_NOT_LISTED", "issuerMember"],
    ({ evidence }) => {
      evidence.members.shift();
      evidence.documents.shift();
    },
  ),
  caseOf(["an issuer the consortium does not know", "invalid", "ISSUER_UNKNOWN", "issuerMember"], ({ evidence }) => {
    evidence.members.shift();
  }),
  caseOf(
    ["an issuer suspended when the paper was anchored", "invalid", "ISSUER_SUSPENDED", "issuerMember"],
    (scene) => {
      Object.assign(issuerOf(scene), { status: "suspended", statusSinceSeconds: T0 + 60 });
    },
  ),
  caseOf(
    ["an issuer never accredited for the kind", "invalid", "ISSUER_NOT_ACCREDITED", "issuerAccredited"],
    (scene) => {
      issuerOf(scene).accreditations.pop();
    },
  ),
  caseOf(
    ["an accreditation that ended between issue and anchor", "invalid", "ISSUER_NOT_ACCREDITED", "issuerAccredited"],
    (scene) => {
      (issuerOf(scene).accreditations[1] as { validUntilSeconds: number }).validUntilSeconds = T0 + 60;
    },
  ),
  caseOf(["a key stolen before the paper was anchored", "unknown", "KEY_COMPROMISED", "keySound"], (scene) => {
    keyIn(scene).compromisedSinceSeconds = T0 + 60;
  }),
  caseOf(
    ["a key pinned as stolen that the evidence calls sound", "unknown", "KEY_COMPROMISED", "keySound"],
    ({ trust }) => {
      (trust?.members[0]?.keys[0] as Open<MemberKey>).compromisedSinceSeconds = T0;
    },
  ),
  caseOf(
    ["an accreditation that began after issue", "invalid", "ISSUER_NOT_ACCREDITED", "issuerAccredited"],
    (scene) => {
      for (const accreditation of issuerOf(scene).accreditations) accreditation.validFromSeconds = T0 + 1;
    },
  ),
  caseOf(
    ["a key the evidence calls stolen later than what is pinned", "unknown", "KEY_COMPROMISED", "keySound"],
    (scene) => {
      keyIn(scene).compromisedSinceSeconds = T0 + 61;
      (scene.trust?.members[0]?.keys[0] as Open<MemberKey>).compromisedSinceSeconds = T0;
    },
  ),
];
