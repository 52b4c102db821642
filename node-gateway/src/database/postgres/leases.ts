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
  readonly rows: unknown[];
  readonly client: Client;
}

const KEY = "hashtextextended(current_schema() || '/' || $1, 0)";

/**
 * Leases as advisory locks of one session of their own: the server gives them back the moment that the process ends or is
 * cut off, however that comes about, and work under a lease needs no connection to keep it.
 */
export function createLeases(connect: () => Client): Leases {
  const held = new Set<string>();
  let session: Promise<Client> | undefined;
  const open = async (): Promise<Client> => {
    const client = connect();
    const forget = () => {
      session = undefined;
    };
    client.on("error", forget).on("end", forget);
    await client.connect().catch((error: unknown) => {
      forget();
      throw error;
    });
    return client;
  };
  let asked: Promise<unknown> = Promise.resolve();
  /** One statement after the other, since there is one session. */
  const ask = (statement: string, name: string): Promise<Answer> => {
    const answer = asked.then(() => askNow(statement, name));
    asked = answer.catch(() => undefined);
    return answer;
  };
  /** A session that does not answer is left: the server then gives back all that it held. */
  const askNow = async (statement: string, name: string): Promise<Answer> => {
    session ??= open();
    const client = await session;
    try {
      return { rows: (await client.query<{ taken: number }>(statement, [name])).rows, client };
    } catch (error) {
      session = undefined;
      void client.end().catch(() => undefined);
      throw error;
    }
  };
  return {
    take: async (name) => {
      // The server would grant its own session the same lock twice.
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const { rows, client } = await ask(`select pg_try_advisory_lock(${KEY}) as taken`, name);
        if ((rows[0] as { taken: number }).taken === 1) return () => giveBack(client, name);
        held.delete(name);
        return undefined;
      } catch (error) {
        held.delete(name);
        throw storageError(error);
      }
    },
    stop: async () => {
      const client = await session?.catch(() => undefined);
      session = undefined;
      await client?.end().catch(() => undefined);
    },
  };

  async function giveBack(client: Client, name: string): Promise<void> {
    try {
      // A lock of a session that is gone is gone with it; another session has none to give back.
      if ((await session) === client) await ask(`select pg_advisory_unlock(${KEY})`, name);
    } catch {
      // The session was left, and the lock with it.
    } finally {
      held.delete(name);
    }
  }
}
