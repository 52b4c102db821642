import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { base64urlOf, bytesOfBase64url, isJsonObject, type PublicKey, parseJson } from "@sealane/sdk";
import { type Secrets, writeKeystore } from "../../node-gateway/src/keys/keystore.ts";
import { makeSecrets } from "../../node-gateway/src/keys/make-secrets.ts";
import { createOperator } from "../../node-gateway/src/keys/operator.ts";
import { type Environment, required, type Values } from "./options.ts";

/** What stands in a member's folder. */
export const FILES = {
  keystore: "keystore.json",
  tagKeys: "tag-keys.json",
  statement: "statement.jwk",
  sealing: "sealing.jwk",
  transport: "transport.jwk",
};

/**
 * Makes what a member joins with: a keystore that only this account can read, and the public halves of its keys for
 * `sealane member add-key`. Nothing that is there is overwritten.
 * @returns The account to be enrolled, and the files.
 */
export async function initCommand(values: Values, environment: Environment): Promise<object> {
  const folder = required(values, "folder");
  const passphrase = required(environment, "SEALANE_KEYSTORE_PASSPHRASE");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (file: string): string => join(folder, file);
  if (existsSync(path(FILES.keystore)))
    throw new Error(`${path(FILES.keystore)} is there already; keys are made once.`);
  const tagKeys = values["tag-keys"] === undefined ? makeTagKeys(path(FILES.tagKeys)) : readTagKeys(values["tag-keys"]);
  const secrets = makeSecrets(tagKeys);
  await writeKeystore(path(FILES.keystore), secrets, passphrase);
  writeFileSync(path(FILES.statement), jwkOf(secrets.statementKey));
  writeFileSync(path(FILES.sealing), jwkOf(secrets.sealingKey));
  writeFileSync(path(FILES.transport), jwkOf(secrets.transportKey));
  const { keystore, statement, sealing, transport } = FILES;
  return {
    operator: createOperator(secrets.operatorKey).address,
    files: [keystore, statement, sealing, transport].map(path),
  };
}

/** The consortium's first tag key. It goes to the other agencies and auditors, by a way that nobody else can read. */
function makeTagKeys(path: string): Secrets["tagKeys"] {
  const tagKeys = { "1": base64urlOf(randomBytes(32)) };
  writeFileSync(path, `${JSON.stringify(tagKeys)}\n`, { mode: 0o600, flag: "wx" });
  return tagKeys;
}

function readTagKeys(path: string): Secrets["tagKeys"] {
  const value = parseJson(readFileSync(path));
  const isKeys =
    isJsonObject(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([epoch, key]) => /^[1-9]\d{0,8}$/.test(epoch) && isKey(key));
  if (!isKeys) throw new Error(`${path} does not hold tag keys: {"1": "base64url of 32 bytes"}.`);
  return value as unknown as Secrets["tagKeys"];
}

const isKey = (value: unknown): boolean => typeof value === "string" && bytesOfBase64url(value).length === 32;

/** The public half of a key as `sealane member add-key` takes it. */
export const jwkOf = ({ x, y }: PublicKey): string => `${JSON.stringify({ kty: "EC", crv: "P-256", x, y })}\n`;
