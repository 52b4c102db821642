import type { Json } from "../../canonical/json.ts";
import { code, country, hsCode, text } from "../../facts/normal-forms.ts";
import type { Pattern } from "../indicators.ts";

/** What an attribute of MISP is for an alert: its indicator with the items that its value gives, none when it is malformed. */
export interface KnownAttribute {
  readonly indicator: keyof Pattern;
  readonly itemOf: (value: string) => Json | undefined;
}

const codes = (indicator: keyof Pattern): KnownAttribute => ({ indicator, itemOf: code });
const document = (member: "number" | "digest", itemOf: (value: string) => string | undefined): KnownAttribute => ({
  indicator: "documents",
  itemOf: (value) => {
    const item = itemOf(value);
    return item === undefined ? undefined : { number: null, digest: null, [member]: item };
  },
});
const sha256 = (value: string): string | undefined => /^[0-9a-f]{64}$/.exec(value.toLowerCase())?.[0];

/** Types of MISP's own that tell something of a paper. */
export const ATTRIBUTE_TYPES: Readonly<Record<string, KnownAttribute>> = {
  sha256: document("digest", sha256),
  "filename|sha256": document("digest", (value) => sha256(value.slice(value.lastIndexOf("|") + 1))),
};

/**
 * What texts are, by the relation that an object gives them or, outside of objects, by their comment: MISP has no types for
 * customs. To add one, add a row.
 */
export const RELATIONS: Readonly<Record<string, KnownAttribute>> = {
  "container-number": codes("containers"),
  "seal-number": codes("seals"),
  ucr: codes("ucrs"),
  mrn: codes("mrns"),
  "document-number": document("number", text),
  "vessel-name": codes("conveyances"),
  "voyage-number": codes("conveyances"),
  "flight-number": codes("conveyances"),
  // MISP's object `vehicle`.
  "license-plate-number": codes("conveyances"),
  "hs-code": { indicator: "hsCodes", itemOf: hsCode },
  "goods-description": { indicator: "descriptions", itemOf: (value) => text(value) },
  "origin-country": { indicator: "origins", itemOf: country },
  "dispatch-country": { indicator: "departures", itemOf: country },
};

/** Types that name persons, besides all of MISP's category `Person`. */
const PERSONAL =
  /^(?:.*name.*|whois-registrant.*|email.*|phone-number|passport.*|visa.*|identity-card.*|nationality|gender|date-of-birth|passenger.*|payment-details|primary-residence|bank.*|iban|bic|cc-number|target-.*)$/;

/** Whether an attribute may say who is meant: that is not taken over unless an officer writes it himself. */
export const isPersonal = ({ type, category }: { readonly type: string; readonly category: unknown }): boolean =>
  category === "Person" || (PERSONAL.test(type) && !type.startsWith("filename"));
