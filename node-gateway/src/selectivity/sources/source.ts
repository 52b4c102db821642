import type { Facts, Hex32, RuleAlert, Signal } from "@sealane/sdk";
import type { StatedDraw } from "../../draws/draw-on.ts";
import type { Gateway } from "../../gateway.ts";
import type { ModelOpinion } from "../../model/model-opinion.ts";

/** A declaration that is to be decided. */
export interface Declaration {
  readonly documentId: Hex32;
  readonly kind: string;
  readonly issuer: number;
  readonly facts: Facts;
  /** Reference that its consignment is tagged by. */
  readonly consignment: string;
  /** Block and time of its first anchor. */
  readonly blockNumber: number;
  readonly anchoredAtSeconds: number;
}

/** Where what is known of a declaration comes from. Each may say that it knows nothing; none may throw for a bad paper. */
export interface Sources {
  /** What verifying the paper and its consignment raised; undefined when that could not be done. */
  readonly findings: (gateway: Gateway, declaration: Declaration) => Promise<readonly Signal[] | undefined>;
  /** Alerts that match, as signals and as rules ask for them. */
  readonly alerts: (gateway: Gateway, declaration: Declaration) => Promise<readonly MatchedAlert[]>;
  /** Undefined when no model is healthy: then rules go on without. */
  readonly model: (gateway: Gateway, declaration: Declaration) => Promise<ModelOpinion | undefined>;
  /** Null when no seed was committed for the period; `wait` while the block is not settled yet. */
  readonly draw: (gateway: Gateway, declaration: Declaration) => Promise<StatedDraw | null | "wait">;
}

export interface MatchedAlert {
  readonly signal: Signal;
  readonly alert: RuleAlert;
}
