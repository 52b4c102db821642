/**
 * What a member's own systems are told of, as CloudEvents `type`; the sentence says when. Data are ids, kinds, numbers of
 * members and reasons, never document content. To tell of more, add a row and call `appendEvent` where it happens.
 */
export const EVENT_TYPES = {
  "sealane.document.anchored": "A document that is held here came onto the chain.",
  "sealane.document.refused": "The chain would not take a document of this member.",
  "sealane.document.superseded": "A newer document took the place of one that is held here.",
  "sealane.document.withdrawn": "A document that is held here was taken back by its issuer.",
  "sealane.grant.made": "A grant that this member made or received came onto the chain.",
  "sealane.grant.withdrawn": "A grant that this member made or received was withdrawn.",
  "sealane.request.made": "A member asked for access, this one or one that asks this one.",
  "sealane.request.answered": "A request of this member, or to it, was answered.",
  "sealane.paper.delivered": "A paper of another member arrived here.",
  "sealane.reading.made": "A paper of this member was read by another, or one of another was read here.",
  "sealane.facts.differ": "Facts of a paper of this member differ from another's, and both sides opened them.",
  "sealane.agreement.changed": "An agreement that this member is a party of was proposed or changed.",
  "sealane.balance.changed":
    "A balance that this member opened was changed, or this member drew or was let draw from another's.",
  "sealane.alert.received": "An alert of another member, or a new version of one, arrived here.",
  "sealane.alert.withdrawn": "An alert of another member was taken back.",
  "sealane.alert.named": "An issuer told this member who its alert means.",
  "sealane.alert.matched": "A document that is held here meets an alert.",
  "sealane.alert.answered": "A member told what came of an alert of this one.",
  "sealane.alert.unacknowledged": "A recipient did not acknowledge an alert of this member by its deadline.",
  "sealane.lane.decided": "The lane of a declaration was decided here.",
  "sealane.lane.changed": "An officer sent a declaration to another lane.",
  "sealane.lane.released": "A declaration was released.",
  "sealane.profile.retired": "A risk profile retired by itself: it was over, or its hits chose no lane.",
  "sealane.model.trained": "A model was trained on the outcomes that are known here.",
  "sealane.model.judged": "The model stepped aside because it does badly, or is heard again.",
  "sealane.delivery.dead": "Something for another member was given up until an operator looks at it.",
  "sealane.seed.alarm":
    "A seed of this member's lane draws was refused or lost, or none was committed: nothing is drawn by chance meanwhile.",
  "sealane.chain.alarm": "The chain changed its history; what was read of it is undone.",
} as const;

export type EventType = keyof typeof EVENT_TYPES;

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];
