import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type KeyUse, type PrivateKey, thumbprintOf } from "@sealane/sdk";
import { writeDurably } from "../../node-gateway/src/blobs/durable-file.ts";
import { hasTransportKey, readSecrets, type Secrets, writeKeystore } from "../../node-gateway/src/keys/keystore.ts";
import { makeP256 } from "../../node-gateway/src/keys/make-secrets.ts";
import { FILES } from "./init-command.ts";
import { type Environment, required, type Values } from "./options.ts";

const MEMBER_OF: Readonly<Record<KeyUse, "statementKey" | "sealingKey" | "transportKey">> = {
  statement: "statementKey",
  sealing: "sealingKey",
  transport: "transportKey",
};

/**
 * Puts a new key of one use before the old one in the keystore. The gateway, started again, publishes it, takes it into
 * use once the chain has it, and ends the old one. Interrupted, it is run again: the file is there whole, old or new, and
 * with `--after KID` it changes nothing when that key is not the newest any more.
 * @returns Thumbprints of the keys, the file of before, which stays until `/readyz` says that the change is done.
 */
export async function rotateCommand(values: Values, environment: Environment): Promise<object> {
  const folder = required(values, "folder");
  const passphrase = required(environment, "SEALANE_KEYSTORE_PASSPHRASE");
  const use = useOf(required(values, "use"));
  const keystore = join(folder, FILES.keystore);
  const secrets = await readSecrets(keystore, passphrase);
  if (!hasTransportKey(secrets)) throw new Error("Add a transport key first: npm run member -- add-transport.");
  const old = secrets[MEMBER_OF[use]];
  const after = values["after"] ?? thumbprintOf(old);
  const setAside = join(folder, `${FILES.keystore}.before-${after}`);
  if (after !== thumbprintOf(old)) {
    if (isOlder(secrets, use, after)) return { use, kid: thumbprintOf(old), before: after, setAside };
    throw new Error("--after names no key of this keystore.");
  }
  if (!existsSync(setAside)) await writeDurably(setAside, readFileSync(keystore), `${setAside}.new`);
  const made = makeP256();
  await writeKeystore(keystore, withKey(secrets, use, made), passphrase);
  return { use, kid: thumbprintOf(made), before: after, setAside };
}

/** Secrets with a newer key of one use; those of before stay, to open what is wrapped for them. */
export function withKey(secrets: Secrets, use: KeyUse, made: PrivateKey): Secrets {
  const older = [secrets[MEMBER_OF[use]], ...(secrets.olderKeys?.[use] ?? [])];
  return { ...secrets, [MEMBER_OF[use]]: made, olderKeys: { ...secrets.olderKeys, [use]: older } };
}

const isOlder = ({ olderKeys }: Secrets, use: KeyUse, kid: string): boolean =>
  olderKeys?.[use]?.some((key) => thumbprintOf(key) === kid) ?? false;

function useOf(text: string): KeyUse {
  if (Object.hasOwn(MEMBER_OF, text)) return text as KeyUse;
  throw new Error("--use is statement, sealing or transport.");
}
