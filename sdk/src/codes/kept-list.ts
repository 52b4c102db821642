import { sha256 } from "#sha256";
import { isJsonObject } from "../canonical/json.ts";
import { parseJson } from "../canonical/parse-json.ts";
import { SdkError } from "../errors.ts";
import { hexOf, isHex32 } from "../primitives/hex.ts";
import { CODE_LISTS, type CodeList, type CodeListName, type CodeListOrigin, readCodeList } from "./code-list.ts";

const TYPE = "sealane-code-list/1";

/** Names of the two files that a list is kept in: what it is, and its bytes as they were brought, by their digest. */
export const keptListFiles = ({ name, sha256: digest }: Pick<CodeListOrigin, "name" | "sha256">) => ({
  origin: `${name}.json`,
  bytes: `${digest}.csv`,
});

/** What is written down of a list beside its bytes. */
export const keptOrigin = ({ name, date, sha256: digest }: CodeListOrigin): string =>
  JSON.stringify({ type: TYPE, name, date, sha256: digest });

/**
 * What {@link keptOrigin} wrote.
 * @throws SdkError CODE_LIST_INVALID, JSON_*.
 */
export function readKeptOrigin(bytes: Uint8Array): CodeListOrigin {
  const value = parseJson(bytes);
  const { type, name, date, sha256: digest } = isJsonObject(value) ? value : {};
  const isName = CODE_LISTS.some((row) => row.name === name);
  if (type !== TYPE || !isName || typeof date !== "string" || typeof digest !== "string" || !isHex32(digest)) {
    throw new SdkError("CODE_LIST_INVALID", "This does not say which list was imported.");
  }
  return { name: name as CodeListName, date, sha256: digest };
}

/**
 * A kept list, once its bytes were found to be those that were imported.
 * @throws SdkError CODE_LIST_INVALID when they are not.
 */
export function openKeptList(origin: CodeListOrigin, bytes: Uint8Array): CodeList {
  if (hexOf(sha256(bytes)) !== origin.sha256) {
    throw new SdkError(
      "CODE_LIST_INVALID",
      `The list ${origin.name} was changed since it was imported; import it again.`,
    );
  }
  return readCodeList(origin.name, bytes, origin.date);
}
