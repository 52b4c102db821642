import { spawnSync } from "node:child_process";
import { expect } from "chai";

const LOG = new URL("../../../node-gateway/src/telemetry/log.ts", import.meta.url).href;

/** The line that a gateway's log writes of these fields; the expression is JavaScript. */
function lineOf(fields: string): Record<string, unknown> {
  const program = `import { createLog } from ${JSON.stringify(LOG)}; createLog("info", 7).info(${fields}, "told");`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return JSON.parse(stdout);
}

describe("a line of the log", () => {
  it("stars what could be a secret or a document's content, however deep", () => {
    const line = lineOf('{ token: "a", request: { authorization: "b", body: { original: "c", size: 3 } }, count: 1 }');
    expect(line).to.deep.include({ token: "***", count: 1, memberId: 7, msg: "told" });
    expect(line["request"]).to.deep.equal({ authorization: "***", body: { original: "***", size: 3 } });
  });

  it("tells an error by name, code and frames, and its message only when it is ours", () => {
    const line = lineOf('{ err: Object.assign(new Error("https://user:secret@node"), { code: "ECONNREFUSED" }) }');
    expect(line["err"]).to.include({ name: "Error", code: "ECONNREFUSED" }).and.not.to.have.property("message");
  });
});
