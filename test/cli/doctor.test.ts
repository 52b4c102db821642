import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { sealane } from "./support/run.ts";
import { useStation } from "./support/station.ts";

describe("sealane doctor", () => {
  const { folder, network, json } = useStation();
  const statuses = (checks: { check: string; status: string }[]) =>
    Object.fromEntries(checks.map(({ check, status }) => [check, status]));

  it("finds chain and gateway well, and looks at all of them", async () => {
    const { rpcUrl } = network().anvil;
    await network().anvil.rpc("evm_mine");
    const { checks } = await json([
      "doctor",
      "--rpc",
      `${rpcUrl},${rpcUrl}`,
      "--directory",
      network().deployment.directory,
    ]);
    expect(statuses(checks)).to.deep.equal({
      "node version": "ok",
      "disk space": "ok",
      rpc: "ok",
      "chain id": "ok",
      genesis: "ok",
      "gas price": "ok",
      "base fee": "ok",
      "evm rules": "ok",
      "log range": "ok",
      "request size": "ok",
      validators: "notTold",
      "nodes agree": "ok",
      "head age": "ok",
      directory: "ok",
      contracts: "ok",
      "contract code": "ok",
      gateway: "ok",
      blobs: "ok",
      partners: "ok",
      "gateway's network": "ok",
      clock: "ok",
    });
  });

  it("exits 13 with a fix for a wrong chain id, an empty directory and a node that is away", async () => {
    const { rpcUrl } = network().anvil;
    const nowhere = `0x${"ab".repeat(20)}`;
    const { checks } = await json(["doctor", "--rpc", rpcUrl, "--chain-id", "1", "--directory", nowhere], 13);
    expect(statuses(checks)).to.include({ "chain id": "fault", directory: "fault", contracts: "fault" });
    const away = await json(["doctor", "--rpc", "http://user:planted@127.0.0.1:9"], 13);
    expect(statuses(away.checks)).to.include({ rpc: "fault", "chain id": "unknown" });
    expect(JSON.stringify(away)).not.to.contain("planted");
    for (const { status, fix } of [...checks, ...away.checks]) if (status !== "ok") expect(fix).to.be.a("string");
  });

  it("exits 13 naming a blob that the gateway found damaged", async () => {
    const cid = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
    const blobs = { name: "blobs", isReady: true, message: `These are damaged: ${cid}.`, figures: { damaged: 1 } };
    const server = createServer((_, response) =>
      response
        .setHeader("date", new Date().toUTCString())
        .end(JSON.stringify({ isReady: true, dependencies: [blobs] })),
    ).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { checks } = await json(
      ["doctor", "--gateway", `http://127.0.0.1:${(server.address() as AddressInfo).port}`],
      13,
    );
    server.close();
    expect(statuses(checks)).to.include({ gateway: "ok", blobs: "fault" });
    expect(JSON.stringify(checks)).to.include(cid);
  });

  it("warns of partners that do not answer, and of deliveries that were given up", async () => {
    const message = "These partners need a look: member 2 (PEER_CLOCK_DIFFERS).";
    let figures: object = { away: 1, dead: 0 };
    const server = createServer((_, response) =>
      response
        .setHeader("date", new Date().toUTCString())
        .end(JSON.stringify({ isReady: true, dependencies: [{ name: "partners", isReady: true, message, figures }] })),
    ).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const look = async () => (await json(["doctor", "--gateway", url], 10)).checks;
    const away = await look();
    figures = { away: 0, dead: 3 };
    const dead = await look();
    server.close();
    expect(statuses(away)).to.include({ gateway: "ok", partners: "warning" });
    expect(JSON.stringify(away)).to.include(message);
    expect(statuses(dead)).to.include({ partners: "warning" });
  });

  it("exits 13 for a chain that asks money for gas", async () => {
    await network().anvil.rpc("anvil_setNextBlockBaseFeePerGas", "0x7");
    await network().anvil.rpc("evm_mine");
    const { checks } = await json(["doctor", "--rpc", network().anvil.rpcUrl], 13);
    await network().anvil.rpc("anvil_setNextBlockBaseFeePerGas", "0x0");
    await network().anvil.rpc("evm_mine");
    expect(statuses(checks)).to.include({ "base fee": "fault" });
  });

  it("exits 13 for a gateway's files that others can read", async () => {
    const keystore = folder.write("keystore", "{}", 0o644);
    const config = folder.write("config", { keystore: { path: keystore } }, 0o640);
    const { stdout, code } = await sealane(["doctor", "--config", config]);
    expect(code).to.equal(13);
    expect(stdout)
      .to.match(/✗ configuration .*mode 640/)
      .and.to.contain(`chmod 600 ${keystore}`);
  });
});
