import type { Entry } from "./entries.ts";

/**
 * The rules of the ledger as plainly as they can be said, for one balance: what the chain must agree with after any
 * sequence of operations. A rule answers what happens: nothing, an event's name, or the name of the error it refuses with.
 */
export interface LedgerModel {
  readonly opener: number;
  readonly suspended: Set<number>;
  readonly withdrawn: Set<Entry>;
  readonly successors: Map<Entry, Entry>;
  readonly drawers: Set<number>;
  /** The document that the balance rests on; undefined before it is opened. */
  rests: Entry | undefined;
  opened: number;
  readonly draws: Map<Entry, { readonly member: number; readonly quantity: number; isGivenBack: boolean }>;
}

export const NOTHING = "nothing";
export const stands = (model: LedgerModel, entry: Entry): boolean =>
  !model.withdrawn.has(entry) && !model.successors.has(entry);
export const drawnOf = ({ draws }: LedgerModel): number =>
  [...draws.values()].reduce((sum, { quantity, isGivenBack }) => sum + (isGivenBack ? 0 : quantity), 0);

export function open(model: LedgerModel, entry: Entry, quantity: number): string {
  if (model.rests) {
    const isSame = model.rests === entry && model.opened === quantity;
    return isSame || !stands(model, entry) ? NOTHING : "BalanceDiffers";
  }
  if (!stands(model, entry)) return "DocumentNotCurrent";
  if (model.suspended.has(model.opener)) return "MemberSuspended";
  model.rests = entry;
  model.opened = quantity;
  return "BalanceOpened";
}

export function revise(model: LedgerModel, entry: Entry, { by, quantity }: { by: number; quantity: number }): string {
  if (!model.rests) return "BalanceUnknown";
  if (by !== model.opener) return "CallerNotOpener";
  if (model.rests === entry) return model.opened === quantity ? NOTHING : "BalanceDiffers";
  const isSuccessor = model.successors.get(model.rests) === entry;
  if (!isSuccessor) return stands(model, entry) ? "SuccessorInvalid" : NOTHING;
  if (model.suspended.has(by)) return "MemberSuspended";
  if (quantity < drawnOf(model)) return "RevisionRefused";
  model.rests = entry;
  model.opened = quantity;
  return "BalanceRevised";
}

export function setDrawer(
  model: LedgerModel,
  member: number,
  { by, isAllowed }: { by: number; isAllowed: boolean },
): string {
  if (!model.rests) return "BalanceUnknown";
  if (by !== model.opener) return "CallerNotOpener";
  if (model.drawers.has(member) === isAllowed) return NOTHING;
  if (!isAllowed) {
    model.drawers.delete(member);
    return "DrawerDisallowed";
  }
  if (model.suspended.has(by)) return "MemberSuspended";
  if (member === model.opener || model.suspended.has(member)) return "DrawerInvalid";
  model.drawers.add(member);
  return "DrawerAllowed";
}

interface Drawing {
  readonly by: number;
  readonly issuer: number;
  readonly quantity: number;
}

export function draw(model: LedgerModel, entry: Entry, { by, issuer, quantity }: Drawing): string {
  if (!model.rests) return "BalanceUnknown";
  const made = by === issuer ? model.draws.get(entry) : undefined;
  if (made) return made.quantity === quantity ? NOTHING : "DrawDiffers";
  if (by !== issuer) return "BatchUnknown";
  if (!stands(model, entry)) return "DocumentNotCurrent";
  if (model.suspended.has(by)) return "MemberSuspended";
  const isAllowed = by === model.opener || model.drawers.has(by);
  const isLeft = quantity <= model.opened - drawnOf(model);
  if (!isAllowed || !stands(model, model.rests) || !isLeft) return "DrawRefused";
  model.draws.set(entry, { member: by, quantity, isGivenBack: false });
  return "QuantityDrawn";
}

export function giveBack(model: LedgerModel, entry: Entry): string {
  if (!model.rests) return "BalanceUnknown";
  const made = model.draws.get(entry);
  if (!made) return "DrawUnknown";
  if (made.isGivenBack) return NOTHING;
  if (stands(model, entry)) return "CertificateStands";
  made.isGivenBack = true;
  return "QuantityGivenBack";
}
