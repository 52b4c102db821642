import { type Hex32, type KindName, utf8Encode } from "@sealane/sdk";
import { placeOfAnchor } from "../../../node-gateway/src/draws/draw-for.ts";
import { assessTick } from "../../../node-gateway/src/selectivity/lanes/assess-tick.ts";
import { stateDecisionsTick } from "../../../node-gateway/src/selectivity/lanes/state-decisions.ts";
import type { ProfileView } from "../../../node-gateway/src/selectivity/profiles/profile-rows.ts";
import { approveProfile, draftProfile } from "../../../node-gateway/src/selectivity/profiles/write-profiles.ts";
import type { MadeDraw, Sources } from "../../../node-gateway/src/selectivity/sources/source.ts";
import { SOURCES } from "../../../node-gateway/src/selectivity/sources/sources.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { profile } from "../sdk/rules.ts";
import type { TestMember } from "./member.ts";

/** The real sources, with draws by hand. */
export const drawing = (value: number): Sources => ({
  ...SOURCES,
  draw: async ({ database }, declaration): Promise<MadeDraw | "wait"> => {
    const place = await placeOfAnchor(database, declaration);
    if (!place) return "wait";
    const { blockNumber, blockHash } = place;
    return { period: 1, blockNumber, blockHash, value, assignment: null };
  },
});

/** Sends everything that waits to green by chance. */
export const LATE = drawing(0.999999);

let keys = 0;
export const by = (actor: string) => ({ actor, idempotencyKey: `${actor}-${++keys}` });

/** Submits a declaration with some facts and has it on the chain. */
export async function declare(
  { gateway, settle }: TestMember,
  facts: object,
  kind: KindName = "declaration-import",
): Promise<Hex32> {
  const number = `IM-${++keys}`;
  const base = { sealane: kind, documentNumber: number, ucr: `5NL-LANES-${keys}`, customsOffice: "NLRTM" };
  const original = utf8Encode(JSON.stringify({ ...base, ...facts }));
  const { documentId } = await submitDocument(gateway, { ...by("declarant"), original });
  await settle();
  return documentId;
}

/** Puts a profile in force, by two officers. */
export async function inForce({ gateway }: TestMember, ...written: Parameters<typeof profile>): Promise<ProfileView> {
  const { name, version } = await draftProfile(gateway, { ...by("author"), profile: profile(...written) });
  return approveProfile(gateway, { ...by("approver"), name, version });
}

/** One round of deciding, and of making the decisions documents. */
export async function decide({ gateway, settle }: TestMember, sources: Sources = LATE): Promise<void> {
  await assessTick(gateway, sources);
  await stateDecisionsTick(gateway);
  await settle();
}
