import type { Dossier, Hex32, Paper, Report } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";

/** A document held here, a paper or a dossier from elsewhere. */
export type VerifyPaperInput =
  | { readonly documentId: Hex32 }
  | { readonly paper: Paper }
  | { readonly dossier: Dossier };

/**
 * Judges papers by what the chain says now, at one block; of a dossier, each of its papers, the subject first. Evidence
 * that a dossier brings is not used: this gateway has its own.
 * @throws DOCUMENT_NOT_FOUND, BLOB_*; never because a paper is bad.
 */
export async function verifyPaper(
  _gateway: Gateway,
  _input: VerifyPaperInput,
): Promise<{ reports: readonly Report[] }> {
  throw new Error("not written yet");
}
