import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Transaction } from "ethers";
import { openKeystore, writeKeystore } from "../../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../../node-gateway/src/keys/make-secrets.ts";
import { createOperator } from "../../../node-gateway/src/keys/operator.ts";
import { expectRejection } from "../../support/refusal.ts";

describe("the keystore", () => {
  let folder: string;
  let path: string;
  const secrets = makeSecrets({
    "1": Buffer.alloc(32, 1).toString("base64url"),
    "2": Buffer.alloc(32, 2).toString("base64url"),
  });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sealane-keys-"));
    path = join(folder, "keystore.json");
  });
  beforeEach(() => writeKeystore(path, secrets, "correct horse"));
  after(() => rm(folder, { recursive: true }));

  it("gives back the keys it was written with, and tags by the latest epoch", async () => {
    const { keys, tagKeys } = await openKeystore(path, "correct horse");
    expect(keys.operator.address).to.equal(createOperator(secrets.operatorKey).address);
    expect(keys.statementPublic).to.deep.equal({ x: secrets.statementKey.x, y: secrets.statementKey.y });
    expect(tagKeys.latestEpoch).to.equal(2);
    expect([...tagKeys.byEpoch.keys()]).to.deep.equal([1, 2]);
  });

  it("is readable by its owner alone, and holds no key in the clear", async () => {
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    const text = await readFile(path, "latin1");
    for (const secret of [
      secrets.operatorKey.slice(2),
      ...[secrets.statementKey, secrets.sealingKey, secrets.transportKey].map(({ d }) => d),
    ]) {
      expect(text).not.to.contain(secret);
    }
  });

  for (const mode of [0o640, 0o604, 0o620]) {
    it(`refuses with KEYS_WORLD_READABLE a file of mode ${mode.toString(8)}`, async () => {
      await chmod(path, mode);
      await expectRejection(openKeystore(path, "correct horse"), "KEYS_WORLD_READABLE");
    });
  }

  it("says KEYS_TRANSPORT_MISSING of a keystore that an older version wrote", async () => {
    const { transportKey: _none, ...older } = secrets;
    await writeKeystore(path, older as typeof secrets, "correct horse");
    await expectRejection(openKeystore(path, "correct horse"), "KEYS_TRANSPORT_MISSING");
  });

  it("refuses a wrong passphrase, and a changed file as if it were one", async () => {
    await expectRejection(openKeystore(path, "correct hors"), "KEYS_PASSPHRASE_WRONG");
    const envelope = JSON.parse(await readFile(path, "utf8")) as { sealed: string };
    const changed = Buffer.from(envelope.sealed, "base64url");
    changed[5] = (changed[5] ?? 0) ^ 1;
    await writeFile(path, JSON.stringify({ ...envelope, sealed: changed.toString("base64url") }));
    await expectRejection(openKeystore(path, "correct horse"), "KEYS_PASSPHRASE_WRONG");
  });

  it("refuses with KEYS_INVALID what is no keystore, and what would cost too much to open", async () => {
    const envelope = JSON.parse(await readFile(path, "utf8")) as { kdf: object };
    const costly = JSON.stringify({ ...envelope, kdf: { ...envelope.kdf, cost: 2 ** 30 } });
    for (const text of ["", "{}", "[]", costly]) {
      await writeFile(path, text);
      await expectRejection(openKeystore(path, "correct horse"), "KEYS_INVALID");
    }
    await expectRejection(openKeystore(join(folder, "absent"), "correct horse"), "KEYS_INVALID");
  });

  it("signs legacy transactions with price 0 under the chain's id", async () => {
    const { keys } = await openKeystore(path, "correct horse");
    const to = `0x${"ab".repeat(20)}`;
    const { raw, hash } = await keys.operator.signTransaction({ chainId: 7, nonce: 3, gas: 50_000, to, data: "0x01" });
    const read = Transaction.from(raw);
    expect(read.from?.toLowerCase()).to.equal(keys.operator.address);
    expect(read).to.include({ type: 0, nonce: 3, gasLimit: 50_000n, gasPrice: 0n, chainId: 7n, data: "0x01", hash });
  });
});
