import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createFileBlobStore } from "../../../node-gateway/src/blobs/file-blob-store.ts";
import { describeBlobStore } from "../../behaviours/blob-store.ts";
import { collect } from "../../support/collect.ts";

describeBlobStore("on files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sealane-blobs-"));
  return {
    store: await createFileBlobStore(folder),
    reopen: () => createFileBlobStore(folder),
    damage: async (cid, byte) => {
      const path = join(folder, cid.slice(-3, -1), cid);
      const bytes = await readFile(path);
      bytes[byte] = (bytes[byte] ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
    close: () => rm(folder, { recursive: true }),
  };
});

describe("the blob store on files, opened after a crash", () => {
  it("removes what a write left half done, and keeps the rest", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sealane-blobs-"));
    const store = await createFileBlobStore(folder);
    const cid = await store.put(Uint8Array.of(1));
    await writeFile(join(folder, "tmp", "half"), "half a blob");
    const again = await createFileBlobStore(folder);
    expect(await readdir(join(folder, "tmp"))).to.deep.equal([]);
    expect(await collect(again.list())).to.deep.equal([cid]);
    await rm(folder, { recursive: true });
  });
});
