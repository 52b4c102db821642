import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makeFolder, sealane } from "./support/run.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("sealane gateway start", () => {
  it("exits 2 and says so where the package stands without the gateway", async () => {
    const alone = makeFolder();
    for (const part of ["cli", "client", "src", "package.json"]) {
      cpSync(join(ROOT, "sdk", part), alone.path(`sdk/${part}`), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), alone.path("node_modules"));
    symlinkSync(join(ROOT, "sdk/node_modules"), alone.path("sdk/node_modules"));
    const { code, stderr } = await sealane(["gateway", "start"], { main: alone.path("sdk/cli/main.ts") });
    alone.remove();
    expect([code, stderr.split(":")[1]]).to.deep.equal([2, " GATEWAY_NOT_INSTALLED"]);
  });

  it("ends with the gateway's own exit code when it refuses to start", async () => {
    const { code, stderr } = await sealane(["gateway", "start"], { env: { SEALANE_MEMBER_ID: "0" } });
    expect(code).to.equal(78);
    expect(stderr).to.contain("CONFIG_INVALID");
  });

  it("hands no credentials of the command line to the gateway, which would refuse them as settings", async () => {
    const env = { SEALANE_CLIENT_ID: "officer", SEALANE_CLIENT_SECRET: "planted" };
    const { stderr } = await sealane(["gateway", "start"], { env });
    expect(stderr).to.contain("SEALANE_MEMBER_ID");
    expect(stderr).not.to.contain("SEALANE_CLIENT");
  });
});
