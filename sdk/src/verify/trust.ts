import { parseJson } from "../canonical/parse-json.ts";
import { hasExactly, isSeconds } from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import type { Member, Network } from "./evidence.ts";
import { areMembers, isNetwork } from "./evidence-shape.ts";

/** What an offline verifier pins: a network and its members' keys, taken once from a source it trusts. */
export interface Trust {
  readonly type: "sealane-trust/1";
  readonly network: Network;
  readonly members: readonly Member[];
  /** Unix seconds of the block it was taken at. */
  readonly madeAtSeconds: number;
}

/**
 * Reads a trust file.
 * @throws SdkError TRUST_INVALID, JSON_*.
 */
export function parseTrust(input: Uint8Array | string): Trust {
  const value = parseJson(input);
  const isType = (type: unknown): boolean => type === "sealane-trust/1";
  const fault = hasExactly(value, { type: isType, network: isNetwork, members: areMembers, madeAtSeconds: isSeconds });
  if (fault) throw new SdkError("TRUST_INVALID", `The trust file is not of its shape: ${fault}.`);
  return value as unknown as Trust;
}
