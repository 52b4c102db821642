import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sql } from "kysely";
import { openDatabase } from "../../node-gateway/src/database/open-database.ts";
import {
  type LocalPostgres,
  postgresAccount,
  postgresPrograms,
  startLocalPostgres,
} from "../../scripts/local-postgres.ts";
import { expectRejection } from "../support/refusal.ts";

describe("TLS to PostgreSQL", function () {
  this.timeout(60_000);
  let folder: string;
  let server: LocalPostgres;
  before(async function () {
    if (!postgresPrograms()) return this.skip();
    folder = mkdtempSync(join(tmpdir(), "sealane-tls-"));
    chmodSync(folder, 0o755);
    for (const name of ["localhost", "elsewhere.example"]) certify(folder, name);
    server = await startLocalPostgres({
      ssl: "on",
      ssl_cert_file: join(folder, "localhost.crt"),
      ssl_key_file: join(folder, "localhost.key"),
    });
  });
  after(async () => {
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const open = (parameters: string, host = "localhost") =>
    openDatabase(`${server.url.replace("127.0.0.1", host)}?${parameters}`, "sealane-7");
  async function isEncrypted(parameters: string, host?: string): Promise<boolean> {
    const database = await open(parameters, host);
    const { rows } = await sql<{ ssl: number }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(
      database,
    );
    await database.destroy();
    return rows[0]?.ssl === 1;
  }
  const root = (name: string) => `sslrootcert=${join(folder, `${name}.crt`)}`;

  it("is none with disable, and encrypts without asking who it is with require", async () => {
    expect(await isEncrypted("sslmode=disable")).to.equal(false);
    expect(await isEncrypted("sslmode=require")).to.equal(true);
  });

  it("with verify-full takes the certificate of the host that was asked for, and no other", async () => {
    expect(await isEncrypted(`sslmode=verify-full&${root("localhost")}`)).to.equal(true);
    await expectRejection(open(`sslmode=verify-full&${root("localhost")}`, "127.0.0.1"), "STORAGE_UNAVAILABLE");
    await expectRejection(open(`sslmode=verify-full&${root("elsewhere.example")}`), "STORAGE_UNAVAILABLE");
    await expectRejection(open("sslmode=verify-full"), "STORAGE_UNAVAILABLE");
  });

  it("with verify-ca takes another name, but no other signer", async () => {
    expect(await isEncrypted(`sslmode=verify-ca&${root("localhost")}`, "127.0.0.1")).to.equal(true);
    await expectRejection(open(`sslmode=verify-ca&${root("elsewhere.example")}`, "127.0.0.1"), "STORAGE_UNAVAILABLE");
  });

  it("is refused when a file of its settings cannot be read", async () => {
    await expectRejection(open("sslmode=verify-full&sslrootcert=/nowhere.pem"), "CONFIG_INVALID");
  });
});

/** A certificate that signs itself. The server's account must be able to read its key, and nobody else may. */
function certify(folder: string, name: string): void {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync("openssl", [...made, ...names, "-keyout", key, "-out", certificate], { stdio: "pipe" });
  chmodSync(certificate, 0o644);
  chmodSync(key, 0o600);
  const { uid, gid } = postgresAccount();
  if (uid !== undefined && gid !== undefined) chownSync(key, uid, gid);
}
