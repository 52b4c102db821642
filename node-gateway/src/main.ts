import { once } from "node:events";
import { dirname, resolve } from "node:path";
import type { Config } from "./config/config.ts";
import { lockData } from "./config/data-lock.ts";
import { databaseAddress } from "./config/database-url.ts";
import { startExitCode } from "./config/exit-codes.ts";
import { loadConfig } from "./config/load-config.ts";
import { printConfig } from "./config/print-config.ts";
import type { Environment } from "./config/variables.ts";
import { GatewayError } from "./errors.ts";
import { createApp } from "./http/app.ts";
import { serve } from "./http/server.ts";
import { openIdentity } from "./identity/open-identity.ts";
import { openGateway } from "./open-gateway.ts";
import { createLog } from "./telemetry/log.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { startWorkers } from "./workers/start-workers.ts";

/** A gateway that runs: where it listens, and how it ends. */
export interface RunningGateway {
  readonly port: number;
  /** Lets running requests and the workers' current step end, then closes everything in the reverse order. */
  stop(): Promise<void>;
}

/**
 * One member's gateway, from nothing to serving. Each step needs those before it: nobody else may work on the data, keys
 * must open, the chain must be the one the data is of, and only then are workers and officers let in.
 * @throws GatewayError with the codes of `START_EXIT_CODES`.
 */
export async function startGateway(
  config: Config,
  log = createLog(config.logLevel, config.memberId),
): Promise<RunningGateway> {
  const undo: (() => unknown)[] = [lockData(config.dataDir)];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const folder = databaseFolder(config);
    if (folder !== undefined) undo.push(lockData(folder));
    const { gateway, close } = await openGateway({
      memberId: config.memberId,
      dataDir: config.dataDir,
      ...config.chain,
      keystorePath: config.keystore.path,
      passphrase: config.keystore.passphrase,
      blobs: config.blobs,
      databaseUrl: config.database.url,
      codesDir: config.codesDir,
      maxOriginalBytes: config.limits.originalBytes,
      drawPeriodSeconds: config.draws.periodSeconds,
      outbound: config.outbound,
      webhooks: config.webhooks,
      log,
    });
    undo.push(close);
    const { identity, embedded } = await openIdentity(config, gateway.clock);
    const workers = startWorkers(gateway);
    undo.push(workers.stop);
    const app = createApp({ gateway, identity, config, metrics: createMetrics() }, embedded);
    const server = await serve(app, { ...config.listen, limits: config.limits });
    undo.push(server.stop);
    log.info({ host: config.listen.host, port: server.port }, "The gateway serves");
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folder of a database file that is not in the data folder: two gateways with data of their own must not share it. */
function databaseFolder({ dataDir, database: { url } }: Config): string | undefined {
  const address = url === undefined ? undefined : databaseAddress(url);
  if (address?.engine !== "sqlite") return undefined;
  const folder = resolve(dirname(address.path));
  return folder === resolve(dataDir) ? undefined : folder;
}

/** The program: starts, serves until it is told to end, and ends with the exit code of `START_EXIT_CODES`. */
export async function main(environment: Environment, options: readonly string[]): Promise<number> {
  try {
    const config = loadConfig(environment);
    if (options.includes("--print-config")) {
      process.stdout.write(`${printConfig(config)}\n`);
      return 0;
    }
    const log = createLog(config.logLevel, config.memberId);
    // Ends at once: after an error that nobody caught, nothing in memory can be trusted, and all that counts is on disk.
    process.once("uncaughtException", (error) => {
      log.fatal({ err: error }, "The gateway ends, for an error that nobody caught");
      process.exit(startExitCode(error));
    });
    const told = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
    const gateway = await startGateway(config, log);
    await told;
    // A second signal ends the process at once: nothing is lost, what was written down goes on at the next start.
    log.info({}, "The gateway stops");
    await gateway.stop();
    return 0;
  } catch (error) {
    const text = error instanceof GatewayError ? `${error.code}: ${error.message}` : `INTERNAL: ${nameOf(error)}`;
    process.stderr.write(`The gateway does not start. ${text}\n`);
    return startExitCode(error);
  }
}

/** The message of an error that is not ours may hold a secret; its stack's frames do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 8)].join("\n");
}

if (import.meta.main) process.exitCode = await main(process.env, process.argv.slice(2));
