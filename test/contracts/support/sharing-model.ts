import type { AgreementTerms, Terms } from "./sharing.ts";
import { NONE, UNLIMITED } from "./sharing.ts";

/**
 * The rules of sharing as plainly as they can be said, over maps: what the chain must agree with after any sequence of
 * operations. A rule answers the name of the error it refuses with, or undefined.
 */
export interface SharingModel {
  /** Block time of the operation that is being done, or of the last one. */
  nowSeconds: number;
  readonly suspended: Set<number>;
  readonly agreements: Map<string, AgreementState>;
  readonly grants: Map<string, GrantState>;
  /** Which member anchored which documents. */
  readonly anchored: Map<number, Set<string>>;
  readonly kindOf: (documentId: string) => number;
  /** The scopes of a set by its root. */
  readonly scopesOf: (root: string) => readonly string[];
}

interface AgreementState {
  readonly terms: AgreementTerms;
  readonly accepted: Set<number>;
  readonly suspending: Set<number>;
  terminated: boolean;
}

export interface GrantState {
  readonly granter: number;
  readonly terms: Terms;
  withdrawn: boolean;
}

export function propose(
  model: SharingModel,
  proposer: number,
  { id, terms }: { id: string; terms: AgreementTerms },
): string | undefined {
  if (model.agreements.has(id)) return undefined;
  if (model.suspended.has(proposer)) return "MemberSuspended";
  if (terms.validUntilSeconds <= model.nowSeconds) return "PeriodInvalid";
  if (!terms.parties.includes(proposer)) return "CallerNotParty";
  const accepted = new Set([proposer]);
  model.agreements.set(id, { terms, accepted, suspending: new Set(), terminated: false });
  return undefined;
}

export type Word = "accept" | "suspend" | "resume" | "terminate";

export function speak(model: SharingModel, member: number, word: { type: Word; id: string }): string | undefined {
  const agreement = model.agreements.get(word.id);
  if (!agreement) return "AgreementUnknown";
  const { terms, accepted, suspending, terminated } = agreement;
  if (!terms.parties.includes(member)) return "CallerNotParty";
  if (word.type === "terminate") agreement.terminated = true;
  if (word.type === "suspend" && !terminated) suspending.add(member);
  const gives = (word.type === "accept" && !accepted.has(member)) || (word.type === "resume" && suspending.has(member));
  if (!gives) return undefined;
  if (terminated) return "AgreementOver";
  if (model.suspended.has(member)) return "MemberSuspended";
  if (word.type === "accept") accepted.add(member);
  else suspending.delete(member);
  return undefined;
}

export function grant(model: SharingModel, granter: number, made: { id: string; terms: Terms }): string | undefined {
  const { id, terms } = made;
  if (model.grants.has(id)) return undefined;
  if (!terms.isConsignment && !model.anchored.get(granter)?.has(terms.subject)) return "BatchUnknown";
  if (model.suspended.has(granter)) return "MemberSuspended";
  return write(model, granter, made);
}

export function delegate(model: SharingModel, granter: number, made: { id: string; terms: Terms }): string | undefined {
  const { id, terms } = made;
  if (model.grants.has(id)) return undefined;
  const parent = model.grants.get(terms.parentId);
  if (!parent) return "GrantUnknown";
  if (parent.terms.reader !== granter) return "CallerNotReader";
  if (!isEffective(model, terms.parentId)) return "GrantNotEffective";
  const above = parent.terms;
  if (above.agreementId !== NONE && above.agreementId !== terms.agreementId) return "AgreementInvalid";
  if (terms.validUntilSeconds > above.validUntilSeconds) return "EndAfterParent";
  if (terms.maxUses > usesLeft(model, terms.parentId)) return "UsesAboveParent";
  if (terms.delegations >= above.delegations) return "DelegationsAboveParent";
  if (![above.scope, ...model.scopesOf(above.narrowerScopes)].includes(terms.scope)) return "ScopeNotNarrower";
  if (terms.narrowerScopes !== NONE && terms.scope !== above.scope) return "NarrowerScopesInvalid";
  if (terms.narrowerScopes !== NONE && terms.narrowerScopes !== above.narrowerScopes) return "NarrowerScopesInvalid";
  return write(model, granter, made);
}

function write(model: SharingModel, granter: number, { id, terms }: { id: string; terms: Terms }): string | undefined {
  if (terms.reader === granter || model.suspended.has(terms.reader)) return "ReaderInvalid";
  if (terms.validUntilSeconds <= model.nowSeconds) return "EndInvalid";
  if (!isAgreed(model, { granter, terms, withdrawn: false })) return "AgreementNotCovering";
  model.grants.set(id, { granter, terms, withdrawn: false });
  return undefined;
}

export function withdraw(model: SharingModel, member: number, id: string): string | undefined {
  const withdrawn = model.grants.get(id);
  if (!withdrawn) return "GrantUnknown";
  if (!lineOf(model, id).some(({ granter }) => granter === member)) return "CallerNotGranter";
  withdrawn.withdrawn = true;
  return undefined;
}

/** A grant and all above it, the first last; nothing when it was never made. */
export function lineOf(model: SharingModel, id: string): GrantState[] {
  const found = model.grants.get(id);
  return found ? [found, ...lineOf(model, found.terms.parentId)] : [];
}

export function isEffective(model: SharingModel, id: string): boolean {
  const line = lineOf(model, id);
  return line.length > 0 && line.every((one) => isSound(model, one));
}

function isSound(model: SharingModel, one: GrantState): boolean {
  const { granter, terms, withdrawn } = one;
  const areActive = !model.suspended.has(granter) && !model.suspended.has(terms.reader);
  return !withdrawn && model.nowSeconds < terms.validUntilSeconds && areActive && isAgreed(model, one);
}

function isAgreed(model: SharingModel, { granter, terms: { agreementId, reader, ...terms } }: GrantState): boolean {
  if (agreementId === NONE) return true;
  const agreement = model.agreements.get(agreementId);
  if (!agreement || !isInForce(model, agreementId)) return false;
  const { parties, kinds } = agreement.terms;
  const isKind = terms.isConsignment || kinds.includes(model.kindOf(terms.subject));
  return parties.includes(granter) && parties.includes(reader) && isKind;
}

export function isInForce(model: SharingModel, id: string): boolean {
  const agreement = model.agreements.get(id);
  if (!agreement || agreement.terminated || agreement.suspending.size > 0) return false;
  const { parties, validFromSeconds, validUntilSeconds } = agreement.terms;
  const isTime = validFromSeconds <= model.nowSeconds && model.nowSeconds < validUntilSeconds;
  return isTime && parties.every((member) => agreement.accepted.has(member));
}

export const childrenOf = (model: SharingModel, id: string): GrantState[] =>
  [...model.grants.values()].filter(({ terms }) => terms.parentId === id);

export function usesLeft(model: SharingModel, id: string): number {
  const maxUses = model.grants.get(id)?.terms.maxUses ?? 0;
  if (maxUses === UNLIMITED) return UNLIMITED;
  return childrenOf(model, id).reduce((left, { terms }) => left - terms.maxUses, maxUses);
}
