import type { KeyUse, Member, PublicKey, ReadJws } from "@sealane/sdk";
import { isSignedBy } from "@sealane/sdk";
import type { Database } from "../../database/database.ts";
import { type IndexedMember, readMembers } from "../../indexer/members.ts";

export interface KeyQuestion {
  readonly memberId: number;
  readonly kid: string;
  readonly use: KeyUse;
  /** Unix seconds: when it signed, as far as is known. */
  readonly atSeconds: number;
  /** Now: a thief dates what he signs as he likes, so a stolen key counts for nothing that comes after it is known. */
  readonly nowSeconds: number;
}

/** A member of the consortium as the index has it; undefined for none. */
export async function findMember(database: Database, memberId: number): Promise<IndexedMember | undefined> {
  const [found] = await readMembers(database, [memberId]);
  return found;
}

/** The member's key of this id, use and time; undefined when there is none, or it was stolen. */
export async function findKey(database: Database, question: KeyQuestion): Promise<PublicKey | undefined> {
  const found = await findMember(database, question.memberId);
  return found && keyIn(found.member, question);
}

/** Whether a message is signed with a key of this member, use and time. */
export async function isSignedByMember(
  database: Database,
  jws: ReadJws,
  question: Omit<KeyQuestion, "kid">,
): Promise<boolean> {
  const key = await findKey(database, { ...question, kid: jws.kid });
  return key !== undefined && isSignedBy(jws, key);
}

/** The key among those of a member. */
export function keyIn({ keys }: Member, { kid, use, atSeconds, nowSeconds }: KeyQuestion): PublicKey | undefined {
  return keys.find(
    (key) =>
      key.kid === kid &&
      key.use === use &&
      key.validFromSeconds <= atSeconds &&
      atSeconds < key.validUntilSeconds &&
      (key.compromisedSinceSeconds === 0 || nowSeconds < key.compromisedSinceSeconds),
  );
}
