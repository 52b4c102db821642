import type { Io } from "../io.ts";

/** How far a long piece of work is: one line that is drawn over where a person watches, else a line each change. */
export interface Progress {
  show(text: string): void;
  end(): void;
}

/** Progress on stderr, so that stdout holds the result alone. */
export function startProgress(io: Io): Progress {
  let last = "";
  return {
    show: (text) => {
      if (text === last) return;
      last = text;
      io.note(io.isWatched ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end: () => {
      if (io.isWatched && last !== "") io.note("\r\u001b[K");
    },
  };
}
