import { Agent, get, type ServerResponse } from "node:http";
import { expect } from "chai";
import { configSchema } from "../../../node-gateway/src/config/config.ts";
import { serve } from "../../../node-gateway/src/http/server.ts";

describe("a server that is told to stop", () => {
  it("lets the running request end, and is not held up by a client that keeps its connection busy", async () => {
    const slow: ServerResponse[] = [];
    const limits = configSchema.shape.limits.parse({});
    const { port, stop } = await serve(
      ({ url }, response) => void (url === "/slow" ? slow.push(response) : response.end("done")),
      { host: "127.0.0.1", port: 0, limits },
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string, via?: Agent) =>
      new Promise<boolean>((resolve) => {
        get({ path, port, host: "127.0.0.1", agent: via }, (response) => {
          response.resume().on("end", () => resolve(response.complete));
        }).on("error", () => resolve(false));
      });
    let answered = 0;
    const busy = (async () => {
      while (await ask("/", agent)) answered++;
    })();
    const running = ask("/slow");
    while (slow.length === 0) await new Promise((done) => setImmediate(done));
    const before = answered;
    const stopped = stop();
    await busy;
    slow[0]?.end("late");
    expect(await running).to.equal(true);
    await stopped;
    // The answer that was on its way, and the one that closed the connection.
    expect(answered - before).to.be.at.most(2);
    agent.destroy();
  });
});
