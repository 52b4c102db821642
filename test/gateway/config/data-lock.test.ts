import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { lockData } from "../../../node-gateway/src/config/data-lock.ts";
import { GatewayError } from "../../../node-gateway/src/errors.ts";
import { environmentOf, fileOf, freshFolder, removeFolders } from "./settings.ts";

const LOCK = new URL("../../../node-gateway/src/config/data-lock.ts", import.meta.url).pathname;
const MAIN = new URL("../../../node-gateway/src/main.ts", import.meta.url).pathname;

async function holderOf(folder: string) {
  const script = `import { lockData } from ${JSON.stringify(LOCK)}; lockData(process.argv[1]); console.log("held"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return holder;
}

describe("the lock of a data directory", () => {
  afterEach(removeFolders);

  it("refuses a second process with DATA_LOCKED, and is free again after kill -9 of the first", async () => {
    const folder = freshFolder();
    const holder = await holderOf(folder);
    expect(() => lockData(folder))
      .to.throw(GatewayError)
      .with.property("code", "DATA_LOCKED");
    holder.kill("SIGKILL");
    await once(holder, "exit");
    lockData(folder)();
  });

  it("refuses a second gateway in the same process with DATA_LOCKED until it is given back", () => {
    const folder = join(freshFolder(), "made", "by the lock");
    const unlock = lockData(folder);
    expect(() => lockData(folder))
      .to.throw(GatewayError)
      .with.property("code", "DATA_LOCKED");
    unlock();
    lockData(folder)();
  });
});

describe("the gateway's program", () => {
  afterEach(removeFolders);

  const start = (environment: Record<string, string | undefined>, ...options: string[]) =>
    spawnSync(process.execPath, [MAIN, ...options], {
      env: { ...environment, PATH: process.env["PATH"] },
      encoding: "utf8",
    });

  it("ends with 78 and the faults on standard error when the configuration is wrong", () => {
    const { status, stderr, stdout } = start({});
    expect(status).to.equal(78);
    expect(stderr).to.include("CONFIG_INVALID").and.to.include("SEALANE_MEMBER_ID");
    expect(stdout).to.equal("");
  });

  it("ends with 77 when others can read the passphrase's file", () => {
    const exposed = fileOf("secret", 0o644);
    const environment = { SEALANE_KEYSTORE_PASSPHRASE: undefined, SEALANE_KEYSTORE_PASSPHRASE_FILE: exposed };
    expect(start(environmentOf(environment)).status).to.equal(77);
  });

  it("ends with 75 when another process works on the same data", async () => {
    const environment = environmentOf();
    const holder = await holderOf(String(environment["SEALANE_DATA_DIR"]));
    const { status, stderr } = start(environment);
    holder.kill("SIGKILL");
    expect(status).to.equal(75);
    expect(stderr).to.include("DATA_LOCKED");
  });

  it("ends with 75 when another process works beside its database's file, wherever that is", async () => {
    const folder = freshFolder();
    const holder = await holderOf(folder);
    const { status, stderr } = start(environmentOf({ SEALANE_DATABASE_URL: join(folder, "gateway.db") }));
    holder.kill("SIGKILL");
    expect(status).to.equal(75);
    expect(stderr).to.include("DATA_LOCKED");
  });

  it("prints its configuration and ends with 0 when asked to", () => {
    const { status, stdout } = start(environmentOf(), "--print-config");
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.have.nested.property("keystore.passphrase", "***");
  });
});
