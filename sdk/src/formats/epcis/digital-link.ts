import { gs1CheckDigit } from "../../codes/check-digits.ts";

/** How the GS1 key of an EPC URI (EPC Tag Data Standard 2.0) becomes a path of a GS1 Digital Link (1.2 §4.11). */
type Builder = (parts: readonly string[]) => string | undefined;

const ROOT = "https://id.gs1.org/";

/** Digits with the check digit of GS1 behind them. */
const checked = (digits: string): string => digits + gs1CheckDigit(digits);

/** Serials have these characters as they are in an EPC URI, and encoded in a Digital Link. */
const encoded = (serial: string): string =>
  serial.replace(/[!()*+,:]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Company prefix and reference together, of so many digits. */
const joined = (length: number, prefix = "", reference = ""): string | undefined =>
  /^\d+$/.test(prefix + reference) && prefix.length + reference.length === length ? prefix + reference : undefined;

/** The indicator or extension digit stands before the company prefix. */
const moved = (length: number, prefix = "", reference = ""): string | undefined =>
  joined(length, prefix, reference) && `${reference[0]}${prefix}${reference.slice(1)}`;

const numeric =
  (ai: string, length: number, digits = joined): Builder =>
  ([prefix, reference]) => {
    const key = digits(length, prefix, reference);
    return key && `${ai}/${checked(key)}`;
  };

const withSerial =
  (key: Builder, between: string): Builder =>
  (parts) => {
    const path = key(parts);
    const serial = parts.slice(2).join(".");
    return path && serial && path + between + encoded(serial);
  };

const plain =
  (ai: string): Builder =>
  ([prefix, ...rest]) =>
    prefix && rest.length > 0 ? `${ai}/${prefix}${encoded(rest.join("."))}` : undefined;

const gtin = numeric("01", 13, moved);
const gln = numeric("414", 12);
const grai: Builder = ([prefix, reference]) => {
  const key = joined(12, prefix, reference);
  return key && `8003/0${checked(key)}`;
};
const itip: Builder = ([prefix, reference, piece, total]) => {
  const key = moved(13, prefix, reference);
  return key && piece && total ? `8006/${checked(key)}${piece}${total}` : undefined;
};

/** Every scheme. To know another, add a row. */
const SCHEMES: Readonly<Record<string, Builder>> = {
  "id:sgtin": withSerial(gtin, "/21/"),
  "id:sscc": numeric("00", 17, moved),
  "id:sgln": (parts) => (parts[2] === "0" ? gln(parts) : withSerial(gln, "/254/")(parts)),
  "id:grai": withSerial(grai, ""),
  "id:giai": plain("8004"),
  "id:gsrn": numeric("8018", 17),
  "id:gsrnp": numeric("8017", 17),
  "id:gdti": withSerial(numeric("253", 12), ""),
  "id:sgcn": withSerial(numeric("255", 12), ""),
  "id:cpi": ([prefix = "", reference = "", serial]) => serial && `8010/${encoded(prefix + reference)}/8011/${serial}`,
  "id:ginc": plain("401"),
  "id:gsin": numeric("402", 16),
  "id:itip": (parts) => withSerial(() => itip(parts), "/21/")(parts.slice(2)),
  "id:upui": withSerial(gtin, "/235/"),
  "id:pgln": numeric("417", 12),
  "class:lgtin": withSerial(gtin, "/10/"),
  "idpat:sgtin": gtin,
  "idpat:grai": grai,
  "idpat:gdti": numeric("253", 12),
  "idpat:sgcn": numeric("255", 12),
  "idpat:cpi": ([prefix = "", reference = ""]) => `8010/${encoded(prefix + reference)}`,
  "idpat:itip": itip,
  "idpat:upui": gtin,
};

const EPC = /^urn:epc:((?:id|class|idpat):[a-z]+):(.+)$/;

/** Keys of a Digital Link, and the finer ones that may follow, the finest first. */
const KEYS: readonly (readonly [key: RegExp, finer: readonly string[]])[] = [
  [/\/(00)\/(\d{18})(?=\/|$)/, []],
  [/\/(01)\/(\d{8,14})(?=\/|$)/, ["21", "235", "10"]],
  [/\/(414)\/(\d{13})(?=\/|$)/, ["254"]],
  [/\/(253|255)\/(\d{13}[^/]*)(?=\/|$)/, []],
  [/\/(401|8004)\/([^/]+)(?=\/|$)/, []],
  [/\/(402)\/(\d{17})(?=\/|$)/, []],
  [/\/(417)\/(\d{13})(?=\/|$)/, []],
  [/\/(8003)\/(\d{14}[^/]*)(?=\/|$)/, []],
  [/\/(8006)\/(\d{18})(?=\/|$)/, ["21", "10"]],
  [/\/(8010)\/([^/]+)(?=\/|$)/, ["8011"]],
  [/\/(8017|8018)\/(\d{18})(?=\/|$)/, []],
];

/** The canonical GS1 Digital Link, of its finest key and nothing else, of an EPC URI or a Digital Link; else undefined. */
export function digitalLinkOf(uri: string): string | undefined {
  const [, scheme = "", key = ""] = EPC.exec(uri) ?? [];
  const path = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme]?.(key.split(".")) : constrained(uri);
  return path ? ROOT + path : undefined;
}

function constrained(uri: string): string | undefined {
  const [, path = ""] = /^https?:\/\/[^/?#]+(\/[^?#]*)/.exec(uri) ?? [];
  for (const [pattern, finer] of KEYS) {
    const found = pattern.exec(path);
    if (!found) continue;
    const rest = path.slice(found.index + found[0].length);
    const qualifiers = finer.map((ai) => new RegExp(`/${ai}/([^/]+)`).exec(rest)?.[0]);
    return `${found[1]}/${found[2]}${qualifiers.find((one) => one !== undefined) ?? ""}`;
  }
  return undefined;
}
