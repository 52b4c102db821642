import { PROFILE_STATES } from "../../../client/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { readProfileFile, requireProfile } from "../../files/read-profile.ts";
import { writeWhole } from "../../files/write-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import { wholeNumberOf } from "../../numbers.ts";
import { oneOf } from "../../one-of.ts";
import { GATEWAY_OPTIONS, OUT_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { printShown } from "../../output/lines.ts";
import { printPage } from "../../output/page.ts";
import { faultsText, PROFILE_COLUMNS, profileText, triedText } from "../../output/profiles.ts";

const VERSION = {
  version: { type: "string", value: "NUMBER", help: "Which version; the newest by default." },
} as const;
const versionOf = (text: string | undefined) =>
  wholeNumberOf("version", text, { initial: 0, min: 1, max: 4_294_967_295 });

/** @throws CliError USAGE_INVALID: what changes a profile says which version it means. */
function stated(text: string | undefined): number {
  if (text === undefined) throw new CliError("USAGE_INVALID", "Say which version: --version 2, for example.");
  return versionOf(text);
}

const FILE_ABOUT =
  "The file is JSON: name, title, reason, lane and rule, which may be text; docs/selectivity.md has the rest.";

export const PROFILE_COMMANDS: readonly Command[] = [
  command({
    name: "profile list",
    summary: "List risk profiles, by name, the newest version first.",
    operands: "",
    count: [0, 0],
    options: {
      state: { type: "string", value: "STATE", help: `One of ${PROFILE_STATES.join(", ")}; all by default.` },
      ...PAGE_OPTIONS,
      ...GATEWAY_OPTIONS,
    },
    examples: ["profile list --state approved"],
    async run({ options, io }) {
      const { state } = options;
      const query = {
        ...pagingOf(options),
        ...(state !== undefined && { state: oneOf("state", state, PROFILE_STATES) }),
      };
      return printPage(io, await (await openClient(options, io)).listProfiles(query), PROFILE_COLUMNS);
    },
  }),
  command({
    name: "profile show",
    summary: "Show a profile: its rule, who wrote and approved it, and its hits.",
    operands: "NAME",
    count: [1, 1],
    options: { ...VERSION, ...GATEWAY_OPTIONS },
    examples: ["profile show cheap-cars"],
    async run({ options, operands, io }) {
      const query = options.version === undefined ? {} : { version: versionOf(options.version) };
      return printShown(io, await (await openClient(options, io)).getProfile(operands[0] ?? "", query), profileText);
    },
  }),
  command({
    name: "profile validate",
    summary: "Check a profile in a file, and name each place that is wrong; no gateway is asked.",
    operands: "FILE",
    count: [1, 1],
    options: {},
    about: [FILE_ABOUT],
    examples: ["profile validate cheap-cars.json"],
    async run({ operands, io }) {
      const read = await readProfileFile(operands[0] ?? "", io);
      const faults = "faults" in read ? read.faults : [];
      printShown(io, { faults }, faultsText);
      return faults.length > 0 ? "unreadable" : "ok";
    },
  }),
  command({
    name: "profile draft",
    summary: "Draft a profile, or the next version of one; it decides nothing until another officer approves it.",
    operands: "FILE",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    about: [FILE_ABOUT],
    examples: ["profile draft cheap-cars.json"],
    async run({ options, operands, io }) {
      const profile = await requireProfile(operands[0] ?? "", io);
      return printShown(io, await (await openClient(options, io)).draftProfile(profile), profileText);
    },
  }),
  command({
    name: "profile try",
    summary: "Run a profile over the declarations of the past: hits, precision, and the load it adds.",
    operands: "FILE",
    count: [1, 1],
    options: {
      days: { type: "string", value: "COUNT", help: "How far back; 90 by default." },
      ...GATEWAY_OPTIONS,
    },
    examples: ["profile try cheap-cars.json --days 30"],
    async run({ options, operands, io }) {
      const days = wholeNumberOf("days", options.days, { initial: 90, min: 1, max: 3_650 });
      const profile = await requireProfile(operands[0] ?? "", io);
      return printShown(io, await (await openClient(options, io)).tryProfile(profile, days), triedText);
    },
  }),
  command({
    name: "profile approve",
    summary: "Put a draft of another officer in force.",
    operands: "NAME",
    count: [1, 1],
    options: { ...VERSION, ...GATEWAY_OPTIONS },
    examples: ["profile approve cheap-cars --version 2"],
    async run({ options, operands, io }) {
      const version = stated(options.version);
      const client = await openClient(options, io);
      return printShown(io, await client.approveProfile(operands[0] ?? "", version), profileText);
    },
  }),
  command({
    name: "profile retire",
    summary: "Take a profile out of force.",
    operands: "NAME",
    count: [1, 1],
    options: { ...VERSION, reason: { type: "string", value: "TEXT", help: "Why." }, ...GATEWAY_OPTIONS },
    examples: ["profile retire cheap-cars --version 2 --reason Seasonal"],
    async run({ options, operands, io }) {
      const { reason } = options;
      if (reason === undefined) throw new CliError("USAGE_INVALID", "Say why: --reason TEXT.");
      const change = { version: stated(options.version), reason };
      const client = await openClient(options, io);
      return printShown(io, await client.retireProfile(operands[0] ?? "", change), profileText);
    },
  }),
  command({
    name: "profile export",
    summary: "Write a profile as we signed it, for other members.",
    operands: "NAME",
    count: [1, 1],
    options: { ...VERSION, ...OUT_OPTIONS, ...GATEWAY_OPTIONS },
    examples: ["profile export cheap-cars --out cheap-cars.jws"],
    async run({ options, operands, io }) {
      const query = options.version === undefined ? {} : { version: versionOf(options.version) };
      const { jws } = await (await openClient(options, io)).getProfile(operands[0] ?? "", query);
      if (jws === null) throw new CliError("USAGE_INVALID", "The profile is not approved, and so not signed.");
      const { out, force = false } = options;
      if (out !== undefined && out !== "-") await writeWhole(out, `${jws}\n`, { replace: force });
      else io.print(jws);
      return "ok";
    },
  }),
  command({
    name: "profile import",
    summary: "Take over a profile that another member signed, as a draft.",
    operands: "FILE",
    count: [1, 1],
    options: GATEWAY_OPTIONS,
    examples: ["profile import cheap-cars.jws"],
    async run({ options, operands, io }) {
      const jws = new TextDecoder().decode(await readInput(operands[0] ?? "", io)).trim();
      return printShown(io, await (await openClient(options, io)).importProfile(jws), profileText);
    },
  }),
];
