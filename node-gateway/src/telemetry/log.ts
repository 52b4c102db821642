import pino, { type Logger } from "pino";

/** Names under which a secret or document content could come into a log line by mistake. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  "authorization",
  "passphrase",
  "password",
  "secret",
  "token",
  "metricsToken",
  "d",
  "privateKey",
  "contentKey",
  "original",
  "facts",
  "fields",
  "consignment",
  "documentNumber",
]);

/** JSON lines on standard output. Redaction is the second net: callers must not hand over such fields at all. */
export function createLog(level: string, memberId: number): Logger {
  return pino({
    level,
    base: { memberId },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFields },
    formatters: { log: withoutSecrets },
  });
}

/** The fields of a line, a secret's value starred, on the top or one level below. */
function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  let safe = fields;
  for (const [name, value] of Object.entries(fields)) {
    const shown = SECRET_FIELDS.has(name) ? "***" : isPlain(value) ? withoutSecrets(value) : value;
    if (shown !== value) safe = { ...safe, [name]: shown };
  }
  return safe;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Error);

/**
 * What is logged of an error: names, codes and stack frames of the chain of causes. Messages of errors that are not ours
 * are left out, for a parser's may quote what it could not parse, and a fetch's the URL with its credentials.
 */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const isOurs = error.name === "GatewayError" || error.name === "SdkError";
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...("code" in error && { code: error.code }),
    ...(isOurs && { message: error.message }),
    ...(frames && { frames: frames.slice(0, 8).map((frame) => frame.trim()) }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}
