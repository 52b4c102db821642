import { Worker } from "node:worker_threads";

/**
 * Kills this process, whatever it is doing then, once it has worked for so many more milliseconds of processor time: an
 * instant that a busy machine does not put off to where nothing is done yet.
 */
export function dieAfter(workMs: number): void {
  new Worker(WATCH, { eval: true, workerData: workMs * 1_000 }).unref();
}

const WATCH = `
const { workerData } = require("node:worker_threads");
const usedUs = () => { const { user, system } = process.cpuUsage(); return user + system; };
const until = usedUs() + workerData;
const pause = new Int32Array(new SharedArrayBuffer(4));
while (usedUs() < until) Atomics.wait(pause, 0, 0, 1);
process.kill(process.pid, "SIGKILL");
`;
