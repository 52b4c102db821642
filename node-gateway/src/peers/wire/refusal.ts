import type { ReceiptCode } from "@sealane/sdk";

/** Why an envelope is not taken, as its sender is told. */
export interface Refusal {
  readonly code: ReceiptCode;
  readonly message: string;
}

/** A refusal for good: what it carries is not what it says, or not for this member. */
export const differs = (message: string): Refusal => ({ code: "INCD", message });
