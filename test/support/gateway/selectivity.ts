import {
  type Hex32,
  isJsonObject,
  jsonOf,
  type KindName,
  kindByName,
  readLaneDecision,
  readStatement,
  utf8Encode,
} from "@sealane/sdk";
import { placeOfAnchor } from "../../../node-gateway/src/draws/draw-for.ts";
import type { StatedDraw } from "../../../node-gateway/src/draws/draw-on.ts";
import type { EventType } from "../../../node-gateway/src/events/event-types.ts";
import { openFields } from "../../../node-gateway/src/papers/facts-of.ts";
import { findDocument, openPaper } from "../../../node-gateway/src/papers/find-document.ts";
import { assessTick } from "../../../node-gateway/src/selectivity/lanes/assess-tick.ts";
import { stateDecisionsTick } from "../../../node-gateway/src/selectivity/lanes/state-decisions.ts";
import type { ProfileView } from "../../../node-gateway/src/selectivity/profiles/profile-rows.ts";
import { approveProfile, draftProfile } from "../../../node-gateway/src/selectivity/profiles/write-profiles.ts";
import type { Sources } from "../../../node-gateway/src/selectivity/sources/source.ts";
import { SOURCES } from "../../../node-gateway/src/selectivity/sources/sources.ts";
import { submitDocument } from "../../../node-gateway/src/usecases/submit-document.ts";
import { profile } from "../sdk/rules.ts";
import { makeGateway, type TestMember } from "./member.ts";
import { deployNetwork, type TestNetwork } from "./network.ts";

/** The real sources, with draws by hand. */
export const drawing = (value: number): Sources => ({
  ...SOURCES,
  draw: async ({ database }, declaration): Promise<StatedDraw | "wait"> => {
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

export const CAR = {
  hsCodes: ["870323"],
  originCountry: "JP",
  netWeightKg: "1000",
  value: { amount: "400", currency: "EUR" },
};
export const TOY = { hsCodes: ["950300"], originCountry: "CN" };

/** Rotterdam with a profile in force, a cheap car that it hits and a toy that it does not, both decided. */
export interface Lanes {
  readonly network: TestNetwork;
  readonly rotterdam: TestMember;
  readonly car: Hex32;
  readonly toy: Hex32;
  stop(): Promise<void>;
}

export async function openLanes(): Promise<Lanes> {
  const network = await deployNetwork();
  const rotterdam = await makeGateway(network, "rotterdam");
  await network.registrar("accredit", 2, kindByName("lane-decision").code, 0, 4_000_000_000);
  await inForce(rotterdam, "cheap-cars", 'any hsCodes (it starts-with "8703") and unitPrice < 0.5');
  const car = await declare(rotterdam, CAR);
  const toy = await declare(rotterdam, TOY);
  await decide(rotterdam);
  const stop = async () => {
    await rotterdam.close();
    await network.stop();
  };
  return { network, rotterdam, car, toy, stop };
}

/** What was told of a subject, in order. */
export async function eventsOf({ gateway }: TestMember, subject: string, type: EventType): Promise<object[]> {
  const query = gateway.database.selectFrom("events").select("data").where("subject", "=", subject);
  const rows = await query.where("type", "=", type).orderBy("sequence").execute();
  return rows.map(({ data }) => JSON.parse(data) as object);
}

/** A lane-decision document as its member holds it. */
export async function decisionOf({ gateway }: TestMember, documentId: Hex32) {
  const paper = await openPaper(gateway, await findDocument(gateway, documentId));
  const body = jsonOf(openFields(paper.body).fields);
  const { links, kind } = readStatement(paper.statement).claims;
  return { kind, links, paper, decision: readLaneDecision(isJsonObject(body) ? body["details"] : body) };
}
