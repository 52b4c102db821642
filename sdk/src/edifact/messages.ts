import { componentOf, type Message, type Segment } from "./interchange.ts";

/** Segments of the envelope that a message cannot hold. */
const OUTER = new Set(["UNB", "UNG", "UNE", "UNZ"]);

/** The messages among segments: from each UNH to its UNT or, where that is missing, to what cannot belong to it. */
export function messagesOf(segments: readonly Segment[]): Message[] {
  const messages: Message[] = [];
  let first: number | undefined;
  const close = (end: number): void => {
    if (first !== undefined) messages.push(messageOf(segments[first] as Segment, first, end));
    first = undefined;
  };
  for (const [place, { tag }] of segments.entries()) {
    if (tag === "UNH") {
      close(place);
      first = place;
    } else if (tag === "UNT") close(place + 1);
    else if (OUTER.has(tag)) close(place);
  }
  close(segments.length);
  return messages;
}

function messageOf(unh: Segment, first: number, end: number): Message {
  const stated = (component: number): string => componentOf(unh, 1, component).trim();
  return {
    reference: componentOf(unh, 0),
    type: stated(0),
    version: stated(1),
    release: stated(2),
    agency: stated(3),
    association: stated(4),
    first,
    end,
  };
}
