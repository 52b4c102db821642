import type { Reading, ReadingReceipt, ReadMessage } from "@sealane/sdk";

/** A link of a log as it is shown: the reader's word and the owner's answer, each a compact JWS. */
export interface LogLink {
  readonly reading: string;
  readonly receipt: string;
}

/**
 * `missing`: links that the chain knows of are not shown. `altered`: what is shown is not what was signed, chained or
 * anchored. `suspect`: a stolen key signed it. `alarm`: it is true, and should not have happened.
 */
export type LogFaultSort = "missing" | "altered" | "suspect" | "alarm";

export interface LogFault {
  readonly sort: LogFaultSort;
  /** Of the link; null where it is about all. */
  readonly sequence: number | null;
  readonly message: string;
}

export interface ReadLink {
  readonly sequence: number;
  readonly reading: ReadMessage<Reading>;
  readonly receipt: ReadMessage<ReadingReceipt>;
}
