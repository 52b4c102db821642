/** A clock that only a test moves, in Unix seconds. */
export interface Clock {
  now(): number;
  advance(seconds: number): void;
  set(seconds: number): void;
}

export function createClock(startSeconds: number): Clock {
  let seconds = startSeconds;
  return {
    now: () => seconds,
    advance: (more) => {
      seconds += more;
    },
    set: (to) => {
      seconds = to;
    },
  };
}
