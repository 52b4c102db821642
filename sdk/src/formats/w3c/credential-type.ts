import type { JsonObject } from "../../canonical/json.ts";
import type { KindName } from "../../kinds/kinds.ts";
import type { Hints } from "../format.ts";
import type { FactTable } from "../json-facts/rules.ts";

/** What a credential of a type is, and where it states what. */
export interface CredentialType {
  readonly kind: KindName | ((credential: JsonObject, hints: Hints) => KindName);
  /** Beside what every credential states. */
  readonly facts: FactTable;
}
