import { type Dossier, isJsonObject, isPaper, type Paper, parseDossier, parseJson } from "../../src/index.ts";
import { CliError } from "../errors.ts";
import { printable } from "../output/printable.ts";

export type Recognised = { readonly dossier: Dossier } | { readonly paper: Paper };

/**
 * What a file holds, told by its content and never by its name.
 * @throws CliError FILE_NOT_DOSSIER; SdkError DOSSIER_INVALID for a dossier that is not of its shape.
 */
export function recognise(bytes: Uint8Array, path: string): Recognised {
  const value = read(bytes, path);
  if (isPaper(value)) return { paper: value };
  const type = isJsonObject(value) ? value["type"] : undefined;
  if (type === "sealane-dossier/1") return { dossier: parseDossier(bytes) };
  const found = type === "sealane-trust/1" ? "a trust file" : "something else";
  throw new CliError("FILE_NOT_DOSSIER", `${printable(path)} is ${found}, not a dossier.`);
}

function read(bytes: Uint8Array, path: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(bytes);
  } catch (cause) {
    throw new CliError("FILE_NOT_DOSSIER", `${printable(path)} is not strict JSON, so not a dossier.`, cause);
  }
}
