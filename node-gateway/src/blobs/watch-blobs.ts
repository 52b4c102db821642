import { isCode } from "../errors.ts";
import type { BlobStore } from "./blob-store.ts";

/** A blob store that remembers what it found damaged or lost, and has what is damaged healed. */
export interface WatchedBlobStore extends BlobStore {
  /** CIDs found damaged or lost by this process and not seen whole since. */
  damaged(): readonly string[];
  /** Why the store would not take what was put last, for two minutes or until it takes something; undefined when it did. */
  refusal(): string | undefined;
  /** Ends the healing that is under way. */
  stop(): void;
}

export interface WatchOptions {
  /** Unix seconds. */
  readonly clock: () => number;
  /** Told when a blob is found damaged or lost, and when it is whole again; no CID, for it may stand in a log. */
  readonly tell: (news: "damaged" | "whole") => void;
}

/** Healing reads a whole repository, so it is not tried again sooner for damage already known. */
const HEAL_AGAIN_SECONDS = 600;
/** Nobody may put anything for hours, so what was refused long ago says nothing of now. */
const REFUSAL_SECONDS = 120;

/**
 * Watches the reads of a store. Damage is answered with BLOB_CORRUPT at once and healed behind it, since a copy may be far
 * away; a later read shows whether it came.
 */
export function watchBlobs(store: BlobStore, { clock, tell }: WatchOptions): WatchedBlobStore {
  const damage = noteDamage(tell);
  const writes = watchWrites(store, clock);
  const stopping = new AbortController();
  let healing: Promise<void> | undefined;
  let foundMeanwhile = false;
  let healedAtSeconds = Number.NEGATIVE_INFINITY;

  const heal = async (): Promise<void> => {
    do {
      foundMeanwhile = false;
      await store.heal?.(stopping.signal);
    } while (foundMeanwhile);
    for (const cid of damage.cids()) {
      await store.get(cid).then(
        () => damage.whole(cid),
        () => undefined,
      );
    }
  };
  const found = (cid: string): void => {
    const isNew = damage.note(cid);
    if (isNew && healing) foundMeanwhile = true;
    if (!store.heal || healing || (!isNew && clock() < healedAtSeconds + HEAL_AGAIN_SECONDS)) return;
    // What goes wrong here shows as what it is: the blob stays among the damaged.
    healing = heal()
      .catch(() => undefined)
      .finally(() => {
        healing = undefined;
        healedAtSeconds = clock();
      });
  };

  return {
    ...store,
    get: async (cid) => {
      try {
        const bytes = await store.get(cid);
        damage.whole(cid);
        return bytes;
      } catch (error) {
        if (isCode(error, "BLOB_CORRUPT")) found(cid);
        // Only blobs that this gateway should hold are asked for. What is not there, no healing brings back.
        if (isCode(error, "BLOB_NOT_FOUND")) damage.note(cid);
        throw error;
      }
    },
    put: async (bytes) => {
      const cid = await writes.put(bytes);
      damage.whole(cid);
      return cid;
    },
    damaged: damage.cids,
    refusal: writes.refusal,
    stop: () => stopping.abort(),
  };
}

/** The writes of a store, and why the last was refused. */
function watchWrites(store: BlobStore, clock: () => number): Pick<WatchedBlobStore, "put" | "refusal"> {
  let refused: { readonly sentence: string; readonly seconds: number } | undefined;
  return {
    put: async (bytes) => {
      try {
        const cid = await store.put(bytes);
        refused = undefined;
        return cid;
      } catch (error) {
        if (isCode(error, "BLOB_UNAVAILABLE")) refused = { sentence: error.message, seconds: clock() };
        throw error;
      }
    },
    refusal: () => (refused && clock() < refused.seconds + REFUSAL_SECONDS ? refused.sentence : undefined),
  };
}

/** CIDs that are damaged or lost, told once each when they come and when they go. */
function noteDamage(tell: WatchOptions["tell"]) {
  const damaged = new Set<string>();
  return {
    /** Whether it was not known before. */
    note: (cid: string): boolean => {
      const isNew = !damaged.has(cid);
      damaged.add(cid);
      if (isNew) tell("damaged");
      return isNew;
    },
    whole: (cid: string): void => {
      if (damaged.delete(cid)) tell("whole");
    },
    cids: (): readonly string[] => [...damaged],
  };
}
