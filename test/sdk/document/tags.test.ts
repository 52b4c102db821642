import { createHmac } from "node:crypto";
import { expect } from "chai";
import { normaliseReference, referenceTag, subjectTag } from "../../../sdk/src/document/tags.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { seededBytes } from "../../support/seeded.ts";

const key = seededBytes("tag key")(32);
const hmac = (text: string) => createHmac("sha256", key).update(text).digest("hex");

describe("Tags", () => {
  it("are HMAC-SHA-256 of domain, kind and normalised number", () => {
    expect(subjectTag(key, "5SG-2025-001")).to.equal(hmac("sealane/1 subject\0" + "5SG-2025-001"));
    expect(referenceTag(key, "bill-of-lading-master", "MSK1")).to.equal(
      hmac("sealane/1 reference\0bill-of-lading-master\0MSK1"),
    );
  });

  it("take no notice of case, blanks and the width of characters", () => {
    for (const spelling of [
      "gb/abc-1",
      " GB / ABC-1\n",
      "\uff27\uff22/ABC-1",
      "GB\u00a0/\u2003ABC-1",
      "\ufeffGB/ABC-1",
    ]) {
      expect(normaliseReference(spelling), JSON.stringify(spelling)).to.equal("GB/ABC-1");
    }
  });

  it("tell numbers apart by their punctuation", () => {
    expect(subjectTag(key, "AB-1")).not.to.equal(subjectTag(key, "AB1"));
  });

  it("tell apart domains, kinds and keys", () => {
    const tags = [
      subjectTag(key, "X1"),
      referenceTag(key, "packing-list", "X1"),
      referenceTag(key, "commercial-invoice", "X1"),
      subjectTag(seededBytes("next epoch")(32), "X1"),
    ];
    expect(new Set(tags).size).to.equal(tags.length);
  });

  it("do not let a number reach into the kind before it", () => {
    expect(subjectTag(key, "A\0B")).not.to.equal(hmac("sealane/1 subject\0A"));
    expect(normaliseReference("A\0B")).to.equal("A\0B");
  });

  it("of a blank number are refused with TAG_INPUT_EMPTY", () => {
    expectRefusal(() => subjectTag(key, " \t\u3000"), "TAG_INPUT_EMPTY");
    expectRefusal(() => referenceTag(key, "packing-list", ""), "TAG_INPUT_EMPTY");
  });
});
