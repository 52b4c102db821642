import { sha256, subjectTag } from "@sealane/sdk";
import type { Gateway } from "../../../node-gateway/src/gateway.ts";
import { ENVELOPE_TYPES } from "../../../node-gateway/src/peers/envelope-types.ts";
import { queueDelivery } from "../../../node-gateway/src/peers/sending/queue-delivery.ts";
import type { Partner } from "../../support/gateway/partners.ts";
import { seededBytes } from "../../support/seeded.ts";

/** What came of a type that only these tests know: each note's text, once for every time it had an effect. */
export interface Notebook {
  /** By receiver. */
  of(partner: Partner): string[];
  remove(): void;
}

const DAY_S = 86_400;

/** Has gateways take envelopes of the type `test-note`; one that says `refuse` is refused with INCD. */
export function openNotebook({ refusesNothing = false } = {}): Notebook {
  const kept = new Map<number, string[]>();
  const textsOf = (memberId: number): string[] => {
    const texts = kept.get(memberId) ?? [];
    kept.set(memberId, texts);
    return texts;
  };
  ENVELOPE_TYPES["test-note"] = {
    judge: async (_gateway, { content }) =>
      content["text"] === "refuse" && !refusesNothing ? { code: "INCD", message: "The test refuses it." } : undefined,
    keep: async ({ memberId }, _transaction, { content }) => void textsOf(memberId).push(String(content["text"])),
  };
  return {
    of: ({ memberId }) => textsOf(memberId),
    remove: () => void delete ENVELOPE_TYPES["test-note"],
  };
}

/** The lane of a consignment. */
export const laneOf = (consignment: string): string => subjectTag(seededBytes("tag key")(32), consignment);

export interface Note {
  readonly consignment?: string;
  readonly blobs?: readonly Uint8Array[];
  readonly lifeSeconds?: number;
}

/** Queues a note; its delivery's number. */
export async function sendNote(from: Partner, to: Partner, text: string, note: Note = {}): Promise<number> {
  const { gateway } = from;
  const { consignment = "5SG201234567X1", blobs = [], lifeSeconds = 7 * DAY_S } = note;
  const attachments = await Promise.all(
    blobs.map(async (bytes) => ({ cid: await gateway.blobs.put(bytes), sizeBytes: bytes.length })),
  );
  return gateway.database.transaction().execute((transaction) =>
    queueDelivery(gateway, transaction, {
      ...{ to: to.memberId, type: "test-note", lane: laneOf(consignment), content: { text }, attachments },
      expiresAtSeconds: gateway.clock() + lifeSeconds,
    }),
  );
}

/** A delivery as it stands. */
export const deliveryOf = ({ database }: Gateway, deliveryId: number) =>
  database.selectFrom("deliveries").selectAll().where("delivery_id", "=", deliveryId).executeTakeFirstOrThrow();

/** Digest of some bytes, to tell blobs apart in messages. */
export const digestOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString("hex");
