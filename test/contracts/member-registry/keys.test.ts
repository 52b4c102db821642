import { createHash, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { admitMembers, FOREVER, KEY_USE, MEMBER, useConsortium } from "../support/consortium.ts";
import { expectEvents, expectNoOp, expectRevert } from "../support/expect.ts";

const DAY = 86_400;
const { singapore: SINGAPORE, rotterdam: ROTTERDAM } = MEMBER;

/** A fresh public key, with the thumbprint that RFC 7638 gives it. */
function makeKey(): { x: string; y: string; thumbprint: string } {
  const { x = "", y = "" } = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const jwk = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
  const hex = (coordinate: string) => `0x${Buffer.from(coordinate, "base64url").toString("hex")}`;
  return { x: hex(x), y: hex(y), thumbprint: `0x${createHash("sha256").update(jwk).digest("hex")}` };
}

describe("MemberRegistry: keys", () => {
  const world = useConsortium(admitMembers);
  const key = makeKey();
  const { x, y, thumbprint } = key;
  const add = (from: string, use: number = KEY_USE.statement, validFrom = 1, validUntil = FOREVER) =>
    world.members.send(from, "addKey", x, y, use, validFrom, validUntil);
  const asSingapore = (method: string, ...args: unknown[]) =>
    world.members.send(world.actors.singapore, method, ...args);
  const read = () => world.members.read("key", SINGAPORE, thumbprint);

  it("takes a key on the curve under the thumbprint of RFC 7638", async () => {
    const event = ["KeyAdded", SINGAPORE, thumbprint, KEY_USE.statement, x, y, 1, FOREVER];
    await expectEvents(add(world.actors.singapore), event);
    expect(await read()).to.deep.equal([KEY_USE.statement, 1, FOREVER, 0]);
  });

  it("computes the thumbprint of any two coordinates as RFC 7638 does", async () => {
    for (let round = 0; round < 8; round++) {
      const other = makeKey();
      expect(await world.members.read("thumbprintOf", other.x, other.y)).to.equal(other.thumbprint);
    }
  });

  it("repeated with the same use and period changes nothing, also when the member is suspended", async () => {
    await add(world.actors.singapore);
    await expectNoOp(add(world.actors.singapore));
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectNoOp(add(world.actors.singapore));
  });

  it("reverts with KeyExists for another use or period: one key has one use", async () => {
    await add(world.actors.singapore);
    const exists = ["KeyExists", SINGAPORE, thumbprint] as const;
    await expectRevert(add(world.actors.singapore, KEY_USE.sealing), ...exists);
    await expectRevert(add(world.actors.singapore, KEY_USE.statement, 2), ...exists);
    await expectRevert(add(world.actors.singapore, KEY_USE.statement, 1, FOREVER - 1), ...exists);
  });

  it("reverts with KeyInvalid for a point off the curve", async () => {
    const flipped = `0x${(BigInt(y) ^ 1n).toString(16).padStart(64, "0")}`;
    const sent = asSingapore("addKey", x, flipped, KEY_USE.statement, 1, FOREVER);
    await expectRevert(sent, "KeyInvalid", x, flipped);
  });

  it("reverts with KeyInvalid for coordinates that are not below the field's prime", async () => {
    const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
    // (0, √b) is on the curve; its x written as p is the same point with another name, and must not be one.
    const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
    const root = power(b, (prime + 1n) / 4n, prime);
    const word = (value: bigint) => `0x${value.toString(16).padStart(64, "0")}`;
    await expectRevert(
      asSingapore("addKey", word(prime), word(root), KEY_USE.statement, 1, FOREVER),
      "KeyInvalid",
      word(prime),
      word(root),
    );
    const added = await asSingapore("addKey", word(0n), word(root), KEY_USE.statement, 1, FOREVER);
    expect(added.events).to.have.length(1);
  });

  it("reverts with KeyUseInvalid without a use", () =>
    expectRevert(add(world.actors.singapore, KEY_USE.none), "KeyUseInvalid", KEY_USE.none));

  it("reverts with PeriodInvalid when the period is empty or over", async () => {
    const later = (await world.evm.now()) + DAY;
    await expectRevert(add(world.actors.singapore, KEY_USE.statement, later, later), "PeriodInvalid", later, later);
    await world.evm.setNextTime(later);
    await expectRevert(add(world.actors.singapore, KEY_USE.statement, 1, later), "PeriodInvalid", 1, later);
  });

  it("reverts with MemberNotActive when the member is suspended", async () => {
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectRevert(add(world.actors.singapore), "MemberNotActive", SINGAPORE);
  });

  it("ends at this block, also when the member is suspended, and never later than before", async () => {
    await add(world.actors.singapore);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    const { timeSeconds, events } = await asSingapore("endKey", thumbprint);
    expect(events).to.deep.equal([["KeyEnded", SINGAPORE, thumbprint, timeSeconds]]);
    await expectNoOp(asSingapore("endKey", thumbprint));
    expect(await read()).to.deep.equal([KEY_USE.statement, 1, timeSeconds, 0]);
  });

  it("is declared compromised since a time that only moves back, also when the member is suspended", async () => {
    await add(world.actors.singapore);
    await world.members.send(world.actors.registrar, "suspend", SINGAPORE);
    await expectEvents(asSingapore("declareKeyCompromised", thumbprint, 1000), [
      "KeyCompromised",
      SINGAPORE,
      thumbprint,
      1000,
    ]);
    await expectNoOp(asSingapore("declareKeyCompromised", thumbprint, 1000));
    await expectNoOp(asSingapore("declareKeyCompromised", thumbprint, 1001));
    await expectEvents(asSingapore("declareKeyCompromised", thumbprint, 999), [
      "KeyCompromised",
      SINGAPORE,
      thumbprint,
      999,
    ]);
    expect(await read()).to.deep.equal([KEY_USE.statement, 1, FOREVER, 999]);
  });

  it("is declared compromised since ever by zero, which is kept as 1", async () => {
    await add(world.actors.singapore);
    await expectEvents(asSingapore("declareKeyCompromised", thumbprint, 0), [
      "KeyCompromised",
      SINGAPORE,
      thumbprint,
      1,
    ]);
    await expectNoOp(asSingapore("declareKeyCompromised", thumbprint, 0));
  });

  it("reverts with TimeInFuture when it is to be compromised later than now", async () => {
    await add(world.actors.singapore);
    const now = (await world.evm.now()) + 10;
    await world.evm.setNextTime(now);
    await expectRevert(asSingapore("declareKeyCompromised", thumbprint, now + 1), "TimeInFuture", now + 1);
    await world.evm.setNextTime(now + 1);
    const { events } = await asSingapore("declareKeyCompromised", thumbprint, now + 1);
    expect(events).to.have.length(1);
  });

  it("is one member's own: another member neither has it nor can end or declare it", async () => {
    await add(world.actors.singapore);
    for (const [method, args] of [
      ["endKey", []],
      ["declareKeyCompromised", [1]],
    ] as const) {
      const sent = world.members.send(world.actors.rotterdam, method, thumbprint, ...args);
      await expectRevert(sent, "KeyUnknown", ROTTERDAM, thumbprint);
    }
    expect(await world.members.read("key", ROTTERDAM, thumbprint)).to.deep.equal([KEY_USE.none, 0, 0, 0]);
  });

  for (const [method, args] of [
    ["addKey", [x, y, KEY_USE.statement, 1, FOREVER]],
    ["endKey", [thumbprint]],
    ["declareKeyCompromised", [thumbprint, 1]],
  ] as const) {
    it(`reverts with CallerNotOperator when a stranger calls ${method}`, async () => {
      const { stranger } = world.actors;
      await expectRevert(world.members.send(stranger, method, ...args), "CallerNotOperator", stranger);
    });
  }
});

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % modulus) {
    if (rest & 1n) result = (result * square) % modulus;
  }
  return result;
}
