import {
  type CodeFinding,
  type CodeList,
  checkCodes,
  type Facts,
  type FormatFinding,
  type Hex32,
  hexOf,
  type KindName,
  readDocument,
  SdkError,
  sha256,
} from "../../src/index.ts";

/** What can be said of an original without its network. */
export interface Inspected {
  readonly format: string;
  /** Null for an original that does not state its kind and was given none. */
  readonly kind: KindName | null;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256 of its bytes. */
  readonly sha256: Hex32;
  readonly facts: Facts;
  readonly findings: readonly FormatFinding[];
  /** What is to be said of every code it states. */
  readonly codes: readonly CodeFinding[];
}

/**
 * Reads an original as a gateway would take it in.
 * @param kind For what does not state it, such as a scan.
 * @throws SdkError FORMAT_UNKNOWN, and those of its syntax.
 */
export function inspectFile(bytes: Uint8Array, kind: KindName | undefined, lists: readonly CodeList[]): Inspected {
  const reading = readAsStated(bytes, kind);
  const { format, mediaType, facts, findings } = reading;
  return {
    ...{ format, kind: reading.kind, mediaType, sizeBytes: bytes.length, sha256: hexOf(sha256(bytes)) },
    ...{ facts, findings, codes: checkCodes(facts, lists) },
  };
}

/** An original that is recognised has a format also where nobody says what kind of paper it is. */
function readAsStated(bytes: Uint8Array, kind: KindName | undefined) {
  try {
    return readDocument(bytes, kind === undefined ? {} : { kind });
  } catch (error) {
    if (!(error instanceof SdkError) || error.code !== "KIND_REQUIRED") throw error;
    return { ...readDocument(bytes, { kind: "other-document" }), kind: null };
  }
}
