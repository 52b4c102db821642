import { type Client, TAXII_COLLECTIONS, type TaxiiCollectionName } from "../../../client/index.ts";
import {
  type AlertDraftFields,
  bundleOf,
  indicatorId,
  isJsonObject,
  type Json,
  parseJson,
  pickObjects,
  readMisp,
  readStix,
  type StixObject,
} from "../../../src/index.ts";
import { type Command, command } from "../../command.ts";
import { CliError } from "../../errors.ts";
import { readInput } from "../../files/read-file.ts";
import { writeWhole } from "../../files/write-file.ts";
import { openClient } from "../../gateway/open-client.ts";
import { idOf, memberOf } from "../../operands.ts";
import { GATEWAY_OPTIONS, OUT_OPTIONS, PAGE_OPTIONS, pagingOf } from "../../options.ts";
import { type Exchanged, exchangedText, RECEIVED_DRAFT_COLUMNS } from "../../output/exchange.ts";
import { printPage } from "../../output/page.ts";
import { printable } from "../../output/printable.ts";

const PAGE = 500;

/** All objects of a collection that the officer may see. */
async function objectsOf(client: Client, collection: TaxiiCollectionName): Promise<StixObject[]> {
  const objects: StixObject[] = [];
  let next: string | undefined;
  do {
    const page = await client.getTaxiiObjects(collection, { limit: PAGE, ...(next !== undefined && { next }) });
    objects.push(...(page.objects ?? []));
    next = page.next;
  } while (next !== undefined);
  return objects;
}

function readExchanged(input: Json, now: number): Exchanged {
  const isStix = isJsonObject(input) && (input["type"] === "bundle" || "objects" in input);
  if (!isStix) return { alerts: [], ...readMisp(input, { now }) };
  const { drafts, left, alerts, feedback } = readStix(input, { now });
  const reason = "It is an answer of a member: it comes from that member's gateway.";
  return { drafts, alerts, left: [...left, ...feedback.map(({ id }) => ({ id, reason }))] };
}

/** The draft to be written: the one that is named, or the only one. @throws CliError USAGE_INVALID. */
function chosen({ drafts }: Exchanged, source: string | undefined): AlertDraftFields {
  const found = source === undefined ? drafts : drafts.filter(({ id }) => id === source);
  const [one, ...others] = found;
  if (one && others.length === 0) return one.draft;
  throw new CliError("USAGE_INVALID", `There are ${found.length} drafts; name one of the file's by --source.`);
}

export const EXCHANGE_COMMANDS: readonly Command[] = [
  command({
    name: "alert export",
    summary: "Write alerts, what met them and what was answered as one bundle of STIX 2.1.",
    operands: "[ALERT_ID…]",
    count: [0, 100],
    options: { ...OUT_OPTIONS, ...GATEWAY_OPTIONS },
    about: [
      "Without ids it is all that the officer may see. Whom alerts mean is never in it.",
      "Each object keeps its marking: whoever gets the file is bound by it.",
    ],
    examples: ["alert export --out alerts.stix.json", "alert export 9d30…c2"],
    async run({ options, operands, io }) {
      const ids = operands.map((operand) => indicatorId(idOf("alert id", operand)));
      const client = await openClient(options, io);
      const all: StixObject[] = [];
      for (const collection of TAXII_COLLECTIONS) all.push(...(await objectsOf(client, collection)));
      const missing = ids.find((id) => !all.some((object) => object.id === id));
      if (missing !== undefined) throw new CliError("USAGE_INVALID", "One of the alerts is not here, or not for you.");
      const bundle = bundleOf(ids.length === 0 ? all : pickObjects(all, ids));
      const text = JSON.stringify(bundle, null, 2);
      if (options.out === undefined || options.out === "-") io.print(text);
      else {
        await writeWhole(options.out, `${text}\n`, { replace: options.force === true });
        const result = { out: options.out, objects: bundle.objects.length };
        io.print(io.json ? JSON.stringify(result) : printable(`${options.out}: ${result.objects} objects`));
      }
      return "ok";
    },
  }),
  command({
    name: "alert import",
    summary: "Show what a bundle of STIX 2.1 or events of MISP tell, or write one of it as a draft to be sent.",
    operands: "FILE",
    count: [1, 1],
    options: {
      source: { type: "string", value: "ID", help: "Which one to write, by the id that the other system gives it." },
      to: { type: "string", value: "MEMBER", multiple: true, help: "Whom the draft is for; else add it to the file." },
      ...OUT_OPTIONS,
    },
    about: [
      "No gateway is asked and nothing is sent: look at the draft, then `sealane alert preview` and `alert send`.",
      "What is not marked, or in a way that is not known, is marked TLP:RED. What cannot be said as a whole is left out.",
    ],
    examples: ["alert import feed.json", "alert import event.json --to 4 --out alert.json"],
    async run({ options, operands, io }) {
      const exchanged = readExchanged(parseJson(await readInput(operands[0] ?? "", io)), io.now());
      if (options.out === undefined) {
        if (options.source !== undefined || options.to !== undefined)
          throw new CliError("USAGE_INVALID", "--source and --to go with --out.");
        io.print(io.json ? JSON.stringify(exchanged, null, 2) : exchangedText(exchanged));
        return "ok";
      }
      const members = (options.to ?? []).map((text) => memberOf("to", text)).sort((a, b) => a - b);
      const draft = {
        ...chosen(exchanged, options.source),
        ...(members.length > 0 && { sharedWith: { members, group: null } }),
      };
      const text = JSON.stringify(draft, null, 2);
      if (options.out === "-") io.print(text);
      else {
        await writeWhole(options.out, `${text}\n`, { replace: options.force === true });
        const result = { out: options.out, left: exchanged.left };
        io.print(io.json ? JSON.stringify(result) : printable(`${options.out}: a draft marked ${draft.tlp}`));
      }
      return "ok";
    },
  }),
  command({
    name: "alert drafts",
    summary: "List what other systems handed in over TAXII.",
    operands: "",
    count: [0, 0],
    options: { ...PAGE_OPTIONS, ...GATEWAY_OPTIONS },
    examples: ["alert drafts"],
    run: async ({ options, io }) =>
      printPage(io, await (await openClient(options, io)).listAlertDrafts(pagingOf(options)), RECEIVED_DRAFT_COLUMNS),
  }),
];
