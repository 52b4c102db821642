import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasTransportKey, readSecrets, writeKeystore } from "../../node-gateway/src/keys/keystore.ts";
import { makeP256 } from "../../node-gateway/src/keys/make-secrets.ts";
import { FILES, jwkOf } from "./init-command.ts";
import { type Environment, required, type Values } from "./options.ts";

/**
 * Adds a transport key to a keystore that was made before there was one, and writes its public half for
 * `sealane member add-key`. Run again, it keeps the key and writes the public half again.
 */
export async function addTransportCommand(values: Values, environment: Environment): Promise<object> {
  const folder = required(values, "folder");
  const passphrase = required(environment, "SEALANE_KEYSTORE_PASSPHRASE");
  const keystore = join(folder, FILES.keystore);
  const found = await readSecrets(keystore, passphrase);
  const secrets = hasTransportKey(found) ? found : { ...found, transportKey: makeP256() };
  if (!hasTransportKey(found)) await writeKeystore(keystore, secrets, passphrase);
  const file = join(folder, FILES.transport);
  writeFileSync(file, jwkOf(secrets.transportKey));
  return { files: [keystore, file] };
}
