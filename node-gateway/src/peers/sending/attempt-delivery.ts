import { utf8Encode } from "@sealane/sdk";
import { crashPoint } from "../../crash-points.ts";
import type { DeliveryRow } from "../../database/schema/peers.ts";
import { GatewayError } from "../../errors.ts";
import type { Gateway } from "../../gateway.ts";
import { callPeer, PeerLeftAlone } from "../wire/call-peer.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { settleByFault, settleByReceipt } from "./settle-delivery.ts";
import { mayGo, takeBack } from "./under-grant.ts";

const MAX_RECEIPT_BYTES = 65_536;

/** Sends one delivery once and writes down what came of it; whether its lane may go on with the next. */
export async function attemptDelivery(gateway: Gateway, delivery: DeliveryRow): Promise<boolean> {
  if (!(await mayGo(gateway, delivery))) {
    await takeBack(gateway, delivery);
    return true;
  }
  crashPoint("delivering:before-send");
  const body = utf8Encode(delivery.envelope);
  const call = { method: "POST", path: "/peer/v1/envelopes", body, mediaType: "application/jose" } as const;
  const headers = { accept: "application/jose, application/problem+json" };
  try {
    const answer = await callPeer(gateway, delivery.partner, { ...call, headers, maxBytes: MAX_RECEIPT_BYTES });
    crashPoint("delivering:after-send");
    const judged = await judgeAnswer(gateway, delivery, answer);
    return "reason" in judged
      ? await settleByFault(gateway, delivery, judged)
      : await settleByReceipt(gateway, delivery, judged);
  } catch (error) {
    // Nothing was sent, so this was no attempt: the delivery stays as it is.
    if (error instanceof PeerLeftAlone) return false;
    if (!(error instanceof GatewayError) || error.code === "STORAGE_UNAVAILABLE") throw error;
    return settleByFault(gateway, delivery, { reason: error.code, isOfThis: false });
  }
}
