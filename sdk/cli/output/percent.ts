/** A share of 1 in per cent; a dash for one that is not known. */
export const percent = (share: number | null): string => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);
