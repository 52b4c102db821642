import type { Entry } from "./entries.ts";
import { rootOf } from "./entries.ts";

/**
 * The rules of the contracts as plainly as they can be said, over maps: what the chain must agree with after any
 * sequence of operations. A rule answers the name of the error it refuses with, or undefined.
 */
export interface Model {
  readonly members: Map<number, { suspended: boolean; kinds: Set<number> }>;
  /** Operator to its member for good, and whether it speaks now. */
  readonly operators: Map<string, { member: number; speaks: boolean }>;
  /** `member root` to the entries. */
  readonly batches: Map<string, readonly Entry[]>;
  /** `member documentId` to what became of it. */
  readonly tombstones: Map<string, { successorId?: string; supersedeReason?: number; withdrawReason?: number }>;
}

export const emptyModel = (): Model => ({
  members: new Map(),
  operators: new Map(),
  batches: new Map(),
  tombstones: new Map(),
});

export function setSuspended(model: Model, member: number, suspended: boolean): undefined {
  const held = model.members.get(member);
  if (held) held.suspended = suspended;
}

export function setAccredited(model: Model, member: number, { type, kind }: { type: string; kind: number }): undefined {
  const kinds = model.members.get(member)?.kinds;
  if (type === "accredit") kinds?.add(kind);
  else kinds?.delete(kind);
}

export const speaker = (model: Model, account: string): number => {
  const voice = model.operators.get(account);
  return voice?.speaks ? voice.member : 0;
};

export function addOperator(model: Model, member: number, account: string): string | undefined {
  const voice = model.operators.get(account);
  if (voice && voice.member !== member) return "OperatorOfAnotherMember";
  model.operators.set(account, { member, speaks: true });
  return undefined;
}

export function removeOperator(model: Model, member: number, account: string): string | undefined {
  const voice = model.operators.get(account);
  if (!voice) return "OperatorInvalid";
  if (voice.member !== member) return "OperatorOfAnotherMember";
  voice.speaks = false;
  return undefined;
}

export function anchor(model: Model, account: string, entries: readonly Entry[]): string | undefined {
  const member = speaker(model, account);
  if (member === 0) return "CallerNotOperator";
  const key = `${member} ${rootOf(entries)}`;
  if (model.batches.has(key)) return undefined;
  if (model.members.get(member)?.suspended) return "MemberSuspended";
  if (entries.some(({ kind }) => !model.members.get(member)?.kinds.has(kind))) return "IssuerNotAccredited";
  model.batches.set(key, entries);
  return undefined;
}

/** An entry, by the batch and place it is claimed to have. */
export interface Claim {
  readonly entries: readonly Entry[];
  readonly index: number;
}

const isAnchored = (model: Model, member: number, { entries }: Claim): boolean =>
  model.batches.has(`${member} ${rootOf(entries)}`);

const entryAt = ({ entries, index }: Claim): Entry => entries[index] as Entry;

export function withdraw(model: Model, account: string, claim: Claim, reason: number): string | undefined {
  const member = speaker(model, account);
  if (member === 0) return "CallerNotOperator";
  if (!isAnchored(model, member, claim)) return "BatchUnknown";
  const key = `${member} ${entryAt(claim).documentId}`;
  const stone = model.tombstones.get(key) ?? {};
  if (stone.withdrawReason === undefined) model.tombstones.set(key, { ...stone, withdrawReason: reason });
  return undefined;
}

export function supersede(
  model: Model,
  account: string,
  change: { old: Claim; successor: Claim; reason: number },
): string | undefined {
  const { old, successor, reason } = change;
  const member = speaker(model, account);
  if (member === 0) return "CallerNotOperator";
  const [entry, next] = [entryAt(old), entryAt(successor)];
  if (entry.documentId === next.documentId || entry.kind !== next.kind) return "SuccessorInvalid";
  if (!isAnchored(model, member, old) || !isAnchored(model, member, successor)) return "BatchUnknown";
  const key = `${member} ${entry.documentId}`;
  const stone = model.tombstones.get(key) ?? {};
  if (stone.successorId === next.documentId) return undefined;
  if (stone.successorId !== undefined) return "DocumentAlreadySuperseded";
  if (stone.withdrawReason !== undefined) return "DocumentAlreadyWithdrawn";
  if (model.tombstones.has(`${member} ${next.documentId}`)) return "SuccessorNotCurrent";
  if (model.members.get(member)?.suspended) return "MemberSuspended";
  model.tombstones.set(key, { ...stone, successorId: next.documentId, supersedeReason: reason });
  return undefined;
}
