import { expect } from "chai";
import { sql } from "kysely";
import { Client } from "pg";
import type { Database } from "../../node-gateway/src/database/database.ts";
import { openDatabase } from "../../node-gateway/src/database/open-database.ts";
import { refusedWrite } from "../../node-gateway/src/database/refused-writes.ts";
import { withLease } from "../../node-gateway/src/database/with-lease.ts";
import { findResult, keepResult, writeRequest } from "../../node-gateway/src/intake/idempotency.ts";
import { type LocalPostgres, postgresPrograms, startLocalPostgres } from "../../scripts/local-postgres.ts";
import { startCommitProxy } from "../support/gateway/commit-proxy.ts";
import { expectRejection } from "../support/refusal.ts";

const lane = (account: string) => ({ account, next_nonce: 0, window_size: 1 });

describe("a database on PostgreSQL", function () {
  this.timeout(120_000);
  let server: LocalPostgres;
  let admin: Client;
  const opened: Database[] = [];
  let schemas = 0;
  before(async function () {
    if (!postgresPrograms()) return this.skip();
    server = await startLocalPostgres({ max_connections: "60" });
    admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query("create role limited login password 'limited' connection limit 2");
    await admin.query("create schema limited authorization limited");
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.destroy();
  });
  after(async () => {
    await admin?.end();
    await server?.stop();
  });

  const freshUrl = () => `${server.url}?schema=s${schemas++}`;
  async function open(url = freshUrl()): Promise<Database> {
    const database = await openDatabase(url, "sealane-7");
    opened.push(database);
    return database;
  }
  const count = async (database: Database) => (await database.selectFrom("lanes").selectAll().execute()).length;

  it("is made by one of many processes that start on it at once, and found made by the others", async () => {
    const url = freshUrl();
    const databases = await Promise.all(Array.from({ length: 6 }, () => open(url)));
    await (databases[0] as Database).insertInto("lanes").values(lane("a")).execute();
    expect(await Promise.all(databases.map(count))).to.deep.equal([1, 1, 1, 1, 1, 1]);
  });

  it("shows the gateway by its member's number in the server's own list", async () => {
    await count(await open());
    const { rows } = await admin.query("select 1 from pg_stat_activity where application_name = 'sealane-7'");
    expect(rows.length).to.be.above(0);
  });

  it("gives a lease to one process at a time, to the next after the work, and after the holder was cut off", async () => {
    const url = freshUrl();
    const [first, second] = [await open(url), await open(url)];
    const other = await open();
    const done: boolean[] = [];
    await withLease(first, "sender", async () => {
      done.push(await withLease(second, "sender", async () => {}));
      done.push(await withLease(first, "sender", async () => {}));
      done.push(await withLease(second, "indexer", async () => {}));
      done.push(await withLease(other, "sender", async () => {}));
    });
    expect(done).to.deep.equal([false, false, true, true]);
    expect(await withLease(second, "sender", async () => {})).to.equal(true);
    for (let cut = 0; cut < 20; cut++) {
      await withLease(first, "sender", async () => {
        await admin.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
        // Another lease of the process that was cut off: its next session is open before the work ends.
        await withLease(first, "indexer", async () => {}).catch(() => undefined);
        while (!(await withLease(second, "sender", async () => {}))) await new Promise(setImmediate);
      });
    }
    for (const name of ["sender", "indexer"]) {
      expect(await withLease(first, name, async () => {})).to.equal(true);
      expect(await withLease(second, name, async () => {})).to.equal(true);
    }
  });

  it("says STORAGE_UNAVAILABLE of a transaction whose connection was ended, keeps nothing of it, and goes on", async () => {
    const database = await open();
    const cut = database.transaction().execute(async (transaction) => {
      await transaction.insertInto("lanes").values(lane("half")).execute();
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sealane-7'");
      await transaction.insertInto("lanes").values(lane("whole")).execute();
    });
    await expectRejection(cut, "STORAGE_UNAVAILABLE");
    for (let n = 0; n < 20; n++) await count(database).catch(() => undefined);
    expect(await count(database)).to.equal(0);
  });

  it("lets go of the writers' turn when a gateway vanishes in the middle of a transaction", async () => {
    const url = freshUrl();
    const [first, second] = [await open(url), await open(url)];
    const [inserted, vanished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stuck = first.transaction().execute(async (transaction) => {
      await transaction.insertInto("lanes").values(lane("stuck")).execute();
      inserted.resolve();
      await vanished.promise;
    });
    await inserted.promise;
    const next = second.insertInto("lanes").values(lane("next")).execute();
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'");
    await next;
    vanished.resolve();
    await expectRejection(stuck, "STORAGE_UNAVAILABLE");
    expect((await second.selectFrom("lanes").selectAll().execute()).map(({ account }) => account)).to.deep.equal([
      "next",
    ]);
  });

  it("is safe to ask again when the answer to a commit was lost: it is done once, with one answer", async () => {
    const proxy = await startCommitProxy(server.port);
    const schema = `s${schemas++}`;
    const direct = await open(`${server.url}?schema=${schema}`);
    const through = await open(`${server.url.replace(`:${server.port}/`, `:${proxy.port}/`)}?schema=${schema}`);
    const request = writeRequest("test", { actor: "officer", idempotencyKey: "k" }, { content: 1 });
    const write = (account: string) =>
      through.transaction().execute(async (transaction) => {
        const earlier = await findResult(transaction, request);
        if (earlier !== undefined) return earlier;
        await transaction.insertInto("lanes").values(lane(account)).execute();
        await keepResult(transaction, request, { result: account, timeSeconds: 1 });
        return account;
      });
    proxy.losesCommit = true;
    await expectRejection(write("first"), "STORAGE_UNAVAILABLE");
    expect(proxy.losesCommit).to.equal(false);
    while ((await count(direct)) === 0);
    expect(await write("second")).to.equal("first");
    expect(await count(direct)).to.equal(1);
    proxy.stop();
  });

  it("says STORAGE_UNAVAILABLE when the server takes no more connections", async () => {
    const url = server.url.replace(/\/\/.*@/, "//limited:limited@");
    const database = await open(`${url}?schema=limited`);
    const held = Array.from({ length: 4 }, () =>
      database.transaction().execute((transaction) => sql`select pg_sleep(0.2)`.execute(transaction)),
    );
    const ends = await Promise.allSettled(held);
    const codes = ends.flatMap((end) => (end.status === "rejected" ? [(end.reason as { code: string }).code] : []));
    expect(new Set(codes)).to.deep.equal(new Set(["STORAGE_UNAVAILABLE"]));
    expect(await count(database)).to.equal(0);
  });

  it("refuses a number that a double does not hold, and text with a NUL, rather than change them", async () => {
    const database = await open();
    await sql`insert into lanes values ('a', 9007199254740993, 1)`.execute(database);
    await expectRejection(count(database), "INTERNAL");
    const withNul = database.selectFrom("lanes").selectAll().where("account", "=", "a\0").execute();
    await expectRejection(withNul, "REQUEST_INVALID");
  });

  it("names what keeps it from writing until a change is taken again, though it can be read", async () => {
    const database = await open();
    const write = (account: string) => database.insertInto("lanes").values(lane(account)).execute();
    const sessions = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sealane-7'";
    await admin.query("alter role sealane set default_transaction_read_only = on");
    await admin.query(sessions);
    while (
      !(await count(database).then(
        () => true,
        () => false,
      ))
    );
    await expectRejection(write("a"), "STORAGE_UNAVAILABLE");
    expect(refusedWrite(database)).to.match(/takes no writes.*25006/);
    expect(await count(database)).to.equal(0);
    await admin.query("set default_transaction_read_only = off");
    await admin.query("alter role sealane reset default_transaction_read_only");
    await admin.query(sessions);
    while (
      !(await write("b").then(
        () => true,
        () => false,
      ))
    );
    expect(refusedWrite(database)).to.equal(undefined);
  });

  it("does not call committed what went on after a statement of it failed", async () => {
    const database = await open();
    await database.insertInto("lanes").values(lane("a")).execute();
    const careless = database.transaction().execute(async (transaction) => {
      await transaction.insertInto("lanes").values(lane("b")).execute();
      await transaction
        .insertInto("lanes")
        .values(lane("a"))
        .execute()
        .catch(() => undefined);
    });
    await expectRejection(careless, "INTERNAL");
    expect(await count(database)).to.equal(1);
  });

  it("never shows the password or another account's data in what it says of a wrong login or address", async () => {
    const wrong = server.url.replace(/:[0-9a-f]{24}@/, ":hunter2@");
    const failed = await openDatabase(wrong, "sealane-7").catch((error: unknown) => error);
    expect(failed).to.include({ code: "STORAGE_UNAVAILABLE" });
    expect(JSON.stringify([String(failed), failed, (failed as Error).cause ?? null])).not.to.include("hunter2");
    await expectRejection(openDatabase(`${server.url.replace("/postgres", "/nowhere")}`, "x"), "STORAGE_UNAVAILABLE");
  });

  it("is refused on a server that may lose what was acknowledged", async () => {
    const careless = await startLocalPostgres({ fsync: "off", synchronous_commit: "off" });
    const error = await openDatabase(careless.url, "sealane-7").catch((reason: unknown) => reason);
    await careless.stop();
    expect(error).to.include({ code: "CONFIG_INVALID" });
    expect((error as Error).message)
      .to.include("fsync")
      .and.to.include("synchronous_commit");
  });
});
