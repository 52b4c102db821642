import type { Element, Interchange, Segment } from "./interchange.ts";
import type { ServiceCharacters } from "./service-characters.ts";

/**
 * The text of an interchange, without line breaks between its segments: that which it was read from, up to blanks between
 * segments, release characters that release nothing and a terminator that was missing. A service character in data is
 * released; where there is no release character it stands bare, since the text cannot hold it otherwise.
 */
export function writeInterchange({
  service,
  una,
  segments,
}: Pick<Interchange, "service" | "una" | "segments">): string {
  const release = releasingOf(service);
  return (una ?? "") + segments.map((segment) => textOf(segment, service, release) + service.terminator).join("");
}

type Release = (text: string) => string;

function textOf({ tag, elements, repeats }: Segment, service: ServiceCharacters, release: Release): string {
  const componentsOf = (element: Element): string => element.map(release).join(service.component);
  const written = elements.map((element, place) =>
    [element, ...(repeats?.[place] ?? [])].map(componentsOf).join(service.repetition),
  );
  return [tagOf(tag, service), ...written].join(service.element);
}

/** A tag is three letters or digits; whatever else was read as one is written so that it is read again. */
function tagOf(tag: string, service: ServiceCharacters): string {
  if (/^[A-Z0-9]{3}$/.test(tag)) return tag;
  const written = releasingOf({ ...service, component: "", repetition: "" })(tag);
  return /^[ \t]/.test(written) ? service.release + written : written;
}

/** Puts the release character before each service character of a text. */
function releasingOf({ component, element, repetition, release, terminator }: ServiceCharacters): Release {
  const separators = [component, element, repetition, terminator].filter((one) => one !== "");
  if (release === "" || separators.includes(release)) return (text) => text;
  const codes = [release, ...separators].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const pattern = new RegExp(`[${codes.join("")}]`, "g");
  return (text) => text.replace(pattern, (one) => release + one);
}
