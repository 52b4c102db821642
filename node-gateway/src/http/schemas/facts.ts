import type { Facts } from "@sealane/sdk";
import { CUSTODY_EVENTS, PARTY_ROLES } from "@sealane/sdk";
import { z } from "zod";
import { words } from "./words.ts";

/** Facts come in a header, so longer lists belong into the original; a fact that is not stated is absent, not empty. */
const MAX_ITEMS = 256;

const text = words(512);
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,39})(\.[0-9]{1,39})?$/);
const date = z.iso.date();
const place = z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}$/);
const country = z.string().regex(/^[A-Z]{2}$/);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(MAX_ITEMS);
const list = (item: z.ZodString) => some(item);

const role = z.enum(PARTY_ROLES);
const more = { role, scheme: words(64).exactOptional(), country: country.exactOptional() };
const identifier = words(128);

/** A party has a name, an identifier or both. */
const party = z.union([
  z.strictObject({ ...more, name: text, identifier: identifier.exactOptional() }),
  z.strictObject({ ...more, identifier, name: text.exactOptional() }),
]);

const custodyEvent = z.strictObject({
  event: z.enum(CUSTODY_EVENTS),
  time: words(64),
  place: text.exactOptional(),
  container: words(32).exactOptional(),
  seals: list(words(64)).exactOptional(),
  vessel: text.exactOptional(),
});

/** Each fact in its normal form, as the SDK gives and takes it; a fact without a row does not compile. */
const members = {
  documentNumber: words(128).exactOptional(),
  ucr: words(128).exactOptional(),
  mrn: words(64).exactOptional(),
  containers: list(words(32)).exactOptional(),
  seals: list(words(64)).exactOptional(),
  hsCodes: list(z.string().regex(/^[0-9]{2,12}$/)).exactOptional(),
  descriptions: list(words(512)).exactOptional(),
  quantities: some(z.strictObject({ value: decimal, unit: z.string().regex(/^[A-Z0-9]{2,3}$/) })).exactOptional(),
  grossWeightKg: decimal.exactOptional(),
  netWeightKg: decimal.exactOptional(),
  packages: decimal.exactOptional(),
  originCountry: country.exactOptional(),
  dispatchCountry: country.exactOptional(),
  destinationCountry: country.exactOptional(),
  portOfLoading: place.exactOptional(),
  portOfDischarge: place.exactOptional(),
  placeOfReceipt: place.exactOptional(),
  placeOfDelivery: place.exactOptional(),
  transshipmentPorts: list(place).exactOptional(),
  issueDate: date.exactOptional(),
  expiryDate: date.exactOptional(),
  loadingDate: date.exactOptional(),
  departureDate: date.exactOptional(),
  arrivalDate: date.exactOptional(),
  vessel: text.exactOptional(),
  voyage: text.exactOptional(),
  parties: some(party).exactOptional(),
  value: z.strictObject({ amount: decimal, currency: z.string().regex(/^[A-Z]{3}$/) }).exactOptional(),
  customsOffice: words(64).exactOptional(),
  status: words(64).exactOptional(),
  relatedDocuments: some(z.strictObject({ type: words(64), number: words(128) })).exactOptional(),
  custodyEvents: some(custodyEvent).exactOptional(),
} satisfies { readonly [Name in keyof Required<Facts>]: z.ZodType<NonNullable<Facts[Name]>> };

/** Facts in their normal form, as the SDK gives and takes them. */
export const facts = z.strictObject(members).meta({ id: "Facts" });
