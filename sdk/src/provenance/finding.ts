import type { Json } from "../canonical/json.ts";
import type { CustodyFindingCode } from "../custody/finding.ts";
import type { Facts } from "../facts/facts.ts";
import type { Hex32 } from "../primitives/hex.ts";
import type { Status } from "../verify/finding.ts";
import type { ConsignmentPaper } from "./paper.ts";

/** Codes of what papers of a consignment say of each other. A code never changes its meaning; docs/errors.md explains each. */
export type ConsignmentFindingCode =
  | "FACTS_AGREE"
  | "FACTS_NOT_COMPARED"
  | "CONTAINERS_DIFFER"
  | "SEALS_DIFFER"
  | "HS_CODES_DIFFER"
  | "DESCRIPTIONS_DIFFER"
  | "QUANTITIES_DIFFER"
  | "GROSS_WEIGHTS_DIFFER"
  | "NET_WEIGHTS_DIFFER"
  | "NET_OVER_GROSS"
  | "PACKAGES_DIFFER"
  | "ORIGINS_DIFFER"
  | "COUNTRIES_DIFFER"
  | "PORTS_DIFFER"
  | "VESSELS_DIFFER"
  | "PARTIES_DIFFER"
  | "VALUES_DIFFER"
  | "UCRS_DIFFER"
  | "DATES_OUT_OF_ORDER"
  | "CERTIFICATE_AFTER_LOADING"
  | "ANCHORED_AFTER_LOADING"
  | "PERMIT_EXPIRED"
  | "ORIGIN_CONTRADICTED"
  | "ORIGIN_NOT_ON_ROUTE"
  | "ONWARD_LEG_NOT_CONTINUED"
  | "QUANTITY_EXCEEDED"
  | "NUMBER_ISSUED_TWICE"
  | "REFERENCE_NOT_MET"
  | "LINKS_RESOLVE"
  | "LINKS_CIRCULAR"
  | "LINK_MISSING"
  | "RELIES_ON_WITHDRAWN"
  | "RELIES_ON_SUPERSEDED"
  | "SOURCE_NOT_NAMED";

/** A value that one paper states, as it was compared. */
export interface StatedValue {
  readonly documentId: Hex32;
  readonly fact: keyof Facts;
  readonly value: Json;
}

/** What one check says of some papers of a consignment. */
export interface ConsignmentFinding {
  /** Name of the row of the table of checks. */
  readonly check: string;
  readonly status: Status;
  readonly code: ConsignmentFindingCode | CustodyFindingCode;
  /** A sentence for people, without document content: the values stand beside it. */
  readonly message: string;
  /** The papers that were compared, each once. */
  readonly papers: readonly Hex32[];
  /** The facts that were compared; none where the papers' standing or links are meant. */
  readonly facts: readonly (keyof Facts)[];
  /** What the papers state of these facts. */
  readonly values: readonly StatedValue[];
}

/** A finding before its check puts its name on it. */
export type Judgement = Omit<ConsignmentFinding, "check">;

/** A judgement on papers and the facts they state. */
export function judgement(
  status: Status,
  code: ConsignmentFindingCode,
  message: string,
  papers: readonly ConsignmentPaper[],
  facts: readonly (keyof Facts)[] = [],
): Judgement {
  const values = papers.flatMap(({ documentId, facts: stated }) =>
    facts.flatMap((fact) => {
      const value = stated?.[fact];
      return value === undefined ? [] : [{ documentId, fact, value: value as unknown as Json }];
    }),
  );
  return { status, code, message, papers: [...new Set(papers.map(({ documentId }) => documentId))], facts, values };
}
