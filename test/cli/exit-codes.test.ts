import { expect } from "chai";
import { EXIT_CODES, EXIT_OF_ERROR, EXIT_OF_FINDING, exitCodeOf, worstOf } from "../../sdk/cli/exit-codes.ts";

describe("the exit codes", () => {
  it("are the numbers that scripts rely on", () => {
    expect(Object.fromEntries(EXIT_CODES.map(({ name, code }) => [name, code]))).to.deep.equal({
      ok: 0,
      internal: 1,
      usage: 2,
      tampered: 3,
      notAnchored: 4,
      withdrawn: 5,
      superseded: 6,
      untrustedIssuer: 7,
      suspectKey: 8,
      linksBroken: 9,
      contradicted: 14,
      cannotCheck: 10,
      refused: 11,
      unreadable: 12,
      unhealthy: 13,
    });
  });

  it("are each one number of one name", () => {
    expect(new Set(EXIT_CODES.map(({ code }) => code)).size).to.equal(EXIT_CODES.length);
    expect(new Set(EXIT_CODES.map(({ name }) => name)).size).to.equal(EXIT_CODES.length);
  });

  it("are 0 for no error", () => {
    expect(Object.values(EXIT_OF_ERROR)).not.to.include("ok");
  });

  it("are 0 for those findings alone that a check calls valid", () => {
    const ok = Object.entries(EXIT_OF_FINDING).filter(([, exit]) => exit === "ok");
    expect(ok.map(([code]) => code).sort()).to.deep.equal(
      [
        "OK",
        "BODY_INTACT",
        "ORIGINAL_MATCHES",
        "SIGNATURE_VALID",
        "KEY_SOUND",
        "ISSUER_MEMBER",
        "ISSUER_ACCREDITED",
        "ANCHORED",
        "CURRENT",
        "LINKS_RESOLVE",
        "TAG_MATCHES",
        "QUANTITY_AGREES",
        "EVIDENCE_FROM_CHAIN",
        "EVIDENCE_WITNESSED",
      ].sort(),
    );
  });

  it("yield the graver of two, whatever their order", () => {
    expect(worstOf(["ok", "withdrawn", "tampered", "cannotCheck"])).to.equal("tampered");
    expect(worstOf(["cannotCheck", "withdrawn"])).to.equal("withdrawn");
    expect(exitCodeOf(worstOf([]))).to.equal(0);
  });
});
