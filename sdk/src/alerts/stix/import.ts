import { canonicalize } from "../../canonical/canonicalize.ts";
import { isJsonObject, type Json, type JsonObject } from "../../canonical/json.ts";
import { SdkError } from "../../errors.ts";
import { type Alert, alertIdOf, judgeAlert, readAlert } from "../alert.ts";
import { type AlertDraftFields, categoryIn, type LeftOut, validityOf, wordsOf } from "../draft.ts";
import { type AlertFeedback, judgeFeedback } from "../feedback.ts";
import type { Pattern } from "../indicators.ts";
import { isNominal, type Nominal } from "../nominal.ts";
import type { TlpName } from "../tlp.ts";
import { CONFIDENCES, indicatorId } from "./export.ts";
import { customsFieldsOf } from "./extension.ts";
import { markingOf, stricter } from "./markings.ts";
import { fromStixNames } from "./names.ts";
import { isStixObject, type StixObject, secondsOf } from "./objects.ts";
import { readStixPattern } from "./read-pattern.ts";

/** An alert of ours that came back. */
export interface TakenAlert {
  readonly id: string;
  readonly alert: Alert;
  /** As its issuer signed it, the signature not checked yet; undefined where it came without: it then proves nothing. */
  readonly jws: string | undefined;
  /** The stricter of its own marking and of how it was marked on the way. */
  readonly tlp: TlpName;
  readonly subjects: Nominal["subjects"] | undefined;
}

/** An indicator of another system. */
export interface TakenDraft {
  readonly id: string;
  /** `modified` as it is stated; empty when it is not. */
  readonly version: string;
  readonly draft: AlertDraftFields;
}

/** What objects of STIX tell. */
export interface StixTaken {
  readonly alerts: readonly TakenAlert[];
  readonly drafts: readonly TakenDraft[];
  readonly feedback: readonly { readonly id: string; readonly feedback: AlertFeedback; readonly tlp: TlpName }[];
  /** What was not taken; context such as identities and markings is neither. */
  readonly left: readonly LeftOut[];
}

/** Objects in one bundle. */
const MAX_STIX_OBJECTS = 5_000;
/** What is around alerts and says nothing by itself here. */
const CONTEXT: readonly string[] = ["identity", "marking-definition", "extension-definition"];

/**
 * Reads a STIX 2.1 bundle, or an envelope of TAXII 2.1. Alerts of ours come back as they were; what another system says is a
 * draft at most, and only where all of its pattern can be said: what is left out is named with a reason.
 * @throws SdkError STIX_INVALID when it is neither, or holds more than 5,000 objects.
 */
export function readStix(input: Json, { now }: { readonly now: number }): StixTaken {
  const objects = isJsonObject(input) ? input["objects"] : undefined;
  if (!isJsonObject(input) || !Array.isArray(objects ?? []) || (input["type"] ?? "bundle") !== "bundle")
    throw new SdkError("STIX_INVALID", "It is neither a STIX bundle nor a TAXII envelope.");
  const list = (objects ?? []) as readonly Json[];
  if (list.length > MAX_STIX_OBJECTS)
    throw new SdkError("STIX_INVALID", `At most ${MAX_STIX_OBJECTS} objects are read at once.`);
  const taken = { alerts: [] as TakenAlert[], drafts: [] as TakenDraft[], feedback: [] as StixTaken["feedback"][0][] };
  const left: LeftOut[] = [];
  const seen = new Set<string>();
  for (const [index, object] of list.entries()) {
    const reason = takeOne(object, { taken, seen, now });
    if (reason !== undefined) left.push({ id: isStixObject(object) ? object.id : `#${index}`, reason });
  }
  return { ...taken, left };
}

interface Taking {
  readonly taken: { alerts: TakenAlert[]; drafts: TakenDraft[]; feedback: StixTaken["feedback"][0][] };
  readonly seen: Set<string>;
  readonly now: number;
}

