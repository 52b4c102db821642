import type { ListedMember } from "../../../client/index.ts";
import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { rolesText } from "../../output/roles.ts";
import { table } from "../../output/table.ts";

export const memberList = command({
  name: "member list",
  summary: "List the members of the consortium.",
  operands: "",
  count: [0, 0],
  options: GATEWAY_OPTIONS,
  examples: ["member list"],
  async run({ options, io }) {
    const client = await openClient(options, io);
    const { items } = await client.listMembers();
    io.print(io.json ? JSON.stringify({ items }, null, 2) : table(HEAD, items.map(cellsOf)));
    return "ok";
  },
});

const HEAD = ["MEMBER", "NAME", "COUNTRY", "ROLES", "STATUS", "KEYS", "KINDS", "GATEWAY"];

const cellsOf = ({ member, name, gatewayUrl }: ListedMember): string[] => [
  String(member.memberId),
  name ?? "",
  member.country,
  rolesText(member.roles),
  member.status,
  String(member.keys.length),
  String(new Set(member.accreditations.map(({ kind }) => kind)).size),
  gatewayUrl,
];
