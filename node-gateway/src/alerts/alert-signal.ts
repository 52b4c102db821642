import { type AlertMatch, categoryByName, type Hex32, type Signal, tlpByName } from "@sealane/sdk";

/**
 * A match as a signal. An alert alone gives no lane. Of one that is for single persons the reason says only whose it is.
 */
export const alertSignal = (match: AlertMatch, documentId: Hex32 | undefined): Signal => ({
  source: "alert",
  name: `alert-${match.alertId}`,
  score: match.weight,
  reason: reasonOf(match),
  ...(documentId !== undefined && { papers: [documentId] }),
});

function reasonOf({ alert, words, isNominalWithheld }: AlertMatch): string {
  const { issuer, category, source, credibility, tlp, version } = alert;
  if (tlpByName(tlp).isPersonal)
    return `Alert of member ${issuer}, version ${version}, ${tlpByName(tlp).label}: for officers cleared for it.`;
  const what = `Alert of member ${issuer} on ${categoryByName(category).title.toLowerCase()} (${source}${credibility}`;
  const whose = `${what}, version ${version}, ${tlpByName(tlp).label})`;
  return `${whose}: ${words.join("; ")}${isNominalWithheld ? "; who is meant is not told here" : ""}.`;
}
