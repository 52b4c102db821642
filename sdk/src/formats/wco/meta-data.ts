import { childrenOf, type XmlElement } from "../../xml/element.ts";

/** Whether an element is the MetaData that the WCO Data Model wraps its documents in; senders leave the namespace out. */
export const metaDataAround = (root: XmlElement): boolean =>
  root.name === "MetaData" &&
  (root.namespace.startsWith("urn:wco:datamodel:") || childrenOf(root, "WCODataModelVersionCode").length > 0);
