import { sha256 } from "#sha256";
import {
  type Check,
  hasExactly,
  isAscending,
  isHexString,
  isNullOr,
  isPositiveUint32,
  isSeconds,
} from "../canonical/shape.ts";
import { SdkError } from "../errors.ts";
import { type Hex32, hexOf } from "../primitives/hex.ts";
import { utf8Encode } from "../primitives/utf8.ts";
import {
  assertShape,
  type MessageShape,
  type ReadMessage,
  readMessage,
  signMessage,
} from "../sharing/signed-claims.ts";
import type { Signer } from "../statement/jws.ts";
import { ALERT_ACTIONS, type AlertAction, FORWARDING_RULES, type ForwardingRule } from "./actions.ts";
import { ALERT_CATEGORIES, type AlertCategoryName } from "./categories.ts";
import { CREDIBILITY_GRADES, type CredibilityGrade, SOURCE_GRADES, type SourceGrade } from "./grades.ts";
import { isPattern, type Pattern } from "./indicators.ts";
import { type AddressSort, TLP, type TlpName, tlpByName } from "./tlp.ts";

/** Who an alert is addressed to; ascending member numbers. */
export type Address =
  | { readonly everyone: true }
  | { readonly agreementId: Hex32 }
  | {
      readonly members: readonly number[] /** What the members call themselves together. */;
      readonly group: string | null;
    };

/** Risk intelligence that one member sends others: one version of it, as its issuer signs it. */
export interface Alert {
  /** Drawn by the issuer and the same for all versions: with the issuer it makes the alert's id. */
  readonly salt: Hex32;
  /** From 1; a later one takes the place of all before. */
  readonly version: number;
  readonly issuer: number;
  /** Unix seconds, as are the next two; it holds from the first to before the last. */
  readonly issuedAt: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly category: AlertCategoryName;
  /** How it is done, and why this is told. */
  readonly modus: string;
  readonly reason: string;
  /** What it looks like on paper: one of these is met. */
  readonly patterns: readonly Pattern[];
  /** `nominalDigest` of who is meant; null when nobody is named. */
  readonly nominalDigest: Hex32 | null;
  readonly action: AlertAction;
  /** Admiralty grade: how reliable the source is, how credible what it says. */
  readonly source: SourceGrade;
  readonly credibility: CredibilityGrade;
  readonly tlp: TlpName;
  readonly forwarding: ForwardingRule;
  readonly sharedWith: Address;
  /** Unix seconds by which recipients are to have acknowledged it; null for no hurry. */
  readonly acknowledgeBy: number | null;
  /** Why it is taken back; null while it stands. */
  readonly withdrawal: string | null;
}

/** Patterns of one alert. */
export const MAX_PATTERNS = 64;
const MAX_MEMBERS = 256;
/** Letters of what is said at length: how it is done, and why it is told. */
export const MAX_WORDS = 4_000;
/** So that it fits into an envelope, which is 64 KiB of base64url itself. */
const MAX_BYTES = 40_960;
/** Two years: what still holds after that is said again. */
export const MAX_VALIDITY_SECONDS = 2 * 366 * 86_400;

const isNameOf =
  (rows: readonly { readonly name: string }[]): Check =>
  (value) =>
    rows.some(({ name }) => name === value);
const isCodeOf =
  (rows: readonly { readonly code: unknown }[]): Check =>
  (value) =>
    rows.some(({ code }) => code === value);
const isWords =
  (max: number): Check =>
  (value) =>
    typeof value === "string" && value.trim() !== "" && value.length <= max;

const isMembers: Check = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MAX_MEMBERS &&
  value.every(isPositiveUint32) &&
  isAscending(value);

const ADDRESSES: Readonly<Record<AddressSort, Check>> = {
  everyone: (value) => hasExactly(value, { everyone: (it) => it === true }) === undefined,
  agreement: (value) => hasExactly(value, { agreementId: isHexString }) === undefined,
  members: (value) => hasExactly(value, { members: isMembers, group: isNullOr(isWords(128)) }) === undefined,
};

