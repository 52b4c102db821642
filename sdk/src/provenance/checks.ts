import type { ConsignmentCheck } from "./check.ts";
import { beforeLoading } from "./checks/before-loading.ts";
import { custodyUnbroken } from "./checks/custody-unbroken.ts";
import { datesInOrder } from "./checks/dates-in-order.ts";
import { linksSound } from "./checks/links-sound.ts";
import { netWithinGross } from "./checks/net-within-gross.ts";
import { numberOnce } from "./checks/number-once.ts";
import { onwardLeg } from "./checks/onward-leg.ts";
import { originOnRoute } from "./checks/origin-on-route.ts";
import { referencesMet } from "./checks/references-met.ts";
import { sourceNamed } from "./checks/source-named.ts";
import { withinSource } from "./checks/within-source.ts";
import { comparing } from "./compare-facts.ts";
import { COMPARISONS } from "./comparisons.ts";

/** Every check of a consignment. To add one, add a row and a file beside it; a fact to compare is a row of COMPARISONS. */
export const CONSIGNMENT_CHECKS: readonly ConsignmentCheck[] = [
  linksSound,
  sourceNamed,
  numberOnce,
  referencesMet,
  ...COMPARISONS.map(comparing),
  netWithinGross,
  withinSource,
  datesInOrder,
  beforeLoading,
  onwardLeg,
  originOnRoute,
  custodyUnbroken,
];