/** Takes one object; why it did not, else undefined. */
function takeOne(object: Json, { taken, seen, now }: Taking): string | undefined {
  if (!isStixObject(object)) return "It is no object of STIX.";
  if (object["spec_version"] !== "2.1") return "It is of another version of STIX than 2.1.";
  if (CONTEXT.includes(object.type)) return undefined;
  const key = `${object.id} ${String(object["modified"])}`;
  if (seen.has(key)) return "The same version of it is there twice.";
  seen.add(key);
  const fields = customsFieldsOf(object);
  try {
    if (object.type === "indicator" && fields) taken.alerts.push(takeAlert(object, fields));
    else if (object.type === "indicator")
      taken.drafts.push({ id: object.id, version: versionOf(object), draft: draftOf(object, now) });
    else if (fields && (object.type === "sighting" || object.type === "opinion"))
      taken.feedback.push(takeFeedback(object, fields));
    else return `Nothing is read of ${object.type}.`;
  } catch (error) {
    if (error instanceof SdkError) return error.message;
    throw error;
  }
  return undefined;
}

const versionOf = ({ modified }: StixObject): string =>
  typeof modified === "string" && secondsOf(modified) !== undefined ? modified : "";
const refuse = (reason: string): never => {
  throw new SdkError("STIX_INVALID", reason);
};
const isSame = (a: unknown, b: unknown): boolean => canonicalize(a as Json) === canonicalize(b as Json);

function takeAlert(object: StixObject, fields: JsonObject): TakenAlert {
  const alert = judgeAlert(fromStixNames(fields["alert"] ?? null));
  const { signed_alert: jws, nominal_subjects: named } = fields;
  if (object.id !== indicatorId(alertIdOf(alert))) refuse("Its id is not that of the alert in it.");
  if (jws !== undefined && (typeof jws !== "string" || !isSame(readAlert(jws).claims, alert)))
    refuse("What it says is not what its issuer signed.");
  const given = named === undefined ? undefined : { salt: "0".repeat(64), subjects: named };
  if (given !== undefined && (alert.nominalDigest === null || !isNominal(given, alert.patterns.length)))
    refuse("Whom it means is not of the form that parties have.");
  const subjects = given?.subjects as Nominal["subjects"] | undefined;
  const tlp = stricter(alert.tlp, markingOf(object));
  return { id: object.id, alert, jws: jws as string | undefined, tlp, subjects };
}

function takeFeedback(object: StixObject, fields: JsonObject): StixTaken["feedback"][0] {
  const feedback = judgeFeedback(fromStixNames(fields["feedback"] ?? null));
  const about = object["sighting_of_ref"] ?? (object["object_refs"] as readonly Json[] | undefined)?.[0];
  if (about !== indicatorId(feedback.alertId)) refuse("It is about another alert than the answer in it.");
  return { id: object.id, feedback, tlp: markingOf(object) };
}

/** What an indicator of another system says. @throws SdkError STIX_INVALID */
function draftOf(object: StixObject, now: number): AlertDraftFields {
  if (object["revoked"] === true) refuse("It was taken back.");
  const labels = Array.isArray(object["labels"]) ? object["labels"] : [];
  const category = categoryIn(labels, "customs-");
  const [from, until] = [secondsOf(object["valid_from"]), secondsOf(object["valid_until"])];
  if (from === undefined || (object["valid_until"] !== undefined && until === undefined))
    return refuse("It does not say from when until when it holds.");
  const validity = validityOf(category, { from, until, now });
  if (validity.validUntilSeconds <= now) refuse("It is over.");
  if (validity.validUntilSeconds <= from) refuse("It is over before it begins.");
  return {
    ...{ category, modus: wordsOf(object["name"], "Told by another system."), patterns: patternsOf(object) },
    reason: wordsOf(object["description"], "It gives no reason."),
    ...{ action: "inform", source: "F", credibility: credibilityOf(object), tlp: markingOf(object), ...validity },
  };
}

function patternsOf({ pattern, pattern_type: type }: StixObject): Pattern[] {
  if (type !== "stix" || typeof pattern !== "string") return refuse("Its pattern is of another language than STIX's.");
  return readStixPattern(pattern) ?? refuse("Its pattern says something that no indicator of an alert can say.");
}

function credibilityOf({ confidence }: StixObject): AlertDraftFields["credibility"] {
  if (!Number.isInteger(confidence) || (confidence as number) < 0 || (confidence as number) > 100) return 6;
  return CONFIDENCES.find(({ from }) => (confidence as number) >= from)?.credibility ?? 6;
}
