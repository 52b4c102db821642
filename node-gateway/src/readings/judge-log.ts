import {
  type Hex32,
  type Member,
  messageDigest,
  readReading,
  readReadingReceipt,
  receiptsRoot,
  ZERO_HEX32,
} from "@sealane/sdk";
import type { GrantRow, ReceiptRootRow } from "../database/schema/chain-sharing.ts";
import { judgeUses } from "./judge-uses.ts";
import type { LogFault, LogFaultSort, LogLink, ReadLink } from "./log-link.ts";
import { worthOf } from "./signed-by.ts";

/** What the chain says beside a log. */
export interface LogFacts {
  readonly memberId: number;
  readonly members: readonly Member[];
  readonly grants: readonly GrantRow[];
  /** Roots that the member anchored, in the chain's order. */
  readonly roots: readonly Pick<ReceiptRootRow, "root" | "previous_root" | "count" | "head">[];
}

/** Links that the chain vouches for. */
export interface JudgedLog {
  readonly receipts: number;
  readonly anchored: number;
  readonly faults: readonly LogFault[];
}

/**
 * Judges a whole log of readings, from its first link: that its links are chained, signed, counted and anchored as the
 * chain says, and none is missing. Pure, so that anybody comes to the same findings.
 */
export function judgeLog(links: readonly LogLink[], facts: LogFacts): JudgedLog {
  const faults: LogFault[] = [];
  const read: ReadLink[] = [];
  let previous: Hex32 = ZERO_HEX32;
  for (const [at, link] of links.entries()) {
    const sequence = at + 1;
    const found = readLink(link, sequence);
    if (found) {
      read.push(found);
      faults.push(...faultsOf(found, { link, previous, facts }));
    } else faults.push({ sort: "altered", sequence, message: "It is no reading with its receipt." });
    previous = messageDigest(link.receipt);
  }
  const anchored = judgeRoots(links, facts.roots, faults);
  faults.push(...judgeUses(read, facts.grants));
  return { receipts: links.length, anchored, faults };
}

function readLink({ reading, receipt }: LogLink, sequence: number): ReadLink | undefined {
  try {
    return { sequence, reading: readReading(reading), receipt: readReadingReceipt(receipt) };
  } catch {
    return undefined;
  }
}

function faultsOf(
  { sequence, reading, receipt }: ReadLink,
  { link, previous, facts }: { readonly link: LogLink; readonly previous: Hex32; readonly facts: LogFacts },
): LogFault[] {
  const { memberId, members } = facts;
  const memberOf = (id: number): Member | undefined => members.find((member) => member.memberId === id);
  const says = receipt.claims;
  const isInOrder = says.sequence === sequence && says.previous === previous;
  const isOfReading = says.reading === messageDigest(link.reading);
  const isOwners = says.issuer === memberId && reading.claims.owner === memberId;
  const worths = [
    ["receipt", worthOf(memberOf(memberId), receipt.jws, says.issuedAt)],
    ["reading", worthOf(memberOf(reading.claims.reader), reading.jws, reading.claims.readAt)],
  ] as const;
  const found: [boolean, LogFaultSort, string][] = [
    [!isInOrder, "altered", "It does not follow from the link before it."],
    [!isOfReading, "altered", "Its receipt is of another reading."],
    [!isOwners, "altered", "It is of another member's log."],
    ...worths.map(([what, worth]): [boolean, LogFaultSort, string] => [
      worth === "false",
      "altered",
      `The signature of its ${what} is false.`,
    ]),
    ...worths.map(([what, worth]): [boolean, LogFaultSort, string] => [
      worth === "suspect",
      "suspect",
      `The key that signed its ${what} was stolen by then.`,
    ]),
    [!says.wasEffective, "alarm", `Member ${reading.claims.reader} read without an effective grant.`],
  ];
  return found.flatMap(([isSo, sort, message]) => (isSo ? [{ sort, sequence, message }] : []));
}

/** Number of links under the roots of the chain. */
function judgeRoots(links: readonly LogLink[], roots: LogFacts["roots"], faults: LogFault[]): number {
  let anchored = 0;
  let before: Hex32 = ZERO_HEX32;
  for (const { root, previous_root, count, head } of roots) {
    const under = links.slice(anchored, anchored + count).map(({ receipt }) => receipt);
    const sequence = anchored + 1;
    const last = under.at(-1);
    if (previous_root !== before) faults.push({ sort: "altered", sequence: null, message: "A root is out of order." });
    if (under.length < count || last === undefined) {
      const message = `The chain knows of ${count - under.length} receipts from ${sequence + under.length} on that are not shown.`;
      faults.push({ sort: "missing", sequence: sequence + under.length, message });
    } else if (receiptsRoot(under) !== root || messageDigest(last) !== head) {
      const message = `The receipts ${sequence} to ${anchored + count} are not those that were anchored.`;
      faults.push({ sort: "altered", sequence, message });
    }
    anchored += count;
    before = root;
  }
  return Math.min(anchored, links.length);
}
