import { Agent, get, type ServerResponse } from "node:http";
import { expect } from "chai";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";

describe("a server that is told to stop", () => {
  it("lets the running request end, and takes no more of a client that keeps its connection busy", async () => {
    const slow: ServerResponse[] = [];
    const { port, stop } = await serve(
      ({ url }, response) => void (url === "/slow" ? slow.push(response) : response.end("done")),
      { host: "127.0.0.1", port: 0, limits: configSchema.shape.limits.parse({}) },
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string) =>
      new Promise<boolean>((resolve) => {
        get({ path, port, host: "127.0.0.1", agent }, (response) => {
          response.resume().on("end", () => resolve(response.complete));
        }).on("error", () => resolve(false));
      });
    const running = ask("/slow");
    while (slow.length === 0) await new Promise((done) => setImmediate(done));
    const stopped = stop();
    slow[0]?.end("late");
    expect(await running).to.equal(true);
    let more = 0;
    while (more < 100 && (await ask("/"))) more++;
    expect(more).to.be.at.most(1);
    await stopped;
    agent.destroy();
  });
});