const SHAPE: MessageShape<Alert> = {
  typ: "sealane-alert+jwt",
  title: "An alert",
  claims: {
    salt: isHexString,
    version: isPositiveUint32,
    issuer: isPositiveUint32,
    issuedAt: isSeconds,
    validFrom: isSeconds,
    validUntil: isSeconds,
    category: isNameOf(ALERT_CATEGORIES),
    modus: isWords(MAX_WORDS),
    reason: isWords(MAX_WORDS),
    patterns: (value) => Array.isArray(value) && value.length <= MAX_PATTERNS && value.every(isPattern),
    nominalDigest: isNullOr(isHexString),
    action: isNameOf(ALERT_ACTIONS),
    source: isCodeOf(SOURCE_GRADES),
    credibility: isCodeOf(CREDIBILITY_GRADES),
    tlp: isNameOf(TLP),
    forwarding: isNameOf(FORWARDING_RULES),
    sharedWith: (value) => addressSort(value) !== undefined,
    acknowledgeBy: isNullOr(isSeconds),
    withdrawal: isNullOr(isWords(1_000)),
  },
};

/** Signs one version of an alert with its issuer's statement key. @throws SdkError MESSAGE_INVALID. */
export function signAlert(alert: Alert, signer: Signer): string {
  const jws = signMessage(SHAPE, alert, signer);
  assertSound(alert, jws);
  return jws;
}

/** Reads an alert strictly; its signature is not checked yet. @throws SdkError MESSAGE_INVALID, STATEMENT_INVALID. */
export function readAlert(jws: string): ReadMessage<Alert> {
  const read = readMessage(SHAPE, jws);
  assertSound(read.claims, jws);
  return read;
}

/** The claims of an alert that is here without its signature, which so proves nothing. @throws SdkError MESSAGE_INVALID. */
export function judgeAlert(value: unknown): Alert {
  assertShape(SHAPE, value);
  assertSound(value, "");
  return value;
}

/** SHA-256 over domain, issuer and salt: so that nobody can make an alert under the id of another's. */
export const alertIdOf = ({ issuer, salt }: Pick<Alert, "issuer" | "salt">): Hex32 =>
  hexOf(sha256(utf8Encode(`sealane/1 alert\0${issuer}\0${salt}`)));

/** How an alert is addressed; undefined for what is no address. */
export const addressSort = (value: unknown): AddressSort | undefined =>
  (Object.keys(ADDRESSES) as AddressSort[]).find((sort) => ADDRESSES[sort](value));

/** What an alert's claims must say together. @throws SdkError MESSAGE_INVALID. */
function assertSound(alert: Alert, jws: string): void {
  const fault = faultOf(alert) ?? (jws.length > MAX_BYTES ? "it is larger than 40 KiB" : undefined);
  if (fault !== undefined) throw new SdkError("MESSAGE_INVALID", `An alert contradicts itself: ${fault}.`);
}

function faultOf(alert: Alert): string | undefined {
  const { validFrom, validUntil, acknowledgeBy, sharedWith, tlp, forwarding, withdrawal } = alert;
  if (validFrom >= validUntil) return "it is over before it begins";
  if (validUntil - validFrom > MAX_VALIDITY_SECONDS) return "it holds for more than two years";
  if (acknowledgeBy !== null && acknowledgeBy < alert.issuedAt) return "its deadline is before it was issued";
  const sort = addressSort(sharedWith) as AddressSort;
  if (!tlpByName(tlp).addressedTo.includes(sort)) return `${tlpByName(tlp).label} cannot be addressed to ${sort}`;
  if (forwarding !== "never" && !tlpByName(tlp).isForwardable) return `${tlpByName(tlp).label} cannot be handed on`;
  if (forwarding === "parties" && sort !== "agreement") return "it was shared under no agreement";
  if (withdrawal === null && alert.patterns.length === 0 && alert.nominalDigest === null)
    return "it says nothing to look for";
  return undefined;
}
