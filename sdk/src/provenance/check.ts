import type { Consignment } from "./consignment.ts";
import type { Judgement } from "./finding.ts";

/** One row of the table of checks. */
export interface ConsignmentCheck {
  readonly name: string;
  readonly title: string;
  /** What it finds, the good too; nothing where the papers give nothing to look at. */
  judge(consignment: Consignment): readonly Judgement[];
}
