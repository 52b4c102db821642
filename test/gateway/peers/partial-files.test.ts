import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { partialPath, sweepPartial } from "../../../node-gateway/src/peers/fetching/partial-files.ts";
import { START_S } from "../../support/gateway/partners.ts";

const CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
const DAY_S = 86_400;

describe("parts of attachments on disk", () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "sealane-partial-"));
  });
  after(() => rm(dataDir, { recursive: true }));

  async function left(memberId: number, ageSeconds: number): Promise<void> {
    const path = partialPath(dataDir, memberId, CID);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "half a blob");
    await utimes(path, START_S - ageSeconds, START_S - ageSeconds);
  }

  it("are swept when nobody went on with them for a week, each member's by themselves", async () => {
    await sweepPartial(dataDir, START_S);
    await left(2, 7 * DAY_S + 1);
    await left(7, 7 * DAY_S - 1);
    await sweepPartial(dataDir, START_S);
    expect(await readdir(join(dataDir, "partial", "2"))).to.deep.equal([]);
    expect(await readdir(join(dataDir, "partial", "7"))).to.deep.equal([CID]);
  });
});
