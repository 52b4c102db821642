import { GRANT_END_REASONS } from "../../../src/index.ts";
import { command } from "../../command.ts";
import { openClient } from "../../gateway/open-client.ts";
import { GATEWAY_OPTIONS } from "../../options.ts";
import {
  ABOUT_OPTIONS,
  aboutOf,
  CHANGE_OPTIONS,
  carryOut,
  GIVING_OPTIONS,
  givingOf,
  idOf,
  memberOf,
  nameOf,
  purposeOf,
  scopeOf,
} from "./said.ts";
import { printList, SHOWING_OPTIONS } from "./show.ts";

const reader = { type: "string", value: "MEMBER", help: "The member that may read, by its number." } as const;
const reasons = GRANT_END_REASONS.map(({ name }) => name).join(", ");

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
      const grant = { ...about, reader: memberOf("reader", options.reader), ...givingOf(options) };
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
    options: SHOWING_OPTIONS,
    examples: ["grant list --direction received --standing effective"],
    run: async ({ options, io }) =>
      printList(io, options, async (query) => (await openClient(options, io)).listGrants(query), [
        "grantId",
        "standing",
        "owner",
        "reader",
        "purpose",
      ]),
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
      io.print(JSON.stringify(await (await openClient(options, io)).getGrant(grantId), null, 2));
      return "ok";
    },
  }),
  command({
    name: "grant delegate",
    summary: "Hand a grant on that we read under, as it is or narrower.",
    operands: "GRANT_ID",
    count: [1, 1],
    options: { reader, scope: ABOUT_OPTIONS.scope, ...GIVING_OPTIONS, ...CHANGE_OPTIONS },
    examples: ["grant delegate 81aa…07 --reader 6 --scope goods --until 2026-12-31"],
    async run({ options, operands, io }) {
      const grantId = idOf("grant id", operands[0]);
      const giving = { reader: memberOf("reader", options.reader), scope: scopeOf(options), ...givingOf(options) };
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.delegateGrant(grantId, giving, key),
        (it) => it.grantId,
      );
    },
  }),
  command({
    name: "grant withdraw",
    summary: "Take a grant back for good, and all that were handed on from it.",
    operands: "GRANT_ID",
    count: [1, 1],
    options: { reason: { type: "string", value: "NAME", help: `Why: ${reasons}.` }, ...CHANGE_OPTIONS },
    about: ["It stops what is read from the next block on; what was read stays read."],
    examples: ["grant withdraw 81aa…07 --reason purpose-met"],
    async run({ options, operands, io }) {
      const grantId = idOf("grant id", operands[0]);
      const reason = nameOf("reason", options.reason, GRANT_END_REASONS);
      const client = await openClient(options, io);
      return carryOut(
        { options, io },
        (key) => client.withdrawGrant(grantId, reason, key),
        (it) => it.grantId,
      );
    },
  }),
];
