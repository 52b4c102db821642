import { expect } from "chai";
import { readFields } from "../../../sdk/src/document/prepare.ts";
import { parseDossier, verifyDossier, writeDossier } from "../../../sdk/src/dossier/dossier.ts";
import { base64urlOf } from "../../../sdk/src/primitives/base64url.ts";
import { utf8Encode } from "../../../sdk/src/primitives/utf8.ts";
import { readStatement } from "../../../sdk/src/statement/statement.ts";
import type { MemberKey } from "../../../sdk/src/verify/evidence.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { about, caseOf, issuerOf, linkIn, type Open, paperIn, tombstone } from "../../support/sdk/cases/scene.ts";
import { DAY, keyOf, memberOf, T0 } from "../../support/sdk/consortium.ts";

type Making = Parameters<typeof caseOf>[1];

/** Code of the verdict on what an attacker makes of a good dossier, taken the whole way through its text. */
function codeOf(make: Making): string {
  const { dossier, trust } = caseOf(["an attack", "valid", "OK"], make);
  return verifyDossier(parseDossier(writeDossier(dossier)), trust ?? undefined).code;
}

describe("Whoever stole a witness's key", () => {
  it("does not pass by dating his evidence before the theft", () => {
    const code = codeOf(({ trust }) => {
      const key = trust?.members[1]?.keys[0] as Open<MemberKey>;
      key.compromisedSinceSeconds = T0 + 30 * DAY;
    });
    expect(code).to.equal("EVIDENCE_NOT_WITNESSED");
  });

  it("does not pass either where only the evidence knows of the theft, or of a suspension", () => {
    const changed = (change: object, ofKey: object) =>
      codeOf(({ evidence }) => {
        const auditor = memberOf("auditor");
        evidence.members[1] = { ...auditor, ...change, keys: [{ ...keyOf("auditor"), ...ofKey }] } as never;
      });
    expect(changed({}, {})).to.equal("OK");
    expect(changed({}, { compromisedSinceSeconds: T0 })).to.equal("EVIDENCE_NOT_WITNESSED");
    expect(changed({ status: "suspended", statusSinceSeconds: T0 }, {})).to.equal("EVIDENCE_NOT_WITNESSED");
  });
});

describe("A witness that calls a suspended member active", () => {
  const codeAt = (madeAtSeconds: number, pinned: object) =>
    codeOf(({ trust }) => {
      Object.assign(trust as object, { madeAtSeconds });
      Object.assign(trust?.members[0] as object, pinned);
    });
  const suspended = { status: "suspended", statusSinceSeconds: T0 };

  it("is contradicted by a trust file that is newer than the evidence, and knows of it", () => {
    expect(codeAt(T0 + 2 * DAY, suspended)).to.equal("EVIDENCE_CONTRADICTED");
  });

  it("is not contradicted where the member may have been active again, or still", () => {
    expect(codeAt(T0 + DAY / 2, suspended)).to.equal("OK");
    expect(codeAt(T0 + 3 * DAY, { ...suspended, statusSinceSeconds: T0 + 2 * DAY })).to.equal("OK");
  });
});

describe("A member that anchors another's withdrawn document again", () => {
  const withdrawn = tombstone({ withdrawnAtSeconds: T0 + 90, withdrawReason: 5 });
  const again = (blocksLater: number) =>
    codeOf((scene) => {
      const link = linkIn(scene);
      const anchor = { ...link.anchor, blockNumber: (link.anchor?.blockNumber ?? 0) + blocksLater };
      scene.evidence.documents.push({ ...link, memberId: 5, anchor } as typeof link);
      link.tombstone = withdrawn;
    });

  it("does not lift the withdrawal for those who build on it", () => expect(again(1)).to.equal("LINK_WITHDRAWN"));
  it("and one that anchored it before is whom they build on", () => expect(again(-1)).to.equal("OK"));
});

describe("Evidence that lists a key twice", () => {
  it("once stolen and once not, is none", () => {
    const twice = caseOf(["twice", "valid", "OK"], (scene) => {
      issuerOf(scene).keys.push({ ...keyOf("singapore"), compromisedSinceSeconds: 1 });
    });
    expectRefusal(() => parseDossier(writeDossier(twice.dossier)), "DOSSIER_INVALID");
  });
});

describe("A statement whose link's relation is a list of one name", () => {
  it("is none", () => {
    const [header, payload, signature] = paperIn(about({})).statement.split(".") as [string, string, string];
    const text = Buffer.from(payload, "base64url").toString().replace('"derivedFrom"', '["derivedFrom"]');
    expect(text).to.contain('["derivedFrom"]');
    expectRefusal(() => readStatement(`${header}.${base64urlOf(utf8Encode(text))}.${signature}`), "STATEMENT_INVALID");
  });
});

describe("A body of another kind than its statement", () => {
  const original = utf8Encode('{"sealane":"commercial-invoice","documentNumber":"INV-1"}');

  it("is found also when the original stays at home", () => {
    const without = codeOf(() => {
      const scene = about({ number: "SG-REX-3", original });
      delete paperIn(scene).original;
      return scene;
    });
    expect(without).to.equal("ORIGINAL_CONTRADICTED");
  });
});

describe("A body in which a fact stands inside another", () => {
  it("gets a verdict, and throws nothing", () => {
    const original = utf8Encode("%PDF-1.7 a scan");
    const scan = readFields({ original, kind: "re-export-certificate", facts: { ucr: "5SG201234567X1" } });
    const inside = { pointer: "/$facts/ucr/0", value: "5SG201234567X2" };
    const nested = codeOf(() => about({ number: "SG-REX-4", original, reword: () => [...scan.fields, inside] }));
    expect(nested).to.equal("ORIGINAL_UNREADABLE");
  });
});
