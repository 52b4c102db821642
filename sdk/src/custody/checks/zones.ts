import { broken, type CustodyCheck } from "../check.ts";
import type { CustodyFinding } from "../finding.ts";
import { isSamePlace } from "../place.ts";

/** Who leaves a monitored zone has come in, and who comes in has left before. */
export const zonesLeftAsEntered: CustodyCheck = {
  name: "zones left as entered",
  judge(chain) {
    const findings: CustodyFinding[] = [];
    let entry = -1;
    chain.steps.forEach(({ event }, step) => {
      const entered = chain.steps[entry]?.event;
      const isSame = isSamePlace(entered?.place, event.place);
      if (event.event === "zone-entry") {
        if (entered) {
          const message = "It entered a zone, and had not left the one that it was in.";
          findings.push(broken(chain, [entry, step], { code: "ZONE_ENTERED_TWICE", message }));
        }
        entry = step;
      } else if (event.event === "zone-exit") {
        if (!entered || isSame === false) {
          const message = "It left a zone that it had not entered.";
          const first = entered ? entry : step;
          findings.push(broken(chain, [first, step], { code: "ZONE_EXIT_WITHOUT_ENTRY", message }));
        }
        entry = -1;
      }
    });
    return findings;
  },
};
