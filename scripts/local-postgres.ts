import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** A PostgreSQL of its own for tests: on loopback, with a password, and as durable as a real one. */
export interface LocalPostgres {
  /** Of the account `sealane` and the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Ends it as a crash does (`pg_ctl -m immediate`), does something while it is away, and starts it again. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** The newest installed programs of version 15 or later; undefined when there are none. */
export function postgresPrograms(): string | undefined {
  const versions = globSync("/usr/{lib/postgresql,pgsql-}*/[0-9]*/bin/initdb").map((path) =>
    path.replace(/\/initdb$/, ""),
  );
  const numbered = versions.map((path) => [Number(/\/([0-9]+)\/bin$/.exec(path)?.[1]), path] as const);
  return numbered.filter(([version]) => version >= 15).sort(([a], [b]) => b - a)[0]?.[1];
}

/**
 * Starts a server on a free port. Its own order of text is that of a language, not of bytes, so that a test would see it.
 * As root it runs under an account without rights, which PostgreSQL asks for.
 */
export async function startLocalPostgres(settings: Readonly<Record<string, string>> = {}): Promise<LocalPostgres> {
  const programs = postgresPrograms();
  if (!programs) throw new Error("PostgreSQL 15 or later is not installed (Debian: apt-get install postgresql).");
  const account = postgresAccount();
  const folder = mkdtempSync(join(tmpdir(), "sealane-postgres-"));
  const [data, secret, password] = [join(folder, "data"), join(folder, "password"), randomBytes(12).toString("hex")];
  writeFileSync(secret, password, { mode: 0o600 });
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) for (const path of [folder, secret]) chownSync(path, uid, gid);
  const made = ["-D", data, "-U", "sealane", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8"];
  const language = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"];
  execFileSync(join(programs, "initdb"), [...made, ...language], { ...account, cwd: folder, stdio: "pipe" });
  const port = await freePort();
  const all = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "", ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const start = () => run(join(programs, "postgres"), ["-D", data, ...options], { ...account, cwd: folder });
  let server = start();
  await untilAccepts(port, server);
  return {
    url: `postgres://sealane:${password}@127.0.0.1:${port}/postgres`,
    port,
    restart: async (meanwhile = async () => {}) => {
      await end(server, "SIGQUIT");
      await meanwhile();
      server = start();
      await untilAccepts(port, server);
    },
    stop: async () => {
      await end(server, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Which account the server runs under: Debian's package makes one, and `nobody` will do; empty when this one has no rights. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid = 0, gid = 0] = ["-u", "-g"].map((option) =>
        Number(execFileSync("id", [option, name], { stdio: "pipe" })),
      );
      return { uid, gid };
    } catch {
      // The next one.
    }
  }
  throw new Error("There is no account without rights to run PostgreSQL under.");
}

function run(program: string, options: readonly string[], more: Account & { cwd: string }): ChildProcess {
  const child = spawn(program, options, { ...more, stdio: ["ignore", "ignore", "pipe"] });
  // Read, so that it never blocks; not shown, for tests provoke what it complains of.
  child.stderr?.resume();
  return child;
}

/** Accepting a connection is not yet answering: the start-up message is answered with a byte once it is up. */
async function untilAccepts(port: number, server: ChildProcess): Promise<void> {
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (server.exitCode !== null || performance.now() > deadlineMs) throw new Error("PostgreSQL does not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Begins protocol 3.0 as the account: a server that is up asks for the password (R), one that starts complains (E). */
function accepts(port: number): Promise<boolean> {
  const parameters = Buffer.from("user\0sealane\0\0");
  const start = Buffer.concat([Buffer.from([0, 0, 0, 8 + parameters.length, 0, 3, 0, 0]), parameters]);
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(start));
    socket.once("data", (bytes) => {
      socket.destroy();
      resolve(bytes.toString("latin1", 0, 1) === "R");
    });
    for (const event of ["error", "close"]) socket.once(event, () => resolve(false));
  });
}

async function end(child: ChildProcess, signal: "SIGINT" | "SIGQUIT"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
