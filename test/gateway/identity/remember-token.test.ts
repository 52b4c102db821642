import { expect } from "chai";
import type { Database } from "../../../node-gateway/src/database/database.ts";
import { isCode } from "../../../node-gateway/src/errors.ts";
import { forgetTokens, rememberToken } from "../../../node-gateway/src/identity/remember-token.ts";
import { openTestDatabase } from "../../support/gateway/test-database.ts";
import { NOW_S } from "./token.ts";

describe("a used token", () => {
  let database: Database;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await openTestDatabase());
  });
  afterEach(() => close());

  const token = { issuer: 1, jti: "AAAAAAAAAAAAAAAAAAAAAA", expiresAtSeconds: NOW_S + 60 };
  /** Uses a token for one thing: a line in the audit log's stead. */
  const use = (used = token) =>
    database.transaction().execute(async (transaction) => {
      await rememberToken(transaction, used);
      await transaction.insertInto("known_scopes").values({ digest: crypto.randomUUID(), scope: "{}" }).execute();
    });
  const effects = async () => (await database.selectFrom("known_scopes").selectAll().execute()).length;

  it("has one effect when a thousand use it at once", async () => {
    const results = await Promise.allSettled(Array.from({ length: 1000 }, () => use()));
    const refusals = results.flatMap((it) => (it.status === "rejected" ? [it.reason] : []));
    expect(refusals).to.have.length(999);
    expect(refusals.every((error) => isCode(error, "PEER_TOKEN_REPLAYED"))).to.equal(true);
    expect(await effects()).to.equal(1);
  });

  it("is another member's own when two draw the same jti", async () => {
    await use();
    await use({ ...token, issuer: 2 });
    expect(await effects()).to.equal(2);
  });

  it("may be used again when what it was used for failed", async () => {
    const failing = database.transaction().execute(async (transaction) => {
      await rememberToken(transaction, token);
      throw new Error("the rest failed");
    });
    await failing.catch(() => undefined);
    await use();
    expect(await effects()).to.equal(1);
  });

  it("is remembered for an hour beyond its end, then forgotten", async () => {
    await use();
    const kept = async (nowSeconds: number) => {
      await database.transaction().execute((transaction) => forgetTokens(transaction, nowSeconds));
      return (await database.selectFrom("seen_tokens").selectAll().execute()).length;
    };
    expect(await kept(token.expiresAtSeconds + 3600)).to.equal(1);
    expect(await kept(token.expiresAtSeconds + 3601)).to.equal(0);
  });
});
