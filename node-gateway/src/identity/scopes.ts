/** What an officer may do. To add a scope: a row here and the routes that need it. The sentence completes "may …". */
export const SCOPES = {
  "documents:read": "read the member's documents, their originals and reports, and make dossiers of them",
  "documents:write": "take in, supersede and receive documents",
  "documents:withdraw": "take a document back for good, with a reason",
  "grants:read": "see who may read what of whom, why and until when",
  "grants:write": "open the member's papers to others, hand on what it may read, and take that back",
  "requests:read": "see who asks for which papers, and what was answered",
  "requests:write": "ask other members for their papers, and answer what they ask",
  "agreements:read": "see under which agreements members share",
  "agreements:write": "propose and accept agreements, suspend, resume and end them",
  "ledger:read": "see how much of what came in may still go out again, and which certificates drew",
  "ledger:write": "open balances, say who may draw from them, and draw for the member's certificates",
  "profiles:read": "see the risk profiles, and try them on the past",
  "profiles:write": "draft risk profiles, and take over those of other members",
  "profiles:approve": "put risk profiles of other officers in force, and retire profiles",
  "lanes:read": "see which lane each declaration goes and why, the queues, and the figures",
  "lanes:write": "do the steps of a checklist, record outcomes, release declarations",
  "lanes:reroute": "send a declaration to another lane, with a reason",
  "lanes:admin": "change rates, capacities and checklists of the lanes",
  "models:read": "see the model that scores declarations: what it was made of and how well it does",
  "models:write": "train a new model on the outcomes that are known here",
  "draws:read": "see the periods of random draws, who is on duty, and what an audit of draws needs",
  "draws:write": "say who is on duty, for draws to choose from",
  "policy:read": "see what this gateway answers by itself",
  "policy:write": "change what this gateway answers by itself",
  "alerts:read": "read alerts and what met them, and see how often partners were right",
  "alerts:write": "write alerts, take them back, hand them on, and say what came of those of others",
  "alerts:red": "read alerts that are for single persons (TLP:RED)",
  "alerts:nominal": "see who alerts mean, and tell members that need to know",
  "readings:read": "see who read the member's papers, what it read of others, and audit the readings of any member",
  "trace:read": "follow a consignment through the papers of every member",
  verify: "have a paper or a dossier verified against the chain",
  "members:read": "see who belongs to the consortium, with keys and accreditations",
  "members:admin": "change this member's own keys and address on the chain",
  "deliveries:read": "see what goes to other members, what came of it, and how their gateways answer",
  "deliveries:write": "send again or give up what another member did not take, and compare with what it holds",
  "audit:read": "read the log of everything that was done here",
  "outbox:read": "see what waits for the chain, what was sent and what was refused",
  "events:read": "see what happened here, as the member's own systems are told of it",
  "webhooks:admin": "see how far the member's own systems are, tell them again, and resume one that was given up",
  "outbox:admin": "send again or give up what was refused, and take an alarm off",
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** Whether a text is a scope of this gateway. Tokens may carry scopes of other systems; those mean nothing here. */
export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPES, text);
