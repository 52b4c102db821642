import {
  auditDraws,
  type DeviationCode,
  type DrawAudit,
  type DrawRates,
  digestOf,
  type Json,
  parseJson,
  readLaneSettings,
} from "../../../src/index.ts";
import { command } from "../../command.ts";
import type { ExitName } from "../../exit-codes.ts";
import { readInput } from "../../files/read-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import type { Io } from "../../io.ts";
import { memberOf, numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { table } from "../../output/table.ts";
import { gatherDraws } from "./gather-draws.ts";

/** Deviations that say nothing against the member: what cannot be looked at yet, or not by this auditor. */
const UNSEEN: readonly DeviationCode[] = ["PERIOD_NOT_OVER", "DECISION_UNREADABLE"];

export const auditDrawsCommand = command({
  name: "audit draws",
  summary: "Recompute all random draws of a period of a member, and name every deviation.",
  operands: "",
  count: [0, 0],
  options: {
    member: { type: "string", value: "MEMBER", help: "Whose draws." },
    settings: {
      type: "string",
      value: "FILE",
      multiple: true,
      help: "Lane settings that the member says it had, as JSON: decisions that name them must have their rates.",
    },
    period: { type: "string", value: "NUMBER", help: "Which period; `draws list` lists them." },
    ...GATEWAY_OPTIONS,
  },
  about: [
    "The gateway gives what the chain says (commitment, seed, blocks of the declarations) and opens the decisions that its member holds or may read; the draws are computed here.",
    "Exit codes: 3 when something deviates, 10 when the period is not over or a decision is closed and nothing else deviates, else 0.",
  ],
  examples: ["audit draws --member 2 --period 14", "audit draws --member 2 --period 14 --json"],
  async run({ options, io }) {
    const memberId = memberOf("member", options.member);
    const period = numberOf("A period", options.period, "sealane draws list");
    const rates = await ratesIn(options.settings ?? [], io);
    const found = auditDraws({ ...(await gatherDraws(await openClient(options, io), memberId, period)), rates });
    printShown(io, found, auditText);
    return exitOf(found);
  },
});

/** The rates of lane settings by the digest that decisions name them by. @throws CliError; SdkError LANE_SETTINGS_INVALID */
async function ratesIn(paths: readonly string[], io: Io): Promise<ReadonlyMap<string, DrawRates>> {
  const read = paths.map(async (path) => readLaneSettings(parseJson(await readInput(path, io))));
  const settings = await Promise.all(read);
  return new Map(settings.map((one) => [digestOf(one as unknown as Json), one]));
}

function exitOf({ deviations }: DrawAudit): ExitName {
  if (deviations.length === 0) return "ok";
  return deviations.every(({ code }) => UNSEEN.includes(code)) ? "cannotCheck" : "tampered";
}

function auditText({ memberId, period, declarations, decisions, confirmed, deviations }: DrawAudit): string {
  const rows = deviations.map(({ code, declarationId, message }) => [code, declarationId ?? "", message]);
  const word = deviations.length === 0 ? "as drawn" : `NOT as drawn: ${counted(deviations.length, "deviation")}`;
  const sum = `Period ${period} of member ${memberId} is ${word}. ${counted(declarations, "declaration")}, ${counted(decisions, "decision")}, ${counted(confirmed, "draw")} confirmed.`;
  return rows.length === 0 ? sum : `${table(["CODE", "DECLARATION", "WHAT"], rows)}\n\n${sum}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
