import type { Dossier, Hex32, Report } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import type { Writing } from "./views.ts";

export interface ReceivedDossier {
  readonly reports: readonly Report[];
  /** Papers that are readable here from now on, also those that were before. */
  readonly documentIds: readonly Hex32[];
}

/**
 * Judges a dossier's papers by this gateway's own evidence and keeps them, sealed to this member, unless one is invalid.
 * @throws DOSSIER_REFUSED when a paper's bytes, disclosures or statement are not what they claim to be.
 */
export async function receiveDossier(
  _gateway: Gateway,
  _input: Writing & { readonly dossier: Dossier },
): Promise<ReceivedDossier> {
  throw new Error("not written yet");
}
