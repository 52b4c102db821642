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
  "sealane.delivery.dead": "Something for another member was given up until an operator looks at it.",
  "sealane.balance.changed":
    "A balance that this member opened was changed, or this member drew or was let draw from another's.",
  "sealane.chain.alarm": "The chain changed its history; what was read of it is undone.",
} as const;

export type EventType = keyof typeof EVENT_TYPES;

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];
