import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { sql } from "kysely";
import { MIGRATIONS } from "../../../node-gateway/src/database/migrations.ts";
import { openSqlite } from "../../../node-gateway/src/database/sqlite.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("the database on SQLite", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealane-db-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("is written so that an acknowledged commit survives a power cut", async () => {
    const database = await openSqlite(join(folder, "durable.db"));
    const pragma = async (name: string) =>
      Object.values((await sql`pragma ${sql.raw(name)}`.execute(database)).rows[0] as object)[0];
    expect(await pragma("journal_mode")).to.equal("wal");
    expect(await pragma("synchronous")).to.equal(2);
    expect(await pragma("foreign_keys")).to.equal(1);
    await database.destroy();
  });

  it("takes each migration once, however often it is opened", async () => {
    const path = join(folder, "migrated.db");
    for (let n = 0; n < 3; n++) await (await openSqlite(path)).destroy();
    const file = new DatabaseSync(path);
    const versions = file.prepare("select version from schema_version order by version").all();
    expect(versions.map((row) => row["version"])).to.deep.equal(MIGRATIONS.map((_, index) => index + 1));
    file.close();
  });

  it("refuses with DATABASE_VERSION_UNKNOWN what a newer version wrote", async () => {
    const path = join(folder, "newer.db");
    await (await openSqlite(path)).destroy();
    const file = new DatabaseSync(path);
    file.prepare("insert into schema_version values (?)").run(MIGRATIONS.length + 1);
    file.close();
    await expectRejection(openSqlite(path), "DATABASE_VERSION_UNKNOWN");
  });

  it("says STORAGE_UNAVAILABLE while another program holds it, and goes on afterwards", async () => {
    const path = join(folder, "held.db");
    const database = await openSqlite(path);
    await sql`pragma busy_timeout = 0`.execute(database);
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const write = (account: string) =>
      database.insertInto("lanes").values({ account, next_nonce: 1, window_size: 1 }).execute();
    await expectRejection(write("a"), "STORAGE_UNAVAILABLE");
    other.exec("ROLLBACK");
    other.close();
    await write("b");
    expect(
      (await database.selectFrom("lanes").select("account").execute()).map(({ account }) => account),
    ).to.deep.equal(["b"]);
    await database.destroy();
  });

  it("keeps nothing of a transaction that fails", async () => {
    const database = await openSqlite(":memory:");
    const failed = database.transaction().execute(async (transaction) => {
      await transaction.insertInto("lanes").values({ account: "a", next_nonce: 1, window_size: 1 }).execute();
      throw new Error("in between");
    });
    await failed.catch(() => undefined);
    expect(await database.selectFrom("lanes").selectAll().execute()).to.deep.equal([]);
    await database.destroy();
  });

  it("runs transactions one after the other, so that counters do not collide", async () => {
    const database = await openSqlite(":memory:");
    await database.insertInto("lanes").values({ account: "a", next_nonce: 0, window_size: 1 }).execute();
    const step = () =>
      database.transaction().execute(async (transaction) => {
        const { next_nonce } = await transaction.selectFrom("lanes").selectAll().executeTakeFirstOrThrow();
        await new Promise(setImmediate);
        await transaction
          .updateTable("lanes")
          .set({ next_nonce: next_nonce + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, step));
    expect((await database.selectFrom("lanes").selectAll().executeTakeFirstOrThrow()).next_nonce).to.equal(20);
    await database.destroy();
  });
});
