import { type KeyUse, type Member, type MemberKey, thumbprintOf } from "@sealane/sdk";
import type { Gateway } from "../gateway.ts";
import { readMembers } from "../indexer/members.ts";

export const KEY_USES: readonly KeyUse[] = ["statement", "sealing", "transport"];

/** What the chain tells of one of this member's keys, if it does. */
export const publishedKey = (member: Member | undefined, kid: string): MemberKey | undefined =>
  member?.keys.find((key) => key.kid === kid);

/** This member as the index has it. */
export async function readSelf({ database, memberId }: Gateway): Promise<Member | undefined> {
  const [found] = await readMembers(database, [memberId]);
  return found?.member;
}

/**
 * Takes, of each use, the newest key into use that the chain has and that is valid there by now: what is signed by a key
 * that nobody knows yet is refused for good. A member that has published none keeps its newest.
 */
export async function selectKeys(gateway: Gateway): Promise<void> {
  const self = await readSelf(gateway);
  const now = gateway.clock();
  for (const use of KEY_USES) {
    const ring = gateway.keys.rings[use];
    const known = ring.keys.map((key) => publishedKey(self, thumbprintOf(key)));
    const usable = known.find((key) => key !== undefined && isUsable(key, now));
    // Before the chain has any of them, and when all are over, the newest is as good as another.
    const fallback = known.find((key) => key !== undefined)?.kid ?? thumbprintOf(ring.keys.at(-1) ?? ring.current());
    ring.use(usable?.kid ?? fallback);
  }
}

const isUsable = (key: MemberKey, nowSeconds: number): boolean =>
  key.validFromSeconds <= nowSeconds && nowSeconds < key.validUntilSeconds && key.compromisedSinceSeconds === 0;
