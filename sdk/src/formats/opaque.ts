import { SdkError } from "../errors.ts";
import { normaliseFacts } from "../facts/validate.ts";
import { kindByName } from "../kinds/kinds.ts";
import { findingsOf } from "./findings.ts";
import type { Candidate, Format } from "./format.ts";

/** First bytes of what scanners and printers make. */
const SIGNATURES: readonly (readonly [mediaType: string, bytes: readonly number[]])[] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/tiff", [0x49, 0x49, 0x2a, 0x00]],
  ["image/tiff", [0x4d, 0x4d, 0x00, 0x2a]],
];

/** The media type that the first bytes show; undefined for others. */
export function sniff({ bytes }: Candidate): string | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))?.[0];
}

/** An original that is kept as it is, with its kind and facts given beside: a PDF, a scan, or what no other row reads. */
export const opaque: Format = {
  name: "opaque",
  title: "Original as it is",
  mediaTypes: ["application/octet-stream"],
  recognise: (candidate) => sniff(candidate) !== undefined || candidate.mediaType !== undefined,
  read(_, hints) {
    if (hints.kind === undefined) {
      throw new SdkError("KIND_REQUIRED", "Nothing here reads these bytes, so the kind must be given beside them.");
    }
    const kind = kindByName(hints.kind);
    const facts = normaliseFacts(hints.facts ?? {});
    return { kind: kind.name, body: {}, facts, findings: findingsOf(kind, facts, []) };
  },
};
