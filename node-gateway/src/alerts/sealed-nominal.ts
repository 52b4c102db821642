import {
  base64urlOf,
  bytesOfBase64url,
  canonicalize,
  type Hex32,
  isNominal,
  type Json,
  type Nominal,
  type PublicKey,
  parseJson,
  seal,
  unseal,
  utf8Encode,
  wrapKey,
} from "@sealane/sdk";
import type { AlertRow } from "../database/schema/alerts.ts";
import type { Gateway } from "../gateway.ts";
import { unwrapOwn } from "../keys/wrapped-keys.ts";
import { alertIn } from "./find-alert.ts";

/** The nominal part of an alert, sealed to one member. */
export interface SealedNominal {
  /** base64url of a sealed blob. */
  readonly blob: string;
  readonly wrappedKey: string;
}

/** Seals the nominal part of an alert to a member's sealing key, which may be this one's. */
export async function sealNominal(
  { randomBytes }: Pick<Gateway, "randomBytes">,
  { alertId, nominal }: { readonly alertId: Hex32; readonly nominal: Nominal },
  reader: PublicKey,
): Promise<SealedNominal> {
  const [contentKey, iv] = [randomBytes(32), randomBytes(12)];
  const plaintext = utf8Encode(canonicalize(nominal as unknown as Json));
  const blob = seal({ plaintext, header: { documentId: alertId }, contentKey, iv });
  return { blob: base64urlOf(blob), wrappedKey: await wrapKey(contentKey, { x: reader.x, y: reader.y }) };
}

/** Opens what is sealed to this member; undefined for what is no nominal part of this alert with so many patterns. */
export async function unsealNominal(
  { keys }: Pick<Gateway, "keys">,
  { blob, wrappedKey }: SealedNominal,
  { alertId, patterns }: { readonly alertId: Hex32; readonly patterns: number },
): Promise<Nominal | undefined> {
  try {
    const { plaintext, header } = unseal(bytesOfBase64url(blob), await unwrapOwn(keys, wrappedKey));
    const nominal = parseJson(plaintext);
    return header.documentId === alertId && isNominal(nominal, patterns) ? nominal : undefined;
  } catch {
    return undefined;
  }
}

/** Whom a version of an alert means, where that is here and opens; undefined where not. */
export async function openHeldNominal(
  { database, keys }: Pick<Gateway, "database" | "keys">,
  row: Pick<AlertRow, "alert_id" | "version" | "alert">,
): Promise<Nominal | undefined> {
  const { alert_id: alertId, version } = row;
  const held = await database
    .selectFrom("alert_nominals")
    .select(["blob", "wrapped_key"])
    .where("alert_id", "=", alertId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!held) return undefined;
  const sealed = { blob: held.blob, wrappedKey: held.wrapped_key };
  return unsealNominal({ keys }, sealed, { alertId, patterns: alertIn(row).patterns.length });
}
