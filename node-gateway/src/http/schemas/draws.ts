import { z } from "zod";
import { count, hex32, memberId, pageOf, seconds } from "./words.ts";

const periodNumber = z.int().min(1).max(0xffffffff);

export const drawPeriod = z
  .strictObject({
    memberId,
    period: periodNumber,
    beginsAtSeconds: seconds,
    endsAtSeconds: seconds,
    committedAtSeconds: seconds,
    commitment: hex32.meta({ description: "SHA-256 over 3, member, period and seed." }),
    seed: hex32.nullable(),
    revealedAtSeconds: seconds.nullable(),
    blockTimeSeconds: seconds.meta({ description: "Time of the newest block that was read." }),
  })
  .meta({ id: "DrawPeriod", description: "A period of a member's random draws, and its seed once that is revealed." });

export const drawPeriodPage = pageOf(drawPeriod).meta({ id: "DrawPeriodPage" });

export const drawnDeclarationPage = pageOf(
  z
    .strictObject({
      documentId: hex32,
      issuer: memberId,
      blockNumber: count,
      blockHash: hex32,
      anchoredAtSeconds: seconds,
      isCurrent: z.boolean(),
      successorId: hex32.nullable(),
    })
    .meta({ id: "DrawnDeclaration", description: "A declaration that the member had to decide, by its first anchor." }),
).meta({ id: "DrawnDeclarationPage" });

export const drawnDecisionPage = pageOf(
  z
    .strictObject({
      documentId: hex32,
      anchoredAtSeconds: seconds,
      content: z.looseObject({}).nullable().meta({ description: "The decision; null where it is not open here." }),
    })
    .meta({ id: "DrawnDecision" }),
).meta({ id: "DrawnDecisionPage" });

/** Letters, digits and signs of offices' codes. */
const office = z.string().regex(/^[A-Za-z0-9._/-]{1,35}$/);
const officer = z.string().regex(/^[\x21-\x7e]{1,200}$/);

export const duty = z
  .strictObject({
    office: office.nullable().meta({ description: "Null for all offices that have nobody of their own." }),
    officers: z.array(officer).max(500).meta({ description: "As the audit log names them." }),
  })
  .meta({ id: "Duty", description: "Who is on duty at an office, for draws to choose from." });

export const dutyList = z.strictObject({ items: z.array(duty) }).meta({ id: "DutyList" });
