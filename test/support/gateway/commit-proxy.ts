import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server on which the answer to a commit can get lost. */
export interface CommitProxy {
  readonly port: number;
  /** Cuts the next commit's connection after the server did it and before its answer gets through. */
  losesCommit: boolean;
  stop(): void;
}

/** Starts it on a free port of the loopback, in front of the loopback's port `target`. */
export async function startCommitProxy(target: number): Promise<CommitProxy> {
  const sockets: Socket[] = [];
  const listener = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    let isMute = false;
    sockets.push(near, far);
    near.on("data", (bytes) => {
      if (proxy.losesCommit && bytes.includes("commit")) {
        proxy.losesCommit = false;
        isMute = true;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => (isMute ? near.destroy() : near.write(bytes)));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      from.on("error", () => to.destroy()).on("close", () => to.destroy());
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const proxy: CommitProxy = {
    port: (listener.address() as AddressInfo).port,
    losesCommit: false,
    stop: () => {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}
