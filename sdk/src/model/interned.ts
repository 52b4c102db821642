import type { DeclarationLine } from "./declaration.ts";
import type { HistoryKey } from "./keys.ts";

/** The keys of many lines as small numbers: one array per key, -1 where a line has none. */
export interface InternedKeys {
  readonly keys: readonly HistoryKey[];
  readonly ids: readonly Int32Array[];
  /** The text of each id, per key. */
  readonly texts: readonly (readonly string[])[];
}

/** Numbers the texts of each key in the order in which they appear. */
export function internKeys(lines: readonly DeclarationLine[], keys: readonly HistoryKey[]): InternedKeys {
  const interned = keys.map((key) => internOne(lines, key));
  return { keys, ids: interned.map(({ ids }) => ids), texts: interned.map(({ texts }) => texts) };
}

function internOne(lines: readonly DeclarationLine[], key: HistoryKey): { ids: Int32Array; texts: string[] } {
  const known = new Map<string, number>();
  const texts: string[] = [];
  const ids = Int32Array.from(lines, (line) => {
    const text = key.of(line);
    if (text === undefined) return -1;
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, texts.length);
    return texts.push(text) - 1;
  });
  return { ids, texts };
}
