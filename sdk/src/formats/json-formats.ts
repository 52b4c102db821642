import { dcsaArrivalNotice } from "./dcsa/arrival-notice.ts";
import { dcsaEblMessage } from "./dcsa/ebl-message.ts";
import { dcsaShippingInstructions } from "./dcsa/shipping-instructions.ts";
import { dcsaTrackAndTrace } from "./dcsa/track-and-trace.ts";
import { dcsaTransportDocument } from "./dcsa/transport-document.ts";
import { epcis } from "./epcis/epcis.ts";
import { fiataEfbl } from "./fiata/efbl.ts";
import type { Format } from "./format.ts";
import { tradeTrust } from "./tradetrust/tradetrust.ts";
import { w3cCredential } from "./w3c/w3c-credential.ts";

/** The field's formats in JSON. A message is tried before messages about it. */
export const JSON_FORMATS: readonly Format[] = [
  dcsaTransportDocument,
  dcsaShippingInstructions,
  dcsaArrivalNotice,
  dcsaTrackAndTrace,
  dcsaEblMessage,
  fiataEfbl,
  tradeTrust,
  w3cCredential,
  epcis,
];
