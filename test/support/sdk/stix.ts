import fc from "fast-check";
import { hexOf, type Pattern } from "../../../sdk/src/index.ts";

const word = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const code = fc.stringMatching(/^[A-Z0-9'\\/-]{1,12}$/);
const listOf = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
const hex32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hexOf);
const country = fc.constantFrom("SG", "NL", "VN", "AE");
const place = fc.constantFrom("SGSIN", "NLRTM", "AEDXB", "VNHPH");
const band = fc.constantFrom({ from: "10", to: "20.5" }, { from: null, to: "3" }, { from: "0.25", to: null });
const money = fc
  .record({ band, currency: fc.constantFrom("EUR", "USD") })
  .map((it) => ({ ...it.band, currency: it.currency }));
const reference = fc.oneof(
  hex32.map((digest) => ({ number: null, digest })),
  word.map((number) => ({ number, digest: null })),
  fc.record({ number: word, digest: hex32 }),
);

const INDICATORS = {
  ...{ containers: listOf(code), seals: listOf(code), ucrs: listOf(code), mrns: listOf(code) },
  ...{
    documents: fc.uniqueArray(reference, { selector: (it) => JSON.stringify(it), minLength: 1, maxLength: 2 }),
    conveyances: listOf(code),
  },
  hsCodes: listOf(fc.stringMatching(/^[0-9]{4,10}$/)),
  descriptions: listOf(word),
  ...{ route: listOf(place), origins: listOf(country), departures: listOf(country) },
  modes: listOf(fc.constantFrom(1, 3, 4)),
  ...{ value: money, unitPrice: money, massKg: band },
};

const NAMES = Object.keys(INDICATORS) as (keyof Pattern)[];
const some = fc.oneof(fc.subarray(NAMES, { minLength: 1, maxLength: 2 }), fc.subarray(NAMES, { minLength: 1 }));

/** Any pattern of an alert: half of them of one or two indicators. */
export const anyPattern: fc.Arbitrary<Pattern> = fc
  .record({ all: fc.record(INDICATORS), some })
  .map(({ all, some: names }) => Object.fromEntries(names.map((name) => [name, all[name]])));
