import { codeOf } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";

export interface PartnerWork {
  /** For the log. */
  readonly name: string;
  /** Members for whom there is something to do. */
  due(): Promise<readonly number[]>;
  work(memberId: number): Promise<void>;
}

export interface PartnerRounds {
  /** Begins the work for every member that is due and not being worked for, and returns at once. */
  round(): Promise<void>;
  /** Resolves when no work is under way. */
  idle(): Promise<void>;
}

/** Work for each member beside that for the others: one whose gateway is slow holds up nobody else. */
export function createPartnerRounds({ log }: Pick<Gateway, "log">, { name, due, work }: PartnerWork): PartnerRounds {
  const busy = new Map<number, Promise<void>>();
  const begin = (memberId: number): void => {
    const mine = work(memberId)
      .catch((error: unknown) => {
        const code = codeOf(error);
        log.warn({ worker: name, partner: memberId, code, err: error }, "Work for a partner failed; it is done again.");
      })
      .finally(() => busy.delete(memberId));
    busy.set(memberId, mine);
  };
  return {
    round: async () => {
      for (const memberId of await due()) if (!busy.has(memberId)) begin(memberId);
    },
    idle: async () => void (await Promise.all(busy.values())),
  };
}
