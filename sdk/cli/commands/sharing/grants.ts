import { type Client, GRANT_STANDINGS } from "../../../client/index.ts";
import { SCOPES, type Scope } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { CHANGE_OPTIONS, carryOut } from "../../gateway/carry-out.ts";
import { openClient } from "../../gateway/open-client.ts";
import { idOf, memberOf, namesOf } from "../../operands.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";
import { GRANT_COLUMNS, grantText } from "../../output/sharing.ts";
import { DIRECTION_OPTION, listQueryOf, standingOptions } from "./listing.ts";
import { ABOUT_OPTIONS, aboutOf, GIVING_OPTIONS, givingOf, purposeOf, scopeOf } from "./said.ts";

const reader = { type: "string", value: "MEMBER", help: "The member that may read, by its number." } as const;

export const GRANT_COMMANDS = [
  command({
    name: "grant make",
    summary: "Let another member read one of our documents, or our papers of a consignment.",
    operands: "",
    count: [0, 0],
    options: {
      reader,
      purpose: { type: "string", value: "NAME", help: "What it is for." },
      ...{ ...ABOUT_OPTIONS, ...GIVING_OPTIONS, ...CHANGE_OPTIONS },
    },
    examples: ["grant make --document 5f0c…9a --reader 2 --scope goods --purpose import-clearance --until 2026-12-31"],
    async run({ options, io }) {
      const about = { about: aboutOf(options), scope: scopeOf(options), purpose: purposeOf(options.purpose) };
      const grant = { ...about, reader: memberOf("reader", options.reader), ...givingOf(options, io) };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.makeGrant(grant, key),
        ({ grantId }) => grantId,
      );
    },
  }),
  command({
    name: "grant list",
    summary: "List who may read what of whom.",
    operands: "",
    count: [0, 0],
    options: { ...DIRECTION_OPTION, ...standingOptions(GRANT_STANDINGS) },
    examples: ["grant list --direction received --standing effective"],
    run: async ({ options, io }) =>
      printPage(
        io,
        await (await openClient(options, io)).listGrants(listQueryOf(options, GRANT_STANDINGS)),
        GRANT_COLUMNS,
      ),
  }),
  command({
    name: "grant show",
    summary: "Show a grant: how it stands, what is left of it and what was sent under it.",
    operands: "GRANT_ID",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["grant show 81aa…07"],
    async run({ options, operands, io }) {
      const grantId = idOf("grant id", operands[0]);
      return printShown(io, await (await openClient(options, io)).getGrant(grantId), grantText);
    },
  }),
  command({
    name: "grant delegate",
    summary: "Hand a grant on that we read under, as it is or narrower.",
    operands: "GRANT_ID",
    count: [1, 1],
    options: {
      reader,
      scope: { ...ABOUT_OPTIONS.scope, help: `A narrower scope: ${namesOf(SCOPES)}; that of the grant by default.` },
      ...{ ...GIVING_OPTIONS, ...CHANGE_OPTIONS },
    },
    examples: ["grant delegate 81aa…07 --reader 6 --scope goods --until 2026-12-31"],
    async run({ options, operands, io }) {
      const grantId = idOf("grant id", operands[0]);
      const named = options.scope === undefined ? undefined : scopeOf(options);
      const given = { reader: memberOf("reader", options.reader), ...givingOf(options, io) };
      const client = await openClient(options, io);
      const giving = { ...given, scope: named ?? (await scopeOfGrant(client, grantId)) };
      return carryOut(
        { options, io },
        (key) => client.delegateGrant(grantId, giving, key),
        (it) => it.grantId,
      );
    },
  }),
];

/** @throws CliError USAGE_INVALID; ClientError. */
async function scopeOfGrant(client: Client, grantId: string): Promise<Scope> {
  const { scope } = await client.getGrant(grantId);
  if (scope !== null) return scope;
  throw new CliError(
    "USAGE_INVALID",
    "The gateway knows only the digest of the grant's scope: say which, --scope NAME.",
  );
}
