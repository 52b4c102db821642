/** Events that bring a container inside of a place. */
export const ENTERING: ReadonlySet<string> = new Set(["gate-in", "discharge", "zone-entry"]);

/** Events that take it out of one. */
export const LEAVING: ReadonlySet<string> = new Set(["gate-out", "load", "zone-exit"]);
