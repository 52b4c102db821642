const words = (text: string): ReadonlySet<string> => new Set(text.match(/\S+/g));

/** The bare words of one sort of GS1's Core Business Vocabulary 2.0, and the URI that each stands for by its prefix. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly prefix: string;
  /** Prefix of the URNs of CBV 1, which mean the same. */
  readonly urn: string;
}

const CBV = "https://ref.gs1.org/cbv/";

export const BIZ_STEPS: Vocabulary = {
  prefix: `${CBV}BizStep-`,
  urn: "urn:epcglobal:cbv:bizstep:",
  words: words(`
    accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
    decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
    killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
    sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
    void_shipping`),
};

export const DISPOSITIONS: Vocabulary = {
  prefix: `${CBV}Disp-`,
  urn: "urn:epcglobal:cbv:disp:",
  words: words(`
    active available completeness_inferred completeness_verified conformant container_closed container_open damaged
    destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance
    mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled
    reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`),
};

export const BIZ_TRANSACTION_TYPES: Vocabulary = {
  prefix: `${CBV}BTT-`,
  urn: "urn:epcglobal:cbv:btt:",
  words: words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"),
};

export const SOURCE_DESTINATION_TYPES: Vocabulary = {
  prefix: `${CBV}SDT-`,
  urn: "urn:epcglobal:cbv:sdt:",
  words: words("owning_party possessing_party location"),
};

/** The bare word of a term, whichever way it is written; a term of somebody else's stays what it is. */
export function bareWord(term: string, { words: known, prefix, urn }: Vocabulary): string {
  const start = [prefix, urn, prefix.replace(CBV, "cbv:")].find((one) => term.startsWith(one));
  const word = start === undefined ? term : term.slice(start.length);
  return known.has(word) ? word : term;
}

/** Types of events (EPCIS 2.0 §7.4). */
export const EVENT_TYPES: ReadonlySet<unknown> = words(
  "ObjectEvent AggregationEvent TransactionEvent TransformationEvent AssociationEvent",
);
