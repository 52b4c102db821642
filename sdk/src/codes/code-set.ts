/**
 * The codes of a table that is written as words: `KGM` is a code, `A10-A24` all from the first to the last, which differ
 * in the digits they end with.
 */
export function codeSet(words: string): ReadonlySet<string> {
  return new Set(
    (words.match(/\S+/g) ?? []).flatMap((word) => {
      const [, prefix = "", first = "", last = ""] = /^(.*?)(\d+)-\1(\d+)$/.exec(word) ?? [];
      if (first === "") return [word];
      const count = Number(last) - Number(first) + 1;
      return Array.from({ length: count }, (_, place) => `${prefix}${Number(first) + place}`);
    }),
  );
}
