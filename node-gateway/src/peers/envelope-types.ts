import type { Envelope } from "@sealane/sdk";
import type { Transaction } from "kysely";
import { receiveAlert } from "../alerts/receive-alert.ts";
import { receiveCounters } from "../alerts/receive-counters.ts";
import { receiveFeedback } from "../alerts/receive-feedback.ts";
import { receiveNominal } from "../alerts/receive-nominal.ts";
import type { Schema } from "../database/schema.ts";
import type { Gateway } from "../gateway.ts";
import { receivePaper } from "../sharing/receive-paper.ts";
import { receiveRequest } from "../sharing/receive-request.ts";
import type { Refusal } from "./wire/refusal.ts";

/** How this gateway takes envelopes of one type. */
export interface EnvelopeType {
  /** Why an envelope is refused, beside its form, signature and attachments; undefined when it is taken. Changes nothing. */
  judge(gateway: Gateway, envelope: Envelope): Promise<Refusal | undefined>;
  /** Keeps what it carries, in the transaction that acknowledges it. */
  keep(gateway: Gateway, transaction: Transaction<Schema>, envelope: Envelope): Promise<void>;
}

/** What members send each other. To add a type, add a row. */
export const ENVELOPE_TYPES: Record<string, EnvelopeType> = {
  paper: receivePaper,
  request: receiveRequest,
  alert: receiveAlert,
  "alert-nominal": receiveNominal,
  "alert-feedback": receiveFeedback,
  "alert-counters": receiveCounters,
};
