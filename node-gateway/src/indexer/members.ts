import { base64urlOf, bytesOfHex32, type Hex32, kindByCode, type Member } from "@sealane/sdk";
import type { Database } from "../database/database.ts";
import type { MemberEventRow } from "../database/schema.ts";

type Mutable<T> = { -readonly [name in keyof T]: T[name] };
type Key = Mutable<Member["keys"][number]>;
/** By kind code, since a kind may be newer than this version. */
interface Period {
  readonly kind: number;
  validFromSeconds: number;
  validUntilSeconds: number;
}

/** A member while its events are folded. */
interface Folding {
  readonly memberId: number;
  country: string;
  roles: number;
  status: Member["status"];
  statusSinceSeconds: number;
  gatewayUrl: string;
  readonly keys: Map<Hex32, Key>;
  readonly periods: Period[];
  readonly operators: Set<string>;
}

/** A member with what only gateways need of it. */
export interface IndexedMember {
  readonly member: Member;
  readonly gatewayUrl: string;
  /** 0x, lower case. */
  readonly operators: readonly string[];
}

interface Args {
  readonly country: string;
  readonly roles: number;
  readonly operator: string;
  readonly gatewayUrl: string;
  readonly thumbprint: Hex32;
  readonly use: number;
  readonly x: Hex32;
  readonly y: Hex32;
  readonly kind: number;
  readonly validFromSeconds: number;
  readonly validUntilSeconds: number;
  readonly compromisedSinceSeconds: number;
}

const USES = ["statement", "sealing", "transport"] as const;
const base64urlOfHex = (hex: Hex32): string => base64urlOf(bytesOfHex32(hex));

/** What each event of the member registry changes. To follow a new event, add a row. */
const CHANGES: Readonly<Record<string, (member: Folding, args: Args, timeSeconds: number) => void>> = {
  MemberAdmitted: (member, { country, roles }, time) => {
    member.country = Buffer.from(country, "hex").toString("latin1");
    member.roles = roles;
    member.statusSinceSeconds = time;
  },
  MemberSuspended: (member, _, time) => {
    [member.status, member.statusSinceSeconds] = ["suspended", time];
  },
  MemberResumed: (member, _, time) => {
    [member.status, member.statusSinceSeconds] = ["active", time];
  },
  OperatorAdded: (member, { operator }) => void member.operators.add(`0x${operator}`),
  OperatorRemoved: (member, { operator }) => void member.operators.delete(`0x${operator}`),
  GatewayUrlChanged: (member, { gatewayUrl }) => {
    member.gatewayUrl = gatewayUrl;
  },
  KeyAdded: (member, { thumbprint, use, x, y, validFromSeconds, validUntilSeconds }) => {
    member.keys.set(thumbprint, {
      kid: base64urlOfHex(thumbprint),
      x: base64urlOfHex(x),
      y: base64urlOfHex(y),
      use: USES[use - 1] ?? "transport",
      validFromSeconds,
      validUntilSeconds,
      compromisedSinceSeconds: 0,
    });
  },
  KeyEnded: (member, { thumbprint, validUntilSeconds }) => {
    const key = member.keys.get(thumbprint);
    if (key) key.validUntilSeconds = validUntilSeconds;
  },
  KeyCompromised: (member, { thumbprint, compromisedSinceSeconds }) => {
    const key = member.keys.get(thumbprint);
    if (key) key.compromisedSinceSeconds = compromisedSinceSeconds;
  },
  AccreditationGranted: (member, { kind, validFromSeconds, validUntilSeconds }, time) => {
    // It takes the place of the one before, whose past stays.
    const before = member.periods.findLast((one) => one.kind === kind);
    if (before) before.validUntilSeconds = Math.min(before.validUntilSeconds, time);
    member.periods.push({ kind, validFromSeconds, validUntilSeconds });
  },
  AccreditationEnded: (member, { kind, validUntilSeconds }) => {
    const period = member.periods.findLast((one) => one.kind === kind);
    if (period) period.validUntilSeconds = validUntilSeconds;
  },
};

/** Members by number: the fold over all that the registry ever said of them. */
export async function readMembers(database: Database, memberIds?: readonly number[]): Promise<IndexedMember[]> {
  let query = database.selectFrom("member_events").selectAll().orderBy("block_number").orderBy("log_index");
  if (memberIds) query = query.where("member_id", "in", memberIds);
  return foldMembers(await query.execute());
}

/** The fold itself, over rows in the chain's order. */
export function foldMembers(rows: readonly MemberEventRow[]): IndexedMember[] {
  const members = new Map<number, Folding>();
  for (const { member_id: memberId, name, args, time_seconds } of rows) {
    const member = members.get(memberId) ?? unknownMember(memberId);
    members.set(memberId, member);
    CHANGES[name]?.(member, JSON.parse(args) as Args, time_seconds);
  }
  return [...members.values()].sort((a, b) => a.memberId - b.memberId).map(finish);
}

const unknownMember = (memberId: number): Folding => ({
  memberId,
  country: "",
  roles: 0,
  status: "active",
  statusSinceSeconds: 0,
  gatewayUrl: "",
  keys: new Map(),
  periods: [],
  operators: new Set(),
});

function finish({ gatewayUrl, operators, keys, periods, ...member }: Folding): IndexedMember {
  const accreditations = periods.flatMap(({ kind, ...period }) => {
    const known = kindByCode(kind);
    return known ? [{ kind: known.name, ...period }] : [];
  });
  return { member: { ...member, keys: [...keys.values()], accreditations }, gatewayUrl, operators: [...operators] };
}
