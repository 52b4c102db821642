import type { ListedMember } from "../../../client/index.ts";
import type { MemberKey } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { openClient } from "../../gateway/open-client.ts";
import { numberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { lines, printShown } from "../../output/lines.ts";
import { rolesText } from "../../output/roles.ts";
import { table } from "../../output/table.ts";
import { timeText } from "../../output/time.ts";

export const memberShow = command({
  name: "member show",
  summary: "Show one member with its keys and accreditations.",
  operands: "NUMBER",
  count: [1, 1],
  options: GATEWAY_OPTIONS,
  examples: ["member show 7"],
  async run({ options, operands, io }) {
    const memberId = numberOf("A member", operands[0], "sealane member list");
    const client = await openClient(options, io);
    const found = (await client.listMembers()).items.find(({ member }) => member.memberId === memberId);
    if (!found) throw new CliError("MEMBER_UNKNOWN", `The consortium has no member ${memberId}.`);
    return printShown(io, found, textOf);
  },
});

function textOf({ member, name, gatewayUrl, operators }: ListedMember): string {
  const { keys, accreditations } = member;
  return [
    lines(`Member ${member.memberId}${name === null ? "" : ` (${name})`}`, [
      ["country", member.country],
      ["roles", rolesText(member.roles)],
      ["status", `${member.status} since ${timeText(member.statusSinceSeconds)}`],
      ["gateway", gatewayUrl],
      ["operators", operators.join(", ")],
    ]),
    "",
    table(["KEY", "USE", "FROM", "UNTIL", "STOLEN SINCE"], keys.map(keyCells)),
    "",
    table(
      ["KIND", "FROM", "UNTIL"],
      accreditations.map((one) => [one.kind, moment(one.validFromSeconds), moment(one.validUntilSeconds)]),
    ),
  ].join("\n");
}

const keyCells = (key: MemberKey): string[] => [
  key.kid,
  key.use,
  moment(key.validFromSeconds),
  moment(key.validUntilSeconds),
  key.compromisedSinceSeconds === 0 ? "" : moment(key.compromisedSinceSeconds),
];

/** Times beyond what a calendar writes in four digits stand for no end. */
const moment = (seconds: number): string => (seconds > 253_402_300_799 ? "no end" : timeText(seconds));
