import type { Json } from "@sealane/sdk";
import type { EventRow } from "../database/schema/events.ts";

/** A happening in structured mode (CloudEvents 1.0.2, JSON format), with the `sequence` of the sequence extension. */
export interface CloudEvent {
  readonly specversion: "1.0";
  /** Hex32, the same whenever the same happening is told again. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: "application/json";
  /** Order at this gateway, decimal. Gaps mean nothing. */
  readonly sequence: string;
  readonly data: { readonly [name: string]: Json };
}

export const CLOUD_EVENT_TYPE = "application/cloudevents+json";

/** An event of the table as a CloudEvent of this member. */
export const cloudEventOf = (memberId: number, row: EventRow): CloudEvent => ({
  specversion: "1.0",
  id: row.id,
  source: `urn:sealane:member:${memberId}`,
  type: row.type,
  subject: row.subject,
  time: new Date(row.time_seconds * 1000).toISOString().replace(".000Z", "Z"),
  datacontenttype: "application/json",
  sequence: String(row.sequence),
  data: JSON.parse(row.data) as CloudEvent["data"],
});
