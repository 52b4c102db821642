import { asycudaSad } from "./asycuda/sad.ts";
import { citesEpermit } from "./cites/epermit.ts";
import type { Format } from "./format.ts";
import { icsEntrySummary } from "./ics/entry-summary.ts";
import { govTalkResponse } from "./ics/govtalk-response.ts";
import { icsResponse } from "./ics/response.ts";
import { NCTS_FORMATS } from "./ncts/transit.ts";
import { ubl2, ubl2Json } from "./ubl/ubl-2.ts";
import { wcoDeclaration } from "./wco/declaration.ts";
import { declarationStatus } from "./wco/declaration-status.ts";
import { inventoryLinking } from "./wco/inventory-linking.ts";
import { wcoResponse } from "./wco/response.ts";

/** The formats of the field in XML, and what of them is in JSON too. To add one, add a row and a file beside it. */
export const XML_FORMATS: readonly Format[] = [
  ...[wcoDeclaration, wcoResponse, declarationStatus, inventoryLinking],
  ...[icsEntrySummary, icsResponse, govTalkResponse],
  ...NCTS_FORMATS,
  ...[ubl2, ubl2Json, asycudaSad, citesEpermit],
];
