import { drawOn } from "../../draws/draw-on.ts";
import { modelOpinion } from "../../model/model-opinion.ts";
import { alertsOn } from "./alerts-on.ts";
import { papersFindings } from "./papers-findings.ts";
import type { Sources } from "./source.ts";

/** The sources of a gateway. */
export const SOURCES: Sources = {
  findings: papersFindings,
  alerts: alertsOn,
  model: modelOpinion,
  draw: (gateway, { documentId, issuer, facts }) =>
    drawOn(gateway, { documentId, issuer, office: facts.customsOffice ?? null }),
};
