import { childrenOf, type XmlElement } from "../../xml/element.ts";

/** Elements that carry papers, and the child that they stand in. To add an envelope, add a row. */
const ENVELOPES: Readonly<Record<string, string>> = {
  /** SOAP 1.1 §4, SOAP 1.2 §5. */
  Envelope: "Body",
  /** GovTalk message envelope 2.0. */
  GovTalkMessage: "Body",
  /** HMRC, entry summary declaration outcomes. */
  outcomeResponse: "response",
};

/**
 * Elements that may be a document's paper: what an envelope carries and what stands right below that; of any other
 * document the root and its first child, since gateways of customs wrap messages in an element of their own.
 */
export function papersIn(root: XmlElement): readonly XmlElement[] {
  const body = Object.hasOwn(ENVELOPES, root.name) ? ENVELOPES[root.name] : undefined;
  if (body === undefined) return [root, ...root.children.slice(0, 1)];
  const carried = childrenOf(root, body).flatMap(({ children }) => children);
  return [...carried, ...carried.flatMap(({ children }) => children)];
}
