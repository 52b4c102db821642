import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createEs256Signer, isJsonObject, type KeyUse, type PrivateKey, type PublicKey, parseJson } from "@sealane/sdk";
import { writeDurably } from "../blobs/durable-file.ts";
import { GatewayError } from "../errors.ts";
import { createKeyRing } from "./key-ring.ts";
import type { Keys, TagKeys } from "./keys.ts";
import { createOperator } from "./operator.ts";

/** What a keystore file holds in the clear only in memory. */
export interface Secrets {
  /** secp256k1 private key of the operator account, 0x. */
  readonly operatorKey: string;
  readonly statementKey: PrivateKey;
  readonly sealingKey: PrivateKey;
  readonly transportKey: PrivateKey;
  /** Keys of before, the latest first; none in what older versions wrote. */
  readonly olderKeys?: OlderKeys;
  /** base64url of 32 bytes by epoch. */
  readonly tagKeys: Readonly<Record<string, string>>;
}

export type OlderKeys = Readonly<Partial<Record<KeyUse, readonly PrivateKey[]>>>;

/** What versions before the transport key wrote. */
export type OlderSecrets = Omit<Secrets, "transportKey">;

interface Envelope {
  readonly type: "sealane-keystore/1";
  readonly kdf: { readonly name: "scrypt"; readonly cost: number; readonly salt: string };
  readonly iv: string;
  readonly tag: string;
  readonly sealed: string;
}

const COST = 2 ** 15;
const MAX_COST = 2 ** 20;

/** Writes secrets under a passphrase, readable by this account alone: scrypt (RFC 7914) and AES-256-GCM. */
export async function writeKeystore(path: string, secrets: Secrets, passphrase: string): Promise<void> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", await keyOf(passphrase, salt, COST), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  const envelope: Envelope = {
    type: "sealane-keystore/1",
    kdf: { name: "scrypt", cost: COST, salt: salt.toString("base64url") },
    iv: iv.toString("base64url"),
    tag: cipher.getAuthTag().toString("base64url"),
    sealed: sealed.toString("base64url"),
  };
  await writeDurably(path, Buffer.from(`${JSON.stringify(envelope)}\n`), `${path}.new`);
}

/**
 * Opens a keystore.
 * @throws GatewayError KEYS_WORLD_READABLE when the file's mode lets other accounts read it; KEYS_INVALID;
 * KEYS_PASSPHRASE_WRONG; KEYS_TRANSPORT_MISSING when an older version wrote it.
 */
export async function openKeystore(path: string, passphrase: string): Promise<{ keys: Keys; tagKeys: TagKeys }> {
  const secrets = await readSecrets(path, passphrase);
  if (!hasTransportKey(secrets)) {
    throw new GatewayError(
      "KEYS_TRANSPORT_MISSING",
      "The keystore has no key for calls to other gateways yet: npm run member -- add-transport makes one.",
    );
  }
  const byEpoch = new Map<number, Uint8Array>();
  for (const [epoch, key] of Object.entries(secrets.tagKeys)) byEpoch.set(Number(epoch), Buffer.from(key, "base64url"));
  return { keys: keysOf(secrets), tagKeys: { latestEpoch: Math.max(...byEpoch.keys()), byEpoch } };
}

/**
 * What a keystore holds, in the clear; without a transport key when an older version wrote it.
 * @throws GatewayError KEYS_WORLD_READABLE, KEYS_INVALID, KEYS_PASSPHRASE_WRONG.
 */
export async function readSecrets(path: string, passphrase: string): Promise<Secrets | OlderSecrets> {
  const mode = await stat(path).then(
    (file) => file.mode,
    (cause) => {
      throw new GatewayError("KEYS_INVALID", "The keystore file cannot be read.", cause);
    },
  );
  if ((mode & 0o077) !== 0) {
    throw new GatewayError("KEYS_WORLD_READABLE", "Other accounts can read the keystore; run chmod 600 on it.");
  }
  return decrypt(await readFile(path), passphrase);
}

/** Whether secrets are complete, or of a version that did not call other gateways. */
export const hasTransportKey = (secrets: Secrets | OlderSecrets): secrets is Secrets => "transportKey" in secrets;

/** Keys in memory from secrets, as {@link openKeystore} gives them; of several of one use the newest is in use. */
export function keysOf(secrets: Secrets): Keys {
  const { operatorKey, statementKey, sealingKey, transportKey, olderKeys = {} } = secrets;
  const statement = createKeyRing([statementKey, ...(olderKeys.statement ?? [])]);
  const sealing = createKeyRing([sealingKey, ...(olderKeys.sealing ?? [])]);
  const transport = createKeyRing([transportKey, ...(olderKeys.transport ?? [])]);
  return {
    operator: createOperator(operatorKey),
    rings: { statement, sealing, transport },
    get statement() {
      return createEs256Signer(statement.current());
    },
    get statementPublic() {
      return publicOf(statement.current());
    },
    get sealing() {
      return sealing.current();
    },
    get olderSealing() {
      return sealing.keys.filter((key) => key !== sealing.current());
    },
    get transport() {
      return createEs256Signer(transport.current());
    },
    get transportPublic() {
      return publicOf(transport.current());
    },
  };
}

const publicOf = ({ x, y }: PrivateKey): PublicKey => ({ x, y });

async function decrypt(file: Uint8Array, passphrase: string): Promise<Secrets | OlderSecrets> {
  const envelope = readEnvelope(file);
  const key = await keyOf(passphrase, Buffer.from(envelope.kdf.salt, "base64url"), envelope.kdf.cost);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(envelope.iv, "base64url"));
  try {
    decipher.setAuthTag(Buffer.from(envelope.tag, "base64url"));
    const opened = Buffer.concat([decipher.update(Buffer.from(envelope.sealed, "base64url")), decipher.final()]);
    return JSON.parse(opened.toString("utf8")) as Secrets | OlderSecrets;
  } catch {
    // Without the cause: it could quote what was decrypted.
    throw new GatewayError("KEYS_PASSPHRASE_WRONG", "The keystore does not open with this passphrase.");
  }
}

function readEnvelope(file: Uint8Array): Envelope {
  try {
    const value = parseJson(file);
    const envelope = value as unknown as Envelope;
    if (isJsonObject(value) && envelope.type === "sealane-keystore/1" && envelope.kdf.cost <= MAX_COST) return envelope;
  } catch {
    // Falls through to the one error: whatever is wrong with it, it is not a keystore.
  }
  throw new GatewayError("KEYS_INVALID", "The file is not a keystore of this gateway.");
}

function keyOf(passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 };
    scrypt(passphrase.normalize("NFKC"), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
