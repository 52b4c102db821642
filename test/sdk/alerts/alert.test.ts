import { expect } from "chai";
import { type Alert, alertIdOf, isSignedBy, readAlert, signAlert, signJws } from "../../../sdk/src/index.ts";
import { expectRefusal } from "../../support/refusal.ts";
import { alertOf, DAY_SECONDS, ISSUED_AT } from "../../support/sdk/alerts.ts";
import { privateKeyOf, signerOf } from "../../support/sdk/keys.ts";

const signer = signerOf("singapore");
const alert = alertOf();
const refused = (change: object): void =>
  expectRefusal(
    () => readAlert(signJws("sealane-alert+jwt", { ...alert, ...change } as never, signer)),
    "MESSAGE_INVALID",
  );

describe("an alert", () => {
  it("is read as it was signed, and its issuer's key checks it", () => {
    const { claims, jws } = readAlert(signAlert(alert, signer));
    expect(claims).to.deep.equal(alert);
    expect(isSignedBy(jws, privateKeyOf("singapore"))).to.equal(true);
    expect(isSignedBy(jws, privateKeyOf("rotterdam"))).to.equal(false);
  });

  it("is refused when any claim is missing, unknown or of another form", () => {
    for (const name of Object.keys(alert)) refused({ [name]: { not: "this" } });
    refused({ severity: "high" });
    const { salt: _, ...rest } = alert;
    expectRefusal(() => readAlert(signJws("sealane-alert+jwt", rest as never, signer)), "MESSAGE_INVALID");
  });

  const CONTRADICTIONS: Readonly<Record<string, Partial<Alert>>> = {
    "is over before it begins": { validUntil: ISSUED_AT },
    "holds for more than two years": { validUntil: ISSUED_AT + 733 * DAY_SECONDS },
    "has a deadline before it was issued": { acknowledgeBy: ISSUED_AT - 1 },
    "is amber and addressed to everyone": { tlp: "amber" },
    "is red and addressed to an agreement": { tlp: "red", sharedWith: { agreementId: "ab".repeat(32) } },
    "is amber and may be handed on": { tlp: "amber", sharedWith: { members: [1], group: null }, forwarding: "tlp" },
    "may be handed on to parties of no agreement": { forwarding: "parties" },
    "says nothing to look for": { patterns: [] },
    "names members twice": { sharedWith: { members: [3, 3], group: null } },
    "names members out of order": { sharedWith: { members: [4, 3], group: null } },
    "names no member": { sharedWith: { members: [], group: null } },
    "has a pattern without an indicator": { patterns: [{}] },
    "has a container that is not in its normal form": { patterns: [{ containers: ["msku 123456-5"] }] },
    "has an empty band": { patterns: [{ massKg: { from: null, to: null } }] },
    "has a band whose ends are swapped": { patterns: [{ massKg: { from: "10", to: "9.5" } }] },
    "has an indicator that is not known": { patterns: [{ colour: ["red"] } as never] },
  };
  for (const [fault, change] of Object.entries(CONTRADICTIONS))
    it(`is refused when it ${fault}`, () => {
      refused(change);
      expectRefusal(() => signAlert({ ...alert, ...change }, signer), "MESSAGE_INVALID");
    });

  it("is refused when it would not fit into an envelope", () => {
    const containers = Array.from({ length: 256 }, (_, at) => `MSKU${at}`.padEnd(128, "0"));
    refused({ patterns: [{ containers }] });
  });

  it("has one id in all its versions, which no other issuer can have", () => {
    expect(alertIdOf({ ...alert, version: 2 } as Alert)).to.equal(alertIdOf(alert));
    expect(alertIdOf({ ...alert, issuer: 3 })).to.not.equal(alertIdOf(alert));
  });
});
