import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Limits } from "../config/config.ts";
import { GatewayError, type GatewayErrorCode } from "../errors.ts";
import { PROBLEM_TYPE, problemOf } from "./problem.ts";

export interface ListeningServer {
  readonly port: number;
  /** Takes no new connection, lets running requests end, and ends the rest after the configured time. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: Limits;
}

/**
 * Listens, with a bound on everything that a slow or hostile client could hold.
 * @throws GatewayError CONFIG_INVALID when host and port cannot be listened on.
 */
export async function serve(listener: RequestListener, { host, port, limits }: ServeOptions): Promise<ListeningServer> {
  const server = createServer(
    {
      maxHeaderSize: 64 * 1024,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: Math.max(limits.requestTimeoutMs, limits.headersTimeoutMs),
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
    listener,
  );
  server.maxHeadersCount = 100;
  server.maxConnections = 1_000;
  server.on("clientError", answerClientError);
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: Error) => reject(new GatewayError("CONFIG_INVALID", cannotListen(host, port), cause));
    server.once("error", refuse).listen(port, host, resolve);
  });
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : port, stop: () => drain(server, limits) };
}

const cannotListen = (host: string, port: number): string =>
  `The configuration is refused.\n  SEALANE_LISTEN_PORT: ${host} port ${port} cannot be listened on; another program may hold it.`;

function drain(server: Server, { drainTimeoutMs }: Limits): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    // A connection kept alive by a busy client would bring requests until the time is over.
    server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

const CODE_OF_CLIENT_ERROR: Readonly<Record<string, GatewayErrorCode>> = {
  HPE_HEADER_OVERFLOW: "HEADERS_TOO_LARGE",
  ERR_HTTP_REQUEST_TIMEOUT: "REQUEST_TOO_SLOW",
};

/** What is no HTTP request never reaches the routes; it is answered here, in the same form. */
function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const code = CODE_OF_CLIENT_ERROR[error.code ?? ""] ?? "REQUEST_INVALID";
  const problem = problemOf(
    new GatewayError(code, "The request is not HTTP/1.1 that this server takes."),
    randomUUID(),
  );
  const { status, title } = problem;
  const body = JSON.stringify(problem);
  const head = [`HTTP/1.1 ${status} ${title}`, `Content-Type: ${PROBLEM_TYPE}`, `Content-Length: ${body.length}`];
  socket.end(`${[...head, "Connection: close"].join("\r\n")}\r\n\r\n${body}`);
}
