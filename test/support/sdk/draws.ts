import { createHash, createHmac } from "node:crypto";
import type { AnchoredDeclaration, DrawEvidence, LaneDecision } from "../../../sdk/src/index.ts";
import { laneByDraw } from "../../../sdk/src/selectivity/lane-by-draw.ts";

export const hashOf = (name: string): string => createHash("sha256").update(name).digest("hex");
export const SEED = hashOf("seed of period 7");
export const [MEMBER, PERIOD] = [1, 7];

/** The draw by the letter of the protocol. Shares no code with the product. */
export function drawBy(seed: string, documentId: string, blockHash: string): { value: number; officer: number } {
  const mac = createHmac("sha256", Buffer.from(seed, "hex"))
    .update(Buffer.from(documentId + blockHash, "hex"))
    .digest();
  const share = (at: number) => Number(mac.readBigUInt64BE(at) / 2048n) / 2 ** 53;
  return { value: share(0), officer: share(8) };
}

/** The commitment likewise. */
export function commitmentBy(member: number, period: number, seed: string): string {
  const head = Buffer.alloc(9);
  head.writeUInt8(3);
  head.writeUInt32BE(member, 1);
  head.writeUInt32BE(period, 5);
  return createHash("sha256")
    .update(Buffer.concat([head, Buffer.from(seed, "hex")]))
    .digest("hex");
}

export const declarationOf = (name: string): AnchoredDeclaration => ({
  documentId: hashOf(`declaration ${name}`),
  issuer: MEMBER,
  isCurrent: true,
  successorId: null,
  blockNumber: 40,
  blockHash: hashOf(`block of ${name}`),
});

const CHANCES = { red: 0.1, yellow: 0.2, blue: 0.2 };

/** An honest decision: nothing but chance spoke. */
export function decisionOf(declaration: AnchoredDeclaration, changed: Partial<LaneDecision> = {}): LaneDecision {
  const { documentId, blockNumber, blockHash } = declaration;
  const { value, officer } = drawBy(SEED, documentId, blockHash);
  const onDuty = ["a", "b", "c", "d"].map(hashOf).sort();
  const measure = { value, minimumRandomRate: 0.05, randomLane: "red", chances: CHANCES } as const;
  const lane = laneByDraw(measure);
  return {
    ...{ documentId, memberId: MEMBER, office: "SGSIN", lane, computedLane: lane, reasonCategory: "random" },
    ...{ risk: 0, steps: [], signals: [], ruleSetDigest: hashOf("rules"), settingsDigest: hashOf("settings") },
    ...{ modelDigest: null, override: null, decidedAt: 1_700_000_500 },
    draw: {
      ...{ period: PERIOD, blockNumber, blockHash, ...measure },
      assignment: { onDuty, officer: onDuty[Math.floor(officer * onDuty.length)] as string },
    },
    ...changed,
  };
}

/** Evidence of an honest period with these declarations, one decision each. */
export function evidenceOf(declarations: readonly AnchoredDeclaration[]): DrawEvidence {
  const [beginsAtSeconds, endsAtSeconds] = [1_700_000_000, 1_700_086_400];
  return {
    ...{ memberId: MEMBER, period: PERIOD, timeSeconds: endsAtSeconds + 10, declarations },
    committed: {
      ...{ memberId: MEMBER, period: PERIOD, beginsAtSeconds, endsAtSeconds, seed: SEED },
      commitment: commitmentBy(MEMBER, PERIOD, SEED),
    },
    decisions: declarations.map((declaration, i) => ({
      documentId: hashOf(`decision ${i}`),
      content: decisionOf(declaration),
    })),
  };
}
