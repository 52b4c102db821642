import { ZERO_HEX32 } from "@sealane/sdk";
import { expect } from "chai";
import type { Database } from "../../../node-gateway/src/database/database.ts";
import { indexDue } from "../../../node-gateway/src/database/tables/due.ts";
import type { Untyped } from "../../../node-gateway/src/database/untyped.ts";
import { isAnswered } from "../../../node-gateway/src/sharing/require.ts";
import { openTestDatabase } from "../../support/gateway/test-database.ts";

const REQUEST = "ab".repeat(32);

describe("the outbox of a database from before requests were named in it", () => {
  let database: Database;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await openTestDatabase());
    for (const index of ["deliveries_when_due", "outbox_items_of_request"])
      await database.schema.dropIndex(index).execute();
    await database.schema.alterTable("outbox_items").dropColumn("request_id").execute();
  });
  afterEach(() => close());

  const queue = (item_id: number, purpose: string, { state = "waiting", requestId = REQUEST } = {}) =>
    (database as unknown as Untyped)
      .insertInto("outbox_items")
      .values({
        ...{ item_id, purpose, state, payload: JSON.stringify({ requestId }), created_at_seconds: 1 },
        subject_id: purpose === "refuse" ? requestId : "cd".repeat(32),
      })
      .execute();

  const cases: [string, string, object, boolean][] = [
    ["a grant that waits", "grant", {}, true],
    ["a grant that was signed", "grant", { state: "signed" }, true],
    ["a refusal that waits", "refuse", {}, true],
    ["a grant that was refused", "grant", { state: "refused" }, false],
    ["a grant that answers nothing", "grant", { requestId: ZERO_HEX32 }, false],
    ["a grant that answers another", "grant", { requestId: "ef".repeat(32) }, false],
  ];
  for (const [what, purpose, more, isSo] of cases) {
    it(`says of a request that it is ${isSo ? "" : "not "}answered by ${what}`, async () => {
      await queue(1, purpose, more);
      await indexDue(database as unknown as Untyped);
      expect(await isAnswered(database, REQUEST)).to.equal(isSo);
      expect(await isAnswered(database, ZERO_HEX32)).to.equal(false);
    });
  }
});
