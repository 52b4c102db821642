import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sql } from "kysely";
import type { Database } from "../../../node-gateway/src/database/database.ts";
import { MIGRATIONS } from "../../../node-gateway/src/database/migrations.ts";
import { openDatabase } from "../../../node-gateway/src/database/open-database.ts";
import { withLease } from "../../../node-gateway/src/database/with-lease.ts";
import { databaseUrlOf, dropDatabases, testPostgres } from "../../support/gateway/postgres.ts";
import { expectRejection } from "../../support/refusal.ts";

const lane = (account: string, next_nonce = 0) => ({ account, next_nonce, window_size: 1 });

/** What the code may build on, on either engine; on PostgreSQL by `npm run test:postgres`. */
describe(`a database (${testPostgres() ? "PostgreSQL" : "SQLite"})`, () => {
  let folder: string;
  let database: Database;
  const open = () => openDatabase(databaseUrlOf(folder) ?? join(folder, "gateway.db"), "sealane-7");
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealane-db-"));
    database = await open();
  });
  afterEach(async () => {
    await database.destroy();
    await dropDatabases([folder]);
    await rm(folder, { recursive: true });
  });

  const accounts = async () =>
    (await database.selectFrom("lanes").select("account").execute()).map((row) => row.account);

  it("takes each migration once, however often it is opened", async () => {
    await (await open()).destroy();
    const { rows } = await sql<{ version: number }>`select version from schema_version order by version`.execute(
      database,
    );
    expect(rows.map(({ version }) => version)).to.deep.equal(MIGRATIONS.map((_, index) => index + 1));
  });

  it("refuses with DATABASE_VERSION_UNKNOWN what a newer version wrote", async () => {
    await sql`insert into schema_version values (${MIGRATIONS.length + 1})`.execute(database);
    await expectRejection(open(), "DATABASE_VERSION_UNKNOWN");
  });

  it("keeps nothing of a transaction that fails, also when a statement of it failed", async () => {
    await database.insertInto("lanes").values(lane("there")).execute();
    const failing = (account: string) =>
      database.transaction().execute(async (transaction) => {
        await transaction.insertInto("lanes").values(lane("new")).execute();
        await transaction.insertInto("lanes").values(lane(account)).execute();
        throw new Error("in between");
      });
    for (const account of ["there", "other"]) await failing(account).catch(() => undefined);
    expect(await accounts()).to.deep.equal(["there"]);
  });

  it("runs transactions and lone changes one after the other, so that counters do not collide", async () => {
    await database.insertInto("lanes").values(lane("a")).execute();
    const step = () =>
      database.transaction().execute(async (transaction) => {
        const { next_nonce } = await transaction.selectFrom("lanes").selectAll().executeTakeFirstOrThrow();
        await new Promise(setImmediate);
        await transaction
          .updateTable("lanes")
          .set({ next_nonce: next_nonce + 1 })
          .execute();
      });
    const lone = () =>
      database
        .updateTable("lanes")
        .set((row) => ({ next_nonce: row("next_nonce", "+", 100) }))
        .execute();
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 4 === 0 ? lone() : step())));
    expect((await database.selectFrom("lanes").selectAll().executeTakeFirstOrThrow()).next_nonce).to.equal(1030);
  });

  it("tells how many rows a change met, which compare-and-set goes by", async () => {
    await database
      .insertInto("lanes")
      .values([lane("a"), lane("b")])
      .execute();
    const update = (account: string) =>
      database.updateTable("lanes").set({ next_nonce: 1 }).where("account", "=", account).executeTakeFirst();
    expect((await update("a")).numUpdatedRows).to.equal(1n);
    expect((await update("c")).numUpdatedRows).to.equal(0n);
    expect((await database.deleteFrom("lanes").executeTakeFirst()).numDeletedRows).to.equal(2n);
  });

  it("gives numbers as numbers, also of counts, sums and comparisons, up to the largest safe one", async () => {
    await database.insertInto("lanes").values(lane("a", Number.MAX_SAFE_INTEGER)).execute();
    const counted = await database
      .selectFrom("lanes")
      .select(({ fn }) => [fn.countAll().as("count"), fn.max("next_nonce").as("most"), fn.sum("window_size").as("sum")])
      .executeTakeFirstOrThrow();
    expect(counted).to.deep.equal({ count: 1, most: Number.MAX_SAFE_INTEGER, sum: 1 });
    const compared = await database
      .selectFrom("lanes")
      .select((row) => [row("window_size", "=", 1).as("is"), row("window_size", "=", 2).as("isNot")])
      .executeTakeFirstOrThrow();
    expect(compared).to.deep.equal({ is: 1, isNot: 0 });
  });

  it("orders and compares text by its bytes", async () => {
    const names = ["b", "B", "a", "é", "Z", "_", "10", "9", "aa"];
    await database
      .insertInto("lanes")
      .values(names.map((name) => lane(name)))
      .execute();
    const rows = await database.selectFrom("lanes").select("account").orderBy("account").execute();
    expect(rows.map(({ account }) => account)).to.deep.equal(["10", "9", "B", "Z", "_", "a", "aa", "b", "é"]);
    const above = await database.selectFrom("lanes").select("account").where("account", ">", "_").execute();
    expect(above.map(({ account }) => account)).to.have.members(["a", "aa", "b", "é"]);
  });

  it("refuses a row that stands already, and says nothing of what is in it", async () => {
    await database.insertInto("lanes").values(lane("secret-account")).execute();
    const error = await database
      .insertInto("lanes")
      .values(lane("secret-account"))
      .execute()
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(error).to.be.instanceOf(Error);
    expect(JSON.stringify([String(error), error])).not.to.include("secret-account");
  });

  it("does the work of a lease and tells so, and passes on what it throws", async () => {
    let done = 0;
    expect(await withLease(database, "sender", async () => void done++)).to.equal(true);
    const failing = withLease(database, "sender", () => Promise.reject(new Error("the work's own")));
    expect(await failing.catch((error: Error) => error.message)).to.equal("the work's own");
    expect(await withLease(database, "sender", async () => void done++)).to.equal(true);
    expect(done).to.equal(2);
  });
});
