import type { Gateway } from "../gateway.ts";
import type { Writing } from "./views.ts";

/** What a member can change about itself on the chain. */
export type MemberAction =
  | {
      readonly action: "addKey";
      readonly x: string;
      readonly y: string;
      readonly use: "statement" | "sealing" | "transport";
      readonly validFromSeconds: number;
      readonly validUntilSeconds: number;
    }
  | { readonly action: "endKey"; readonly kid: string }
  | { readonly action: "declareKeyCompromised"; readonly kid: string; readonly compromisedSinceSeconds: number }
  | { readonly action: "setGatewayUrl"; readonly gatewayUrl: string };

export interface MemberActionView {
  readonly itemId: number;
  readonly action: MemberAction["action"];
  readonly state: "queued" | "sent" | "done" | "refused";
  readonly refusal: string | null;
}

/** Queues a change of this member's own entry for the chain. @throws IDEMPOTENCY_CONFLICT */
export async function memberAction(
  _gateway: Gateway,
  _input: Writing & { readonly change: MemberAction },
): Promise<MemberActionView> {
  throw new Error("not written yet");
}
