/** What the issuer of an alert asks its recipients to do. To add one, add a row. */
export const ALERT_ACTIONS = [
  { name: "inform", title: "Take note" },
  { name: "check-documents", title: "Check the documents" },
  { name: "inspect", title: "Inspect the goods" },
  { name: "hold", title: "Hold the goods and ask the issuer" },
  { name: "monitor", title: "Let pass, and tell the issuer" },
  { name: "contact", title: "Ask the issuer before acting" },
] as const;

export type AlertAction = (typeof ALERT_ACTIONS)[number]["name"];

/** How far a recipient may hand an alert on, as the issuer says; never farther than its marking lets it. */
export const FORWARDING_RULES = [
  { name: "never", title: "To nobody" },
  { name: "parties", title: "To parties of the agreement it was shared under" },
  { name: "tlp", title: "As far as its marking allows" },
] as const;

export type ForwardingRule = (typeof FORWARDING_RULES)[number]["name"];
