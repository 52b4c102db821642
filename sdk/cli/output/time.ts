/** A second as people and programs both read it (RFC 3339, UTC). */
export const timeText = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/** The same of a second that may not have come; null of none. */
export const momentText = (seconds: number | null): string | null => (seconds === null ? null : timeText(seconds));

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span of time in its largest whole unit. */
export function spanText(seconds: number): string {
  const [name, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  const count = Math.floor(Math.abs(seconds) / length);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
