import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { sql } from "kysely";
import { refusedWrite } from "../../../node-gateway/src/database/refused-writes.ts";
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

  it("names a full disk until a change is taken again, though it can be read", async () => {
    const database = await openSqlite(join(folder, "full.db"));
    const lane = (account: string) => ({ account: account.repeat(5_000), next_nonce: 1, window_size: 1 });
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 1)}`.execute(database);
    await expectRejection(database.insertInto("lanes").values(lane("a")).execute(), "STORAGE_UNAVAILABLE");
    expect(refusedWrite(database)).to.equal("The database's disk is full.");
    expect(await database.selectFrom("lanes").selectAll().execute()).to.deep.equal([]);
    expect(refusedWrite(database)).to.equal("The database's disk is full.");
    const both = database.transaction().execute(async (transaction) => {
      await transaction.insertInto("lanes").values({ account: "c", next_nonce: 1, window_size: 1 }).execute();
      await transaction.insertInto("lanes").values(lane("d")).execute();
    });
    // SQLite rolls such a transaction back by itself.
    await expectRejection(both, "STORAGE_UNAVAILABLE");
    expect(await database.selectFrom("lanes").selectAll().execute()).to.deep.equal([]);
    await sql`pragma max_page_count = 1000000`.execute(database);
    await database.insertInto("lanes").values(lane("b")).execute();
    expect(refusedWrite(database)).to.equal(undefined);
    await database.destroy();
  });
});
