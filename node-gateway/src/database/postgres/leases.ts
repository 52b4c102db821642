import type { Client } from "pg";
import { storageError } from "./errors.ts";

/** What one process holds of a PostgreSQL: each lease by one process at a time, for as long as its session lives. */
export interface Leases {
  /**
   * Gives back what was taken; undefined when another holds it.
   * @throws GatewayError STORAGE_UNAVAILABLE.
   */
  take(name: string): Promise<(() => Promise<void>) | undefined>;
  stop(): Promise<void>;
}

interface Answer {
  readonly rows: readonly { readonly taken: number }[];
  readonly client: Client;
}

const KEY = "hashtextextended(current_schema() || '/' || $1, 0)";

/**
 * Leases as advisory locks of one session of their own: the server gives them back the moment that the process ends or is
 * cut off, however that comes about, and work under a lease needs no connection to keep it.
 */
export function createLeases(connect: () => Client): Leases {
  const held = new Set<string>();
  const session = createSession(connect);
  const giveBack = async (client: Client, name: string): Promise<void> => {
    try {
      // A lock of a session that is gone is gone with it; another session has none to give back.
      if (await session.isOpen(client)) await session.ask(`select pg_advisory_unlock(${KEY})`, name);
    } catch {
      // The session was left, and the lock with it.
    } finally {
      held.delete(name);
    }
  };
  return {
    take: async (name) => {
      // The server would grant its own session the same lock twice.
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const { rows, client } = await session.ask(`select pg_try_advisory_lock(${KEY}) as taken`, name);
        if (rows[0]?.taken === 1) return () => giveBack(client, name);
        held.delete(name);
        return undefined;
      } catch (error) {
        held.delete(name);
        throw storageError(error);
      }
    },
    stop: session.end,
  };
}

/** One connection, opened when it is first needed and again after it was lost; one statement after the other. */
function createSession(connect: () => Client) {
  let session: Promise<Client> | undefined;
  let asked: Promise<unknown> = Promise.resolve();
  const open = (): Promise<Client> => {
    const client = connect();
    const opening = client.connect().then(() => client);
    // Of this session only: its end may be told when the next one is open already.
    const forget = () => {
      if (session === opening) session = undefined;
    };
    client.on("error", forget).on("end", forget);
    opening.catch(forget);
    return opening;
  };
  const askNow = async (statement: string, name: string): Promise<Answer> => {
    session ??= open();
    const client = await session;
    try {
      return { rows: (await client.query<{ taken: number }>(statement, [name])).rows, client };
    } catch (error) {
      leave(client);
      throw error;
    }
  };
  /** What does not answer is left, and the server gives back all that it held. */
  const leave = (client: Client): void => {
    session = undefined;
    void client.end().catch(() => undefined);
  };
  return {
    ask: (statement: string, name: string): Promise<Answer> => {
      const answer = asked.then(() => askNow(statement, name));
      asked = answer.catch(() => undefined);
      return answer;
    },
    /** Whether it still is this one; another that lingers is closed. */
    isOpen: async (client: Client): Promise<boolean> => {
      if ((await session) === client) return true;
      void client.end().catch(() => undefined);
      return false;
    },
    end: async (): Promise<void> => {
      const client = await session?.catch(() => undefined);
      session = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}
