import { type Alert, addressSort } from "./alert.ts";
import { type AlertCategoryName, holdsCategory } from "./categories.ts";
import { TLP, type TlpName, tlpByName } from "./tlp.ts";

/** An agreement as far as alerts go: its parties, what may be told under it, and whether it is in force now. */
export interface AlertAgreement {
  readonly parties: readonly number[];
  readonly alertCategories: number;
  /** Code of a marking. */
  readonly tlpCeiling: number;
  readonly isInForce: boolean;
}

/** Who is there, as the chain says. */
export interface Consortium {
  readonly activeMembers: readonly number[];
  /** The agreement that an alert names; undefined for an unknown one. */
  readonly agreement: AlertAgreement | undefined;
}

/** Who will see an alert, or why nobody does. */
export interface Audience {
  /** Ascending. */
  readonly members: readonly number[];
  readonly left: readonly { readonly memberId: number; readonly reason: string }[];
  /** A sentence when nobody may see it at all; it is not sent then. */
  readonly refusal: string | undefined;
}

type Addressed = Pick<Alert, "issuer" | "category" | "tlp" | "sharedWith">;

const nobody = (refusal: string): Audience => ({ members: [], left: [], refusal });

/** The members that an alert goes to. What is not clearly allowed is not: no audience means nobody. */
export function audienceOf(alert: Addressed, { activeMembers, agreement }: Consortium): Audience {
  const { sharedWith, tlp, issuer } = alert;
  const sort = addressSort(sharedWith);
  if (sort === undefined || !tlpByName(tlp).addressedTo.includes(sort))
    return nobody(`${tlpByName(tlp).label} cannot be addressed so.`);
  if (!activeMembers.includes(issuer)) return nobody("Its issuer is no active member.");
  if ("agreementId" in sharedWith) {
    const fault = ceilingFault(alert, agreement);
    if (fault !== undefined) return nobody(fault);
  }
  const addressed = addressedBy(sharedWith, { activeMembers, agreement }).filter((member) => member !== issuer);
  const members = addressed.filter((member) => activeMembers.includes(member)).sort((a, b) => a - b);
  const left = addressed
    .filter((member) => !activeMembers.includes(member))
    .map((memberId) => ({ memberId, reason: "It is no active member." }));
  return {
    members,
    left,
    refusal: members.length === 0 ? "It is addressed to nobody who could receive it." : undefined,
  };
}

function addressedBy(sharedWith: Alert["sharedWith"], { activeMembers, agreement }: Consortium): readonly number[] {
  if ("everyone" in sharedWith) return activeMembers;
  return "members" in sharedWith ? sharedWith.members : (agreement?.parties ?? []);
}

/** Why an agreement does not cover an alert; undefined when it does. */
function ceilingFault(
  { issuer, category, tlp }: { issuer: number; category: AlertCategoryName; tlp: TlpName },
  agreement: AlertAgreement | undefined,
): string | undefined {
  if (!agreement) return "The chain tells of no such agreement.";
  if (!agreement.isInForce) return "The agreement is not in force.";
  if (!agreement.parties.includes(issuer)) return "Its issuer is no party of the agreement.";
  if (!holdsCategory(agreement.alertCategories, category)) return `The agreement is not for alerts on ${category}.`;
  if (tlpByName(tlp).code <= agreement.tlpCeiling) return undefined;
  const ceiling = TLP.find(({ code }) => code === agreement.tlpCeiling)?.label ?? "its ceiling";
  return `The agreement lets alerts be marked ${ceiling} at the strictest.`;
}

/** Why a recipient may not hand an alert on to a member; undefined when it may. Both its gateway and the next one ask. */
export function forwardingFault(
  { tlp, forwarding, issuer, sharedWith }: Pick<Alert, "tlp" | "forwarding" | "issuer" | "sharedWith">,
  to: number,
  { activeMembers, agreement }: Consortium,
): string | undefined {
  if (!tlpByName(tlp).isForwardable) return `${tlpByName(tlp).label} goes no farther than its recipients.`;
  if (forwarding === "never") return "Its issuer lets nobody hand it on.";
  if (to === issuer) return "It is the member's own alert.";
  if (!activeMembers.includes(to)) return "It would go to no active member.";
  if ("agreementId" in sharedWith && !agreement?.isInForce) return "The agreement is not in force.";
  if (forwarding !== "parties" || agreement?.parties.includes(to)) return undefined;
  return "Its issuer lets it go to parties of its agreement alone.";
}
