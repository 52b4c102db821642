import { readFields } from "../../../../sdk/src/document/prepare.ts";
import { present } from "../../../../sdk/src/document/present.ts";
import { utf8Encode } from "../../../../sdk/src/primitives/utf8.ts";
import { DAY, memberOf, T0 } from "../consortium.ts";
import { about, bill, type Case, caseOf, copy, foundIn, issuerOf, keyIn, linkIn, paperIn, tombstone } from "./scene.ts";

/** Papers that are all right, some of them barely. */
export const SOUND: readonly Case[] = [
  caseOf(["a paper that is all right", "valid", "OK"], () => undefined),
  caseOf(["a presentation of one field, without the original", "valid", "OK"], (scene) => {
    const paper = paperIn(scene);
    paper.body = copy(present(paper.body, (pointer) => pointer === "/$facts/ucr"));
    delete paper.original;
  }),
  caseOf(["a paper with what it builds on", "valid", "OK"], ({ papers, evidence }) => {
    papers.push(copy(bill.paper));
    evidence.members.push(copy(memberOf("carrier")));
  }),
  caseOf(["an original nobody reads, with facts beside it", "valid", "OK"], () => {
    const original = utf8Encode("%PDF-1.7 a scan");
    const facts = { documentNumber: "SG-REX-7", containers: ["MSCU1234566"] };
    const reword = () => [...readFields({ original, kind: "re-export-certificate", facts }).fields];
    return about({ number: "SG-REX-7", original, reword });
  }),
  caseOf(["a second agency vouches for the evidence", "valid", "OK"], (scene) => {
    scene.witness = { by: "singapore", issuer: 1 };
  }),
  caseOf(["a key that ran out after issue, before the anchor was a day late", "valid", "OK"], (scene) => {
    keyIn(scene).validUntilSeconds = T0 + 1;
  }),
  caseOf(["a key stolen after the paper was anchored", "valid", "OK"], (scene) => {
    keyIn(scene).compromisedSinceSeconds = T0 + 61;
  }),
  caseOf(["an issuer suspended after the paper was anchored", "valid", "OK"], (scene) => {
    Object.assign(issuerOf(scene), { status: "suspended", statusSinceSeconds: T0 + 61 });
  }),
  caseOf(["a clock a quarter of an hour ahead", "valid", "OK"], () => about({ claims: { issuedAt: T0 + 60 + 900 } })),
  caseOf(["what it builds on was superseded", "valid", "OK"], (scene) => {
    linkIn(scene).tombstone = tombstone({
      supersededAtSeconds: T0 + 90,
      supersedeReason: 2,
      successorId: "a".repeat(64),
    });
  }),
  caseOf(["a witness suspended after he looked", "valid", "OK"], ({ trust }) => {
    Object.assign(trust?.members[1] as object, { status: "suspended", statusSinceSeconds: T0 + DAY + 1 });
  }),
  caseOf(["a key and an accreditation that began in the second of issue", "valid", "OK"], (scene) => {
    keyIn(scene).validFromSeconds = T0;
    for (const accreditation of issuerOf(scene).accreditations) accreditation.validFromSeconds = T0;
  }),
  caseOf(["another member anchored the same and took it back", "valid", "OK"], (scene) => {
    const withdrawn = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 });
    scene.evidence.documents.unshift({ ...foundIn(scene), memberId: 3, tombstone: withdrawn });
  }),
  caseOf(
    ["what it builds on stands by one member, and by others was taken back or never anchored", "valid", "OK"],
    (scene) => {
      const withdrawn = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 });
      scene.evidence.documents.push({ ...linkIn(scene), memberId: 2, tombstone: withdrawn });
      scene.evidence.documents.push({ ...linkIn(scene), memberId: 5, anchor: null });
    },
  ),
];
