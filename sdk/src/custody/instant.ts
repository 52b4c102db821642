/** When something happened, as far as its time says: milliseconds since 1970, from the earliest to the latest. */
export interface Instant {
  readonly earliest: number;
  readonly latest: number;
}

/** No place on Earth is further from UTC; a time without an offset may be that much off. */
const UNCERTAIN_MS = 14 * 3600 * 1000;

const HAS_OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;

/** The instant of a time in the form of the fact `custodyEvents`; undefined for what is no time. */
export function instantOf(time: string): Instant | undefined {
  const isExact = HAS_OFFSET.test(time);
  const stated = Date.parse(isExact ? time : `${time}Z`);
  if (Number.isNaN(stated)) return undefined;
  return isExact
    ? { earliest: stated, latest: stated }
    : { earliest: stated - UNCERTAIN_MS, latest: stated + UNCERTAIN_MS };
}

/** Whether a time says no more than the day and hour of an unstated place. */
export const isUncertain = ({ earliest, latest }: Instant): boolean => earliest !== latest;
